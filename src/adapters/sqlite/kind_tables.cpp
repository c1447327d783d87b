// How the rows of a kind lie in the record: as they were given, and folded.
#include "adapters/sqlite/kind_tables.h"

#include <algorithm>
#include <deque>

#include "base/text.h"

namespace contractwatch::sqlite {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

std::vector<std::string> quoted_columns(const Kind& kind) {
    std::vector<std::string> names;
    for (const auto& column : kind.columns)
        names.push_back(quoted(column.stored_name()));
    return names;
}

std::vector<std::string> quoted_keys(const Kind& kind) {
    std::vector<std::string> names;
    for (const auto place : kind.key_places)
        names.push_back(quoted(kind.columns[place].stored_name() + "_key"));
    return names;
}

std::string parameters(std::size_t count) {
    return joined(std::vector<std::string>(count, "?"), ", ");
}

std::vector<std::string> digested_columns(const Kind& kind) {
    std::vector<std::string> names{"id", "source_line"};
    for (const auto& column : kind.columns)
        names.push_back(column.stored_name());
    names.emplace_back("cleared");
    return names;
}

Value cleared_names(const Row& row) {
    if (row.cleared.empty()) return {};
    std::vector<std::string> names;
    for (const auto place : row.cleared)
        names.push_back(row.kind->columns[place].stored_name());
    return joined(names, " ");
}

}  // namespace

KindTables::KindTables(const Kind& kind, std::string_view fold_schema)
    : kind_(&kind),
      fact_name_(kind.name),
      fold_name_(std::string{fold_schema} + "." + quoted("current_" + std::string{kind.name})),
      shape_(kind.name, digested_columns(kind)) {
    const auto columns = quoted_columns(kind);
    const auto keys = quoted_keys(kind);
    std::vector<std::string> of_fold;
    for (const auto& column : columns)
        of_fold.push_back("f." + column);
    select_ = "SELECT " + joined(of_fold, ", ") + ", f.first_entry, f.last_entry, f.last_fact, e.day FROM " +
              fold_name_ + " f LEFT JOIN entries e ON e.sequence = f.first_entry";
    select_given_ = "SELECT id, entry, cleared, " + joined(columns, ", ") + " FROM " + quoted(fact_name_) +
                    " WHERE id > ? ORDER BY id";
    insert_fact_ = "INSERT INTO " + quoted(fact_name_) + " (id, entry, source_line, " + joined(columns, ", ") +
                   ", cleared, row_digest) VALUES (" + parameters(columns.size() + 5) + ")";
    insert_fold_ = "INSERT INTO " + fold_name_ + " (" + joined(keys, ", ") + ", " + joined(columns, ", ") +
                   ", first_entry, last_entry, last_fact) VALUES (" + parameters(keys.size() + columns.size() + 3) +
                   ") ON CONFLICT DO NOTHING";
    update_fold_ = "UPDATE " + fold_name_ + " SET " + joined(columns, " = ?, ") +
                   " = ?, last_entry = ?, last_fact = ? WHERE " + joined(keys, " = ? AND ") + " = ?";
}

std::string KindTables::select_by_key(std::size_t parts) const {
    auto keys = quoted_keys(*kind_);
    keys.resize(parts);
    return select_ + " WHERE " + joined(keys, " = ? AND ") + " = ?";
}

Row KindTables::read(const Statement& at) const {
    Row row{*kind_};
    int column = 0;
    for (auto& value : row.values)
        value = at.value(column++);
    row.provenance.first_entry = at.number(column++);
    row.provenance.last_entry = at.number(column++);
    row.provenance.fact = at.number(column++);
    if (const auto day = Date::parse(at.text(column))) row.provenance.recorded_on = *day;
    return row;
}

Row KindTables::read_given(const Statement& at) const {
    Row row{*kind_};
    row.provenance.fact = at.number(0);
    row.provenance.first_entry = row.provenance.last_entry = at.number(1);
    int column = 3;
    for (auto& value : row.values)
        value = at.value(column++);
    std::string_view names = at.text(2);
    while (!names.empty()) {
        const auto name = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
        const auto found = std::ranges::find(kind_->columns, name, &Column::stored_name);
        if (found != kind_->columns.end())
            row.cleared.push_back(static_cast<std::size_t>(found - kind_->columns.begin()));
    }
    return row;
}

RowOutcome KindTables::fold(const Connection& connection, const Row& given, std::int64_t id, std::int64_t entry) const {
    const auto key = key_values(given);
    const auto keys = static_cast<int>(key.size());
    const auto columns = static_cast<int>(given.values.size());
    auto& insert = connection.cached(insert_fold_);
    insert.bind_all(0, key);
    int at = keys;
    for (const auto& value : given.values)
        insert.bind(at++, value);
    insert.bind(at, entry).bind(at + 1, entry).bind(at + 2, id);
    if (insert.run() == 1) return RowOutcome::accepted;

    auto& known = connection.cached(select_by_key(key.size()));
    known.bind_all(0, key).step();
    auto current = read(known);
    known.reset();
    if (!fold_into(current, given)) return RowOutcome::unchanged;
    auto& update = connection.cached(update_fold_);
    at = 0;
    for (const auto& value : current.values)
        update.bind(at++, value);
    update.bind(columns, entry).bind(columns + 1, id).bind_all(columns + 2, key).run();
    return RowOutcome::revised;
}

Digest256 KindTables::add_given(const Connection& connection, const Row& given, std::int64_t id, std::int64_t entry,
                                std::int64_t line) const {
    thread_local Cells cells;
    cells.clear();
    cells.emplace_back(id);
    cells.emplace_back(line > 0 ? Value{line} : Value{});
    cells.insert(cells.end(), given.values.begin(), given.values.end());
    cells.push_back(cleared_names(given));
    const auto digest = shape_.digest(cells);

    auto& insert = connection.cached(insert_fact_);
    insert.bind(0, id).bind(1, entry).bind(2, cells[1]);
    int at = 3;
    for (const auto& value : given.values)
        insert.bind(at++, value);
    insert.bind(at, cells.back()).bind_blob(at + 1, digest).run();
    return digest;
}

const KindTables& tables_of(const Kind& kind) {
    static const std::deque<KindTables> all = [] {
        std::deque<KindTables> made;
        for (const auto& each : kinds())
            made.emplace_back(each);
        return made;
    }();
    const auto found = std::ranges::find(all, &kind, [](const KindTables& each) { return &each.kind(); });
    return *found;
}

}  // namespace contractwatch::sqlite
