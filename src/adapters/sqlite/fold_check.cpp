// Whether the folds of the record are what its facts make of them.
#include "adapters/sqlite/fold_check.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "adapters/sqlite/held_comparison.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

using Found = std::function<void(FoldFault)>;

/// Two readings of one fold in the order of its key.
struct Comparison {
    std::string name;
    std::string stands;
    std::string rebuilt;
    std::size_t key_columns = 1;
    std::size_t fact_column = 0;                   ///< which column names the fact
    std::optional<std::size_t> entry_column = {};  ///< which the log entry
};

class Reading {
  public:
    Reading(const Connection& connection, const std::string& sql, std::size_t key_columns)
        : rows_(connection.prepare(sql)), key_columns_(key_columns) {
        advance();
    }

    bool done() const { return done_; }
    const std::vector<Value>& row() const { return row_; }
    std::span<const Value> key() const { return std::span{row_}.first(key_columns_); }
    std::string column_name(std::size_t column) const { return rows_.column_name(static_cast<int>(column)); }
    void advance() {
        done_ = !rows_.step();
        row_.clear();
        for (int column = 0; !done_ && column < rows_.columns(); ++column)
            row_.push_back(rows_.value(column));
    }

  private:
    Statement rows_;
    std::size_t key_columns_;
    std::vector<Value> row_;
    bool done_ = false;
};

std::vector<std::string> texts_of(std::span<const Value> key) {
    std::vector<std::string> texts;
    for (const auto& value : key) {
        const auto* number = std::get_if<std::int64_t>(&value);
        const auto* text = std::get_if<std::string>(&value);
        texts.push_back(number != nullptr ? std::to_string(*number) : text != nullptr ? *text : "");
    }
    return texts;
}

std::string words_of(const DifferentRow& row) {
    std::string words;
    for (const auto& part : row.key)
        words += (&part == &row.key.front() ? "" : ", ") + part;
    words = "the row (" + words + ")";
    if (row.last_entry > 0) words += ", last changed by entry " + std::to_string(row.last_entry) + ",";
    switch (row.how) {
        case Difference::unfounded:
            return words + " comes from no fact: it was put in by hand";
        case Difference::missing:
            return words + " is missing: it was taken away by hand";
        case Difference::changed:
            return words + " has another " + row.column + " than the facts give it: it was changed by hand";
    }
    return words;
}

FoldFault fault_of(const std::string& fold, const DifferentRow& row) {
    return {fold, row.last_fact, row.last_entry, fold + ": " + words_of(row)};
}

std::int64_t number_in(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? *number : 0;
}

void compare(const Connection& connection, const Comparison& comparison, const Found& found) {
    Reading stands{connection, comparison.stands, comparison.key_columns};
    Reading rebuilt{connection, comparison.rebuilt, comparison.key_columns};
    const auto tell = [&](Difference how, const Reading& reading, std::string column = {}) {
        const auto entry = comparison.entry_column ? number_in(reading.row()[*comparison.entry_column]) : 0;
        const auto fact = number_in(reading.row()[comparison.fact_column]);
        found(fault_of(comparison.name, {how, texts_of(reading.key()), entry, fact, std::move(column)}));
    };
    while (!stands.done() || !rebuilt.done()) {
        const bool only_stands =
            !stands.done() && (rebuilt.done() || std::ranges::lexicographical_compare(stands.key(), rebuilt.key()));
        const bool only_rebuilt =
            !only_stands && (stands.done() || std::ranges::lexicographical_compare(rebuilt.key(), stands.key()));
        if (only_stands) {
            tell(Difference::unfounded, stands);
        } else if (only_rebuilt) {
            tell(Difference::missing, rebuilt);
        } else if (stands.row() != rebuilt.row()) {
            const auto differs = std::ranges::mismatch(stands.row(), rebuilt.row()).in1 - stands.row().begin();
            tell(Difference::changed, rebuilt, stands.column_name(static_cast<std::size_t>(differs)));
        }
        if (!only_rebuilt) stands.advance();
        if (!only_stands) rebuilt.advance();
    }
}

