// The log and the facts of a record, read whole as at one moment.
#include "adapters/sqlite/whole_record.h"

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

bool is_wanted(const Table& table) {
    return table.use == TableUse::log || table.use == TableUse::fact || table.name == "about";
}

Value value_of(const Statement& row, int column) {
    if (row.is_blob(column)) return hex(row.blob(column));
    return row.value(column);
}

void hand_over(const Connection& connection, const std::string& name, const UseTable& use) {
    auto rows = connection.prepare("SELECT * FROM " + quoted(name) + " ORDER BY rowid");
    WholeTable table{name, {}};
    for (int column = 0; column < rows.columns(); ++column)
        table.columns.push_back(rows.column_name(column));
    use(table, [&](const UseRow& use_row) {
        std::vector<Value> cells(table.columns.size());
        while (rows.step()) {
            for (std::size_t column = 0; column < cells.size(); ++column)
                cells[column] = value_of(rows, static_cast<int>(column));
            use_row(cells);
        }
    });
}

}  // namespace

Result<Head> read_whole(const std::string& path, const UseTable& use) {
    const auto opened = open_as_it_is(path);
    if (!opened) return opened.error();
    try {
        const auto& connection = **opened;
        connection.execute("BEGIN");
        const auto head = RecordReader{connection}.head();
        for (const auto& each : tables()) {
            if (is_wanted(each) && has_table(connection, each.name)) hand_over(connection, each.name, use);
        }
        return head;
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
}

}  // namespace contractwatch::sqlite
