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

/// Those of the columns as they are digested that a row does not hold itself.
constexpr std::size_t source_line_place = 1;
constexpr std::size_t first_own_place = 2;

std::vector<std::string> digested_columns(const Kind& kind) {
    std::vector<std::string> names{"id", "source_line"};
    for (const auto& column : kind.columns)
        names.push_back(column.stored_name());
    names.emplace_back("cleared");
    return names;
}

/// Statements are made for the columns in use where there are many rows to write by them.
constexpr std::size_t many_rows = 256;

Value cleared_names(const Row& row) {
    if (row.cleared.empty()) return {};
    std::vector<std::string> names;
    for (const auto place : row.cleared)
        names.push_back(row.kind->columns[place].stored_name());
    return joined(names, " ");
}

/// The whole change is undone where a row fails: FAIL does what ABORT would, without a copy of every page touched.
constexpr const char* insert_into = "INSERT OR FAIL INTO ";

}  // namespace

KindTables::KindTables(const Kind& kind, std::string_view fold_schema)
    : kind_(&kind),
      fact_name_(kind.name),
      fold_name_(std::string{fold_schema} + (fold_schema.empty() ? "" : ".") +
                 quoted("current_" + std::string{kind.name})),
      shape_(kind.name, digested_columns(kind)) {
    const auto columns = quoted_columns(kind);
    const auto keys = quoted_keys(kind);
    std::vector<std::string> of_fold;
    for (const auto& column : columns)
        of_fold.push_back("f." + column);
    select_ = "SELECT " + joined(of_fold, ", ") + ", f.first_entry, f.last_entry, f.last_fact, e.day FROM " +
              fold_name_ + " f LEFT JOIN entries e ON e.sequence = f.first_entry";
    for (std::size_t parts = 1; parts <= keys.size(); ++parts) {
        const std::vector<std::string> leading(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(parts));
        select_by_key_.push_back(select_ + " WHERE " + joined(leading, " = ? AND ") + " = ?");
    }
    if (keys.size() >= 2) {
        const auto leading = keys[0] + ", " + keys[1];
        select_between_ = select_ + " WHERE (" + leading + ") >= (?, ?) AND (" + leading + ") <= (?, ?) ORDER BY " +
                          joined(keys, ", ");
    }
    select_standing_ = "SELECT " + joined(columns, ", ") + ", first_entry, last_entry, last_fact FROM " + fold_name_ +
                       " WHERE " + joined(keys, " = ? AND ") + " = ?";
    if (const auto contract = kind.contract_column()) {
        select_contracts_ = "SELECT " + columns[*contract] + ", " + joined(keys, ", ") + " FROM " + fold_name_ +
                            " ORDER BY " + joined(keys, ", ");
    }
    select_given_ = "SELECT id, entry, cleared, " + joined(columns, ", ") + " FROM " + quoted(fact_name_) +
                    " WHERE id > ? ORDER BY id";
    update_fold_ = "UPDATE " + fold_name_ + " SET " + joined(columns, " = ?, ") +
                   " = ?, last_entry = ?, last_fact = ? WHERE " + joined(keys, " = ? AND ") + " = ?";
}

Row KindTables::read(const Statement& at) const {
    Row row{*kind_};
    read(at, row);
    return row;
}

void KindTables::read(const Statement& at, Row& row) const {
    int column = 0;
    for (auto& value : row.values)
        at.read(column++, value);
    row.provenance.first_entry = at.number(column++);
    row.provenance.last_entry = at.number(column++);
    row.provenance.fact = at.number(column++);
    row.provenance.recorded_on = Date::parse(at.text(column)).value_or(Date{});
}

Row KindTables::read_given(const Statement& at) const {
    Row row{*kind_};
    read_given(at, row);
    return row;
}

