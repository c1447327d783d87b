// The rows of one table of facts, walked once in the order of their ids.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {

class FactWalk {
  public:
    FactWalk(const Connection& connection, const Table& table)
        : name_(table.name), shape_(table.name, digested(table)), rows_(connection.prepare(select(table))) {
        advance();
    }

    const std::string& name() const { return name_; }
    bool done() const { return done_; }
    std::int64_t id() const { return rows_.number(0); }
    std::int64_t entry() const { return rows_.number(1); }
    /// Whether the digest that is kept with the row is the one given.
    bool keeps(const Digest256& digest) const { return std::ranges::equal(rows_.blob(2), digest); }

    Digest256 computed() {
        values_.assign({Value{id()}});
        for (int column = 3; column < rows_.columns(); ++column)
            values_.push_back(rows_.value(column));
        Cells cells;
        for (const auto& value : values_)
            cells.push_back(&value);
        return shape_.digest(cells);
    }
    void advance() { done_ = !rows_.step(); }

  private:
    static std::vector<std::string> own(const Table& table) {
        auto names = table.column_names();
        std::erase_if(names,
                      [](const std::string& name) { return name == "id" || name == "entry" || name == "row_digest"; });
        return names;
    }
    static std::vector<std::string> digested(const Table& table) {
        auto names = own(table);
        names.insert(names.begin(), "id");
        return names;
    }
    static std::string select(const Table& table) {
        std::string sql = "SELECT id, entry, row_digest";
        for (const auto& name : own(table))
            sql += ", " + quoted(name);
        return sql + " FROM " + quoted(table.name) + " ORDER BY id";
    }

    std::string name_;
    RowShape shape_;
    Statement rows_;
    std::vector<Value> values_;
    bool done_ = false;
};

}  // namespace contractwatch::sqlite
