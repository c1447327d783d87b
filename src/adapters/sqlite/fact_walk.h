// The rows of one table of facts, walked once in the order of their ids.
#pragma once

#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {

class FactWalk {
  public:
    /// What else is done with each row as it is read: its id, its entry, and the cells of the table's own columns in
    /// their order, which lie there until it returns.
    using Also = std::function<void(std::int64_t, std::int64_t, std::span<const CellView>)>;

    FactWalk(const Connection& connection, const Table& table, Also also = {})
        : row_(std::make_unique<Row>(table, std::move(also))),
          rows_(connection.prepare_visits(columns_of(table), quoted(table.name) + " ORDER BY id", row_->visit)) {
        advance();
    }

    const std::string& name() const { return row_->name; }
    bool done() const { return done_; }
    std::int64_t entry() const { return row_->entry; }
    std::int64_t id() const { return row_->id; }
    const Digest256& computed() const { return row_->computed; }
    /// Whether the digest that is kept with the row is the one computed.
    bool keeps_its_digest() const { return row_->keeps_its_digest; }

    void advance() { done_ = !rows_.step(); }

  private:
    /// The row that was read last. It stays where it is, as the statement visits it.
    struct Row {
        Row(const Table& table, Also also_with)
            : name(table.name),
              shape(table.name, digested(table)),
              cells(digested(table).size()),
              also(std::move(also_with)),
              visit([this](const RowView& row) { read(row); }) {}

        void read(const RowView& row) {
            for (std::size_t at = 0; at < cells.size(); ++at)
                cells[at] = row[first_digested + at];
            entry = row.number(0);
            id = cells.front().number;
            computed = shape.digest(cells);
            const auto kept = row.bytes(1);
            keeps_its_digest =
                kept.size() == computed.size() && std::memcmp(kept.data(), computed.data(), computed.size()) == 0;
            if (also) also(id, entry, std::span{cells}.subspan(1));
        }

        std::string name;
        RowShape shape;
        std::vector<CellView> cells;  ///< the digested ones, of no use once the row was read
        Also also;
        RowVisitor visit;
        std::int64_t entry = 0;
        std::int64_t id = 0;
        Digest256 computed{};
        bool keeps_its_digest = false;
    };

    static constexpr std::size_t first_digested = 2;  ///< the column of id, with the digested ones behind it

    static std::vector<std::string> digested(const Table& table) {
        auto names = table.column_names();  // id is the first
        std::erase_if(names, [](const std::string& name) { return name == "entry" || name == "row_digest"; });
        return names;
    }
    static std::vector<std::string> columns_of(const Table& table) {
        auto names = digested(table);
        names.insert(names.begin(), {"entry", "row_digest"});
        return names;
    }

    std::unique_ptr<Row> row_;
    Statement rows_;
    bool done_ = false;
};

}  // namespace contractwatch::sqlite
