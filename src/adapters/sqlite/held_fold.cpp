// The fold of one kind while rows are taken in.
#include "adapters/sqlite/held_fold.h"

#include <algorithm>
#include <numeric>

#include "adapters/sqlite/insert_together.h"
#include "adapters/sqlite/key_bytes.h"
#include "domain/facts/intake_notes.h"

namespace contractwatch::sqlite {
namespace {

/// Statements are made for the columns in use where there are many rows to write by them.
constexpr std::size_t many_rows = 256;

Places all_columns(const Kind& kind) {
    Places columns(kind.columns.size());
    std::iota(columns.begin(), columns.end(), 0U);
    return columns;
}

void bind(Statement& statement, int at, const HeldCell& cell) {
    cell.is_number ? statement.bind(at, cell.number) : statement.bind(at, cell.text);
}

/// Binds from parameter `at` on; gives the one after the last. The parts of the key must outlive the step.
int bind_row(Statement& statement, int at, const Places& columns, const HeldRow& row, std::vector<std::string>& parts) {
    read_key(row.key(), parts);
    statement.bind_all(at, parts);
    at += static_cast<int>(parts.size());
    auto cells = row.cells();
    for (const auto column : columns) {
        if (cells.empty() || first_column(cells) != column) {
            statement.bind_null(at++);
        } else {
            bind(statement, at++, next_cell(cells));
        }
    }
    statement.bind(at, row.origin.first_entry).bind(at + 1, row.origin.last_entry).bind(at + 2, row.origin.last_fact);
    return at + 3;
}

}  // namespace

HeldFold::HeldFold(const Connection& connection, const KindTables& tables, std::size_t large)
    : connection_(connection),
      tables_(tables),
      standing_(connection.cached(tables.select_standing())),
      update_(connection.cached(tables.update_fold())),
      large_(large),
      any_stand_(connection.number("SELECT EXISTS (SELECT 1 FROM " + tables.fold_name() + ")") != 0),
      current_(tables.kind()),
      parts_(rows_together, std::vector<std::string>(tables.kind().key_places.size())) {}

RowOutcome HeldFold::take(const Row& given, std::int64_t id, std::int64_t entry) {
    write_key(given, key_);
    HeldOrigin origin{entry, entry, id, false};
    const bool known = read_current(current_, origin);
    return fold(given, known, origin, id, entry);
}

RowOutcome HeldFold::take_new(const Row& given, std::int64_t id, std::int64_t entry, std::unique_ptr<Row>& noted) {
    write_key(given, key_);
    HeldOrigin origin{entry, entry, id, false};
    const bool known = read_current(current_, origin);
    if (known) noted = with_notes(current_, given);
    return fold(noted ? *noted : given, known, origin, id, entry);
}

RowOutcome HeldFold::fold(const Row& given, bool known, HeldOrigin origin, std::int64_t id, std::int64_t entry) {
    if (known && !fold_into(current_, given)) return RowOutcome::unchanged;
    origin.last_entry = entry;
    origin.last_fact = id;
    held_.hold(key_, known ? current_ : given, origin);
    return known ? RowOutcome::revised : RowOutcome::accepted;
}

bool HeldFold::read_current(Row& current, HeldOrigin& origin) {
    const auto* held = held_.find(key_);
    if (held == nullptr) return any_stand_ && read_standing(current, origin);
    origin = held->origin;
    current.values.assign(current.values.size(), {});
    for (auto cells = held->cells(); !cells.empty();) {
        const auto cell = next_cell(cells);
        current.values[cell.column] = cell.is_number ? Value{cell.number} : Value{std::string{cell.text}};
    }
    return true;
}

bool HeldFold::read_standing(Row& current, HeldOrigin& origin) {
    read_key(key_, parts_.front());
    const bool known = standing_.bind_all(0, parts_.front()).step();
    int column = 0;
    if (known) {
        for (auto& value : current.values)
            value = standing_.value(column++);
        origin = {standing_.number(column), standing_.number(column + 1), standing_.number(column + 2), true};
    }
    standing_.reset();
    return known;
}

void HeldFold::write_if_large() {
    if (held_.bytes() >= large_) write();
}

void HeldFold::write() {
    if (held_.empty()) return;
    const auto rows = held_.in_order();
    std::vector<const HeldRow*> fresh;
    fresh.reserve(rows.size());
    for (const auto* row : rows)
        row->origin.stands ? update(*row) : fresh.push_back(row);
    insert(fresh);
    held_.clear();
    any_stand_ = true;
}

void HeldFold::insert(std::span<const HeldRow* const> rows) {
    const auto columns = rows.size() < many_rows ? all_columns(tables_.kind()) : held_.columns_in_use();
    const auto bind_at = [&](Statement& statement, int at, std::span<const HeldRow* const> left, std::size_t place) {
        __builtin_prefetch(left[std::min(place + rows_together, left.size() - 1)]);  // they lie as they came
        return bind_row(statement, at, columns, *left[place], parts_[place]);
    };
    insert_together(
        connection_, rows, [&](std::size_t count) { return tables_.insert_fold(columns, count); }, bind_at);
}

void HeldFold::update(const HeldRow& row) {
    read_key(row.key(), parts_.front());
    update_.unbind();
    for (auto cells = row.cells(); !cells.empty();) {
        const auto cell = next_cell(cells);
        bind(update_, static_cast<int>(cell.column), cell);
    }
    const auto after = static_cast<int>(current_.values.size());
    update_.bind(after, row.origin.last_entry).bind(after + 1, row.origin.last_fact);
    update_.bind_all(after + 2, parts_.front()).run();
}

}  // namespace contractwatch::sqlite
