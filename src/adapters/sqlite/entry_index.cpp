// Whether a table of facts and its index by entry hold the same rows.
#include "adapters/sqlite/entry_index.h"

namespace contractwatch::sqlite {

std::optional<RowSum> sum_of_entry_index(const Connection& connection, const Table& table) {
    const auto index = table.name + "_by_entry";
    auto standing = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?");
    if (!standing.bind(0, std::string_view{index}).step()) return std::nullopt;
    auto rows = connection.prepare("SELECT entry, id FROM main." + quoted(table.name) + " INDEXED BY " + quoted(index) +
                                   " ORDER BY entry, id");
    RowSum sum;
    while (rows.step())
        sum.add(rows.number(0), rows.number(1));
    return sum;
}

}  // namespace contractwatch::sqlite
