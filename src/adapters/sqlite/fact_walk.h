// The rows of one table of facts, walked once in the order of their ids.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {

class FactWalk {
  public:
    FactWalk(const Connection& connection, const Table& table)
        : name_(table.name),
          shape_(table.name, digested(table)),
          rows_(connection.prepare(select(table))),
          cells_(static_cast<std::size_t>(rows_.columns() - first_digested)) {
        advance();
    }

    const std::string& name() const { return name_; }
    bool done() const { return done_; }
    std::int64_t entry() const { return rows_.number(0); }
    std::int64_t id() const { return cells_.front().number; }
    /// Whether the digest that is kept with the row is the one given.
    bool keeps(const Digest256& digest) const {
        const auto kept = rows_.bytes(1);
        return kept.size() == digest.size() && std::memcmp(kept.data(), digest.data(), digest.size()) == 0;
    }

    Digest256 computed() const { return shape_.digest(cells_); }
    /// Those of the table's own columns, in their order.
    std::span<const CellView> own_cells() const { return std::span{cells_}.subspan(1); }

    void advance() {
        done_ = !rows_.step();
        for (std::size_t at = 0; !done_ && at < cells_.size(); ++at)
            cells_[at] = rows_.cell(first_digested + static_cast<int>(at));
    }

  private:
    static constexpr int first_digested = 2;  ///< the column of id, with the digested ones behind it

    static std::vector<std::string> digested(const Table& table) {
        auto names = table.column_names();  // id is the first
        std::erase_if(names, [](const std::string& name) { return name == "entry" || name == "row_digest"; });
        return names;
    }
    static std::string select(const Table& table) {
        std::string sql = "SELECT entry, row_digest";
        for (const auto& name : digested(table))
            sql += ", " + quoted(name);
        return sql + " FROM " + quoted(table.name) + " ORDER BY id";
    }

    std::string name_;
    RowShape shape_;
    Statement rows_;
    std::vector<CellView> cells_;  ///< the digested ones of the row
    bool done_ = false;
};

}  // namespace contractwatch::sqlite
