// Whether the folds of the record are what its facts make of them.
#include "adapters/sqlite/fold_check.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "adapters/sqlite/held_fold.h"
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

std::string words_of(std::span<const Value> key) {
    std::string words;
    for (const auto& value : key) {
        words += words.empty() ? "" : ", ";
        if (const auto* number = std::get_if<std::int64_t>(&value)) words += std::to_string(*number);
        if (const auto* text = std::get_if<std::string>(&value)) words += *text;
    }
    return "(" + words + ")";
}

std::int64_t number_in(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? *number : 0;
}

void compare(const Connection& connection, const Comparison& comparison, const Found& found) {
    Reading stands{connection, comparison.stands, comparison.key_columns};
    Reading rebuilt{connection, comparison.rebuilt, comparison.key_columns};
    const auto tell = [&](const Reading& reading, const std::string& words) {
        const auto entry = comparison.entry_column ? number_in(reading.row()[*comparison.entry_column]) : 0;
        const auto changed_by = entry > 0 ? ", last changed by entry " + std::to_string(entry) + "," : "";
        found({comparison.name, number_in(reading.row()[comparison.fact_column]), entry,
               comparison.name + ": the row " + words_of(reading.key()) + changed_by + words});
    };
    while (!stands.done() || !rebuilt.done()) {
        const bool only_stands =
            !stands.done() && (rebuilt.done() || std::ranges::lexicographical_compare(stands.key(), rebuilt.key()));
        const bool only_rebuilt =
            !only_stands && (stands.done() || std::ranges::lexicographical_compare(rebuilt.key(), stands.key()));
        if (only_stands) {
            tell(stands, " comes from no fact: it was put in by hand");
        } else if (only_rebuilt) {
            tell(rebuilt, " is missing: it was taken away by hand");
        } else if (stands.row() != rebuilt.row()) {
            const auto differs = std::ranges::mismatch(stands.row(), rebuilt.row()).in1 - stands.row().begin();
            tell(rebuilt, " has another " + stands.column_name(static_cast<std::size_t>(differs)) +
                              " than the facts give it: it was changed by hand");
        }
        if (!only_rebuilt) stands.advance();
        if (!only_stands) rebuilt.advance();
    }
}

void fold_again(const Connection& connection, const KindTables& tables) {
    HeldFold fold{connection, tables};
    auto given = connection.prepare(tables.select_given());
    given.bind(0, std::int64_t{0});
    while (given.step()) {
        const auto row = tables.read_given(given);
        fold.write_if_large();
        fold.take(row, row.provenance.fact, row.provenance.first_entry);
    }
    fold.write();
}

void check_kind(const Connection& connection, const Kind& kind, const Found& found) {
    const auto fold = fold_table(kind);
    connection.execute(fold.sql("temp"));
    fold_again(connection, KindTables{kind, "temp"});
    std::string order = " ORDER BY 1";
    for (std::size_t part = 2; part <= kind.key_places.size(); ++part)
        order += ", " + std::to_string(part);
    compare(connection,
            {fold.name, "SELECT * FROM main." + quoted(fold.name) + order,
             "SELECT * FROM temp." + quoted(fold.name) + order, kind.key_places.size(), fold.columns.size() - 1,
             fold.columns.size() - 2},
            found);
    connection.execute("DROP TABLE temp." + quoted(fold.name));
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

void check_folds(const Connection& connection, const Found& found) {
    for (const auto& kind : kinds()) {
        if (all_stand(connection, {kind.name, "current_" + std::string{kind.name}}))
            check_kind(connection, kind, found);
    }
    if (all_stand(connection, {"alerts", "alert_steps", "current_alerts"}))
        compare(connection, {"current_alerts", "SELECT * FROM current_alerts ORDER BY alert", rebuilt_alerts()}, found);
    if (all_stand(connection, {"messages", "delivery_attempts", "current_outbox"}))
        compare(connection, {"current_outbox", "SELECT * FROM current_outbox ORDER BY message", rebuilt_outbox}, found);
}

}  // namespace contractwatch::sqlite
