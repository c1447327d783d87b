// One transaction of the record: what goes from it, and what is left of that.
#include <algorithm>

#include "adapters/sqlite/fact_rows.h"
#include "adapters/sqlite/key_bytes.h"
#include "adapters/sqlite/prunable_rows.h"
#include "adapters/sqlite/record_change.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

void delete_from_fold(const Connection& connection, const RowsOfFold& rows) {
    const auto fold = fold_table(*rows.kind);
    std::vector<std::string> parts(rows.kind->key_places.size());
    std::string where;
    for (std::size_t part = 0; part < parts.size(); ++part)
        where += (part == 0 ? " WHERE " : " AND ") + quoted(fold.columns[part].name) + " = ?";
    auto deletion = connection.prepare("DELETE FROM " + quoted(fold.name) + where);
    for (const auto& key : rows.keys) {
        read_key(key, parts);
        deletion.bind_all(0, parts).run();
    }
}

void delete_each(const Connection& connection, const std::string& table, const std::string& column,
                 const std::vector<std::int64_t>& numbers) {
    auto deletion = connection.prepare("DELETE FROM " + quoted(table) + " WHERE " + quoted(column) + " = ?");
    for (const auto number : numbers)
        deletion.bind(0, number).run();
}

std::int64_t delete_bodies_before(const Connection& connection, Date day) {
    auto deletion = connection.prepare(
        "DELETE FROM message_bodies WHERE message IN (SELECT m.id FROM messages m JOIN current_outbox o ON o.message = "
        "m.id WHERE o.next_attempt_at IS NULL AND m.on_day < ?)");
    const auto text = day.text();
    return deletion.bind(0, std::string_view{text}).run();
}

/// A row of the record concerned, and which of its cells were erased.
struct GivenOfRecord {
    Row row;
    std::vector<std::size_t> erased;
};

/// Every row as it was given of the record that the key is of.
std::vector<GivenOfRecord> rows_with_key(const Connection& connection, const KindTables& tables,
                                         const std::string& wanted) {
    auto rows = connection.prepare(tables.select_given());
    rows.bind(0, std::int64_t{0});
    Row row{tables.kind()};
    std::string key;
    std::vector<GivenOfRecord> found;
    while (rows.step()) {
        tables.read_given(rows, row);
        write_key(row, key);
        if (key == wanted) found.push_back({row, {}});
    }
    return found;
}

/// Blanks the cells, and notes in which rows there were any.
void blank_cells(std::vector<GivenOfRecord>& rows, const std::vector<std::size_t>& columns) {
    for (auto& [row, erased] : rows) {
        for (const auto column : columns) {
            if (blank(row.values[column])) continue;
            row.values[column] = {};
            erased.push_back(column);
        }
    }
}

/// The fold of the rows anew; the first one made the record.
void fold_anew(const Connection& connection, const KindTables& tables, const std::vector<GivenOfRecord>& rows) {
    auto current = rows.front().row;
    for (auto next = rows.begin() + 1; next != rows.end(); ++next) {
        if (!fold_into(current, next->row)) continue;
        current.provenance.last_entry = next->row.provenance.last_entry;
        current.provenance.fact = next->row.provenance.fact;
    }
    auto& update = connection.cached(tables.update_fold());
    int at = 0;
    for (const auto& value : current.values)
        update.bind(at++, value);
    update.bind(at, current.provenance.last_entry).bind(at + 1, current.provenance.fact);
    const auto key = key_values(current);
    update.bind_all(at + 2, key).run();
}

std::string names_of(const Kind& kind, const std::vector<std::size_t>& columns) {
    std::string names;
    for (const auto column : columns)
        names += (names.empty() ? "" : " ") + kind.columns[column].stored_name();
    return names;
}

}  // namespace

Pruned RecordChange::prune(const Pruning& pruning) {
    connection_.settle();
    const auto rows = find_prunable(connection_, pruning.contracts);
    Pruned pruned{rows.of_contracts, {}, delete_bodies_before(connection_, pruning.bodies_before)};
    delete_each(connection_, "message_bodies", "message", rows.messages);
    for (const auto& [table, ids] : rows.facts) {
        take_away(table, ids);
        pruned.tables.push_back({table, static_cast<std::int64_t>(ids.size())});
    }
    for (const auto& fold : rows.folds)
        delete_from_fold(connection_, fold);
    delete_each(connection_, "current_alerts", "alert", rows.alerts);
    delete_each(connection_, "current_outbox", "message", rows.messages);
    std::ranges::sort(pruned.tables, {}, &PrunedTable::table);
    return pruned;
}

Result<std::vector<std::int64_t>> RecordChange::erase(const Erasure& erasure) {
    connection_.settle();
    const auto& tables = tables_of(*erasure.kind);
    auto& one = connection_.cached(tables.select_given() + " LIMIT 1");
    one.bind(0, erasure.row - 1);
    const bool stands = one.step() && one.number(0) == erasure.row;
    std::string key;
    if (stands) write_key(tables.read_given(one), key);
    one.reset();
    if (!stands) {
        return not_found("row " + std::to_string(erasure.row) + " of " + tables.fact_name() + " is not in the record");
    }
    auto rows = rows_with_key(connection_, tables, key);
    blank_cells(rows, erasure.columns);
    std::vector<std::int64_t> changed;
    for (const auto& [row, erased] : rows) {
        if (erased.empty()) continue;
        cut(tables, row.provenance.fact, erased);
        changed.push_back(row.provenance.fact);
    }
    if (!changed.empty()) fold_anew(connection_, tables, rows);
    return changed;
}

void RecordChange::take_away(const std::string& table, const std::vector<std::int64_t>& ids) {
    auto deletion = connection_.prepare_deletion(table);
    for (const auto id : ids) {
        keep_digests(table, id, nullptr, {});
        deletion.bind(0, id).run();
    }
}

void RecordChange::cut(const KindTables& tables, std::int64_t id, const std::vector<std::size_t>& columns) {
    const auto& kind = tables.kind();
    const auto described = fact_table(kind);
    constexpr std::size_t own_from = 2;  // behind id and entry
    auto& stored = connection_.cached("SELECT * FROM " + quoted(described.name) + " WHERE id = ?");
    stored.bind(0, id).step();
    const auto entry = stored.number(1);
    std::vector<Value> cells;
    for (std::size_t column = own_from; column + 1 < described.columns.size(); ++column)
        cells.push_back(stored.value(static_cast<int>(column)));
    stored.reset();
    for (const auto column : columns)
        cells[column + 1] = {};  // source_line is the first
    const auto& rows = fact_rows(described.name);
    const auto left = rows.digest(id, cells);
    keep_digests(described.name, id, &left, names_of(kind, columns));
    connection_.prepare_deletion(described.name).bind(0, id).run();
    rows.add(connection_, id, entry, cells);
}

void RecordChange::keep_digests(const std::string& table, std::int64_t id, const Digest256* left,
                                const std::string& columns) {
    auto& row = connection_.cached("SELECT entry, lower(hex(row_digest)) FROM " + quoted(table) + " WHERE id = ?");
    row.bind(0, id).step();
    const auto entry = row.number(0);
    const auto digest = row.string(1);
    row.reset();
    add_fact("pruned_rows", {table, id, entry, digest, left != nullptr ? Value{hex(*left)} : Value{},
                             columns.empty() ? Value{} : Value{columns}});
}

}  // namespace contractwatch::sqlite