void take_given(const Connection& connection, const KindTables& tables, HeldFold& fold) {
    auto given = connection.prepare(tables.select_given());
    given.bind(0, std::int64_t{0});
    Row row{tables.kind()};
    while (given.step()) {
        tables.read_given(given, row);
        fold.write_if_large();
        fold.take(row, row.provenance.fact, row.provenance.first_entry);
    }
}

/// A fold that became large was written, in part, into the temporary table.
void compare_written(const Connection& connection, const Kind& kind, const Found& found) {
    const auto fold = fold_table(kind);
    std::string order = " ORDER BY 1";
    for (std::size_t part = 2; part <= kind.key_places.size(); ++part)
        order += ", " + std::to_string(part);
    compare(connection,
            {fold.name, "SELECT * FROM " + as_described(connection, fold) + order,
             "SELECT * FROM temp." + quoted(fold.name) + order, kind.key_places.size(), fold.columns.size() - 1,
             fold.columns.size() - 2},
            found);
}

/// The latest step of each alert, as the fold keeps it.
std::string rebuilt_alerts() {
    std::string state;
    const auto& columns = table("alert_steps").columns;
    const auto first = std::ranges::find(columns, "state", &TableColumn::name);
    for (auto column = first; column + 1 != columns.end(); ++column)
        state += ", s." + quoted(column->name);
    return "SELECT a.id, a.key, a.kind, a.aspect, a.contract_key, a.contract, a.subject, a.period, a.raised_on" +
           state +
           " FROM alerts a JOIN alert_steps s ON s.id = (SELECT max(id) FROM alert_steps WHERE alert = a.id) ORDER BY "
           "a.id";
}

/// The latest attempt of each message; before the first it waits since it was queued.
constexpr const char* rebuilt_outbox =
    "SELECT m.id, coalesce(d.state, 'queued'), coalesce(d.attempt, 0), "
    "CASE WHEN d.id IS NULL THEN m.queued_at ELSE d.next_attempt_at END, nullif(d.reply, '') "
    "FROM messages m LEFT JOIN delivery_attempts d "
    "ON d.id = (SELECT max(id) FROM delivery_attempts WHERE message = m.id) ORDER BY m.id";

/// A table that is missing is told of elsewhere.
bool all_stand(const Connection& connection, std::initializer_list<std::string_view> tables) {
    return std::ranges::all_of(tables, [&](std::string_view name) { return has_table(connection, name); });
}

}  // namespace

void check_fold(const Connection& connection, const Kind& kind, const Found& found, std::size_t large) {
    const auto table = fold_table(kind);
    connection.execute("DROP VIEW IF EXISTS temp." + quoted(table.name));  // of a record of an older form
    connection.execute(table.sql("temp"));
    const KindTables tables{kind, "temp"};
    HeldFold fold{connection, tables, large};
    take_given(connection, tables, fold);
    if (fold.is_in_memory()) {
        compare(connection, kind, fold.held(), [&](const DifferentRow& row) { found(fault_of(table.name, row)); });
    } else {
        fold.write();
        compare_written(connection, kind, found);
    }
    connection.execute("DROP TABLE temp." + quoted(table.name));
}

void check_other_folds(const Connection& connection, const Found& found) {
    if (all_stand(connection, {"alerts", "alert_steps", "current_alerts"}))
        compare(connection, {"current_alerts", "SELECT * FROM current_alerts ORDER BY alert", rebuilt_alerts()}, found);
    if (all_stand(connection, {"messages", "delivery_attempts", "current_outbox"}))
        compare(connection, {"current_outbox", "SELECT * FROM current_outbox ORDER BY message", rebuilt_outbox}, found);
}

bool has_fold(const Connection& connection, const Kind& kind) {
    return all_stand(connection, {kind.name, "current_" + std::string{kind.name}});
}

}  // namespace contractwatch::sqlite
