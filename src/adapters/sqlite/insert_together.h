// Many rows into one table, sixteen to a statement: a good part of an insert's cost comes once.
#pragma once

#include <cstddef>
#include <span>

#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

inline constexpr std::size_t rows_together = 16;

/// `sql_of(count)` is the insert of so many rows. `bind(statement, at, rows, place)` binds the row at a place of the
/// rows still to come, from parameter `at` on, and gives the parameter after its last; what it binds stands until the
/// statement has run, for places below rows_together.
template <class Row, class Sql, class Bind>
void insert_together(const Connection& connection, std::span<const Row> rows, const Sql& sql_of, const Bind& bind) {
    for (const auto count : {rows_together, std::size_t{1}}) {
        if (rows.size() < count) continue;
        auto& statement = connection.cached(sql_of(count));
        for (; rows.size() >= count; rows = rows.subspan(count)) {
            int at = 0;
            for (std::size_t place = 0; place < count; ++place)
                at = bind(statement, at, rows, place);
            statement.run();
        }
    }
}

}  // namespace contractwatch::sqlite