void KindTables::read_given(const Statement& at, Row& row) const {
    row.provenance.fact = at.number(0);
    row.provenance.first_entry = row.provenance.last_entry = at.number(1);
    int column = 3;
    for (auto& value : row.values)
        at.read(column++, value);
    row.cleared.clear();
    std::string_view names = at.text(2);
    while (!names.empty()) {
        const auto name = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
        const auto found = std::ranges::find(kind_->columns, name, &Column::stored_name);
        if (found != kind_->columns.end())
            row.cleared.push_back(static_cast<std::size_t>(found - kind_->columns.begin()));
    }
}

Places KindTables::places_in_use(std::span<const Row> rows) const {
    const auto cleared_place = first_own_place + kind_->columns.size();
    std::vector<bool> used(cleared_place + 1, rows.size() < many_rows);
    used[source_line_place] = true;
    for (std::size_t column = 0; column < kind_->columns.size(); ++column) {  // notes are made when a row is folded
        if (kind_->columns[column].by_intake && !kind_->columns[column].key) used[first_own_place + column] = true;
    }
    for (const auto& row : rows) {
        for (std::size_t column = 0; column < row.values.size(); ++column) {
            if (!blank(row.values[column])) used[first_own_place + column] = true;
        }
        if (!row.cleared.empty()) used[cleared_place] = true;
    }
    Places places;
    for (std::size_t place = source_line_place; place < used.size(); ++place) {
        if (used[place]) places.push_back(place);
    }
    return places;
}

std::string KindTables::insert_fact(const Places& places, std::size_t rows) const {
    const auto names = digested_columns(*kind_);
    std::vector<std::string> columns{"id", "entry"};
    for (const auto place : places)
        columns.push_back(quoted(names[place]));
    columns.emplace_back("row_digest");
    const std::vector<std::string> values(rows, "(" + parameters(columns.size()) + ")");
    return insert_into + quoted(fact_name_) + " (" + joined(columns, ", ") + ") VALUES " + joined(values, ", ");
}

std::string KindTables::insert_fold(const Places& columns, std::size_t rows) const {
    auto names = quoted_keys(*kind_);
    for (const auto column : columns)
        names.push_back(quoted(kind_->columns[column].stored_name()));
    names.insert(names.end(), {"first_entry", "last_entry", "last_fact"});
    const std::vector<std::string> values(rows, "(" + parameters(names.size()) + ")");
    return insert_into + fold_name_ + " (" + joined(names, ", ") + ") VALUES " + joined(values, ", ");
}

int KindTables::bind_given(Statement& insert, int at, const Places& places, const DigestedFact& given) const {
    const auto& [fact, cleared, digest] = given;
    insert.bind(at, fact.id).bind(at + 1, fact.entry);
    const Value line = fact.line > 0 ? Value{fact.line} : Value{};
    at += 2;
    for (const auto place : places) {
        const auto own = place - first_own_place;
        const bool is_own = place >= first_own_place && own < fact.row.values.size();
        insert.bind(at++, is_own ? fact.row.values[own] : place == source_line_place ? line : cleared);
    }
    insert.bind_blob(at, digest);
    return at + 1;
}

DigestedFact KindTables::digested(const GivenFact& fact, const Digest256& digest) const {
    return {fact, cleared_names(fact.row), digest};
}

Digest256 KindTables::digest(const GivenFact& fact) const {
    const Value id{fact.id};
    const Value line = fact.line > 0 ? Value{fact.line} : Value{};
    const Value cleared = cleared_names(fact.row);
    thread_local Cells cells;
    cells.assign({&id, &line});
    for (const auto& value : fact.row.values)
        cells.push_back(&value);
    cells.push_back(&cleared);
    return shape_.digest(cells);
}

const KindTables& tables_of(const Kind& kind) {
    static const std::deque<KindTables> all = [] {
        std::deque<KindTables> made;
        for (const auto& each : kinds())
            made.emplace_back(each);
        return made;
    }();
    return all[static_cast<std::size_t>(&kind - kinds().data())];
}

}  // namespace contractwatch::sqlite
