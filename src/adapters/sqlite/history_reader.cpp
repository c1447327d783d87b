// How the record came to be what it is, read through one connection.
#include "adapters/sqlite/history_reader.h"

#include "adapters/sqlite/alert_rows.h"
#include "adapters/sqlite/entry_rows.h"
#include "adapters/sqlite/given_rows.h"
#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/named.h"
#include "adapters/sqlite/rating_rows.h"
#include "adapters/sqlite/version_rows.h"

namespace contractwatch::sqlite {
namespace {

/// Of a row whose id and entry stand in that column and the next.
FactPlace place_at(const Statement& at, std::string_view table, int column = 0) {
    return {table, at.number(column), at.number(column + 1), 0};
}

OutboxState state_at(const Statement& at, int column) {
    using enum OutboxState;
    static constexpr OutboxState all[] = {queued, in_flight, sent, refused};
    return named(all, at.text(column));
}

Purpose purpose_at(const Statement& at, int column) {
    using enum Purpose;
    static constexpr Purpose all[] = {digest, urgent, notice, test, note, chase};
    return named(all, at.text(column));
}

/// The outcome of an attempt, from: result, reply_code, reply, server; nothing where it only begins.
std::optional<DeliveryOutcome> outcome_at(const Statement& at, int column) {
    using enum DeliveryResult;
    static constexpr DeliveryResult all[] = {sent, deferred, refused, configuration, unknown};
    if (at.null(column)) return std::nullopt;
    return DeliveryOutcome{named(all, at.text(column)),
                           static_cast<int>(at.number(column + 1)),
                           at.string(column + 2),
                           at.string(column + 3),
                           {}};
}

std::string select_steps() {
    std::string sql =
        "SELECT s.id, s.entry, s.step, s.on_day, s.reason, a.id, a.key, a.kind, a.contract, a.subject, a.period, "
        "a.raised_on";
    for (const auto& name : alert_state_columns())
        sql += ", s." + name;
    return sql + " FROM alert_steps s JOIN alerts a ON a.id = s.alert WHERE s.alert = ? ORDER BY s.id";
}

}  // namespace

Entry HistoryReader::entry(std::int64_t sequence) const {
    auto& row = connection_.cached(std::string{select_entry} + "WHERE sequence = ?");
    row.bind(0, sequence);
    if (!row.step()) throw RecordFailure("the record is damaged: there is no entry " + std::to_string(sequence));
    auto entry = read_entry(row);
    row.reset();
    return entry;
}

std::vector<Row> HistoryReader::current(const Kind& kind, const std::vector<std::string>& leading_key) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    auto& rows = connection_.cached(tables.select_by_key(leading_key.size()));
    rows.bind_all(0, leading_key);
    std::vector<Row> found;
    while (rows.step())
        found.push_back(tables.read(rows));
    return found;
}

std::vector<Row> HistoryReader::current_with(const Kind& kind, std::size_t column) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    auto rows = connection_.prepare(tables.select() + " WHERE f." + quoted(kind.columns[column].stored_name()) +
                                    " IS NOT NULL");
    std::vector<Row> found;
    while (rows.step())
        found.push_back(tables.read(rows));
    return found;
}

std::vector<Recorded<Row>> HistoryReader::given(std::span<const Row> current) const {
    connection_.settle();
    return current.empty() ? std::vector<Recorded<Row>>{} : GivenRows{connection_, *current.front().kind}.of(current);
}

std::vector<Recorded<ScheduleVersion>> HistoryReader::versions_of(const ContractRef& contract) const {
    auto& rows = connection_.cached(std::string{select_versions} + " WHERE contract_key = ? ORDER BY id");
    rows.bind(0, std::string_view{contract.key()});
    std::vector<Recorded<ScheduleVersion>> versions;
    while (rows.step())
        versions.push_back({place_at(rows, "schedule_versions", rows.columns() - 2), read_version(rows)});
    return versions;
}

std::vector<Recorded<RatingGiven>> HistoryReader::ratings_of(const ContractRef& contract) const {
    auto& rows = connection_.cached(std::string{select_ratings} + " WHERE contract_key = ? ORDER BY id");
    rows.bind(0, std::string_view{contract.key()});
    std::vector<Recorded<RatingGiven>> given;
    while (rows.step())
        given.push_back({place_at(rows, "ratings", rows.columns() - 2), read_rating(rows)});
    return given;
}

std::vector<Recorded<FileFact>> HistoryReader::files_until(std::int64_t entry) const {
    auto& rows = connection_.cached(
        "SELECT id, entry, name, sha256, kind, feed, mapping, outcome, reason, accepted, revised, unchanged, skipped, "
        "rejected, accepted_pence FROM files WHERE entry <= ? ORDER BY id");
    rows.bind(0, entry);
    std::vector<Recorded<FileFact>> files;
    while (rows.step()) {
        files.push_back({place_at(rows, "files"),
                         {rows.string(2), rows.string(3), rows.string(4), rows.string(5), rows.string(6),
                          rows.string(7), rows.string(8), rows.number(9), rows.number(10), rows.number(11),
                          rows.number(12), rows.number(13), rows.number(14)}});
    }
    return files;
}

std::vector<AlertId> HistoryReader::alerts_of(const std::string& key) const {
    auto& rows = connection_.cached("SELECT id FROM alerts WHERE key = ? ORDER BY id");
    rows.bind(0, std::string_view{key});
    std::vector<AlertId> alerts;
    while (rows.step())
        alerts.push_back(rows.number(0));
    return alerts;
}

std::vector<Recorded<AlertStep>> HistoryReader::steps_of(AlertId alert) const {
    auto& rows = connection_.cached(select_steps());
    rows.bind(0, alert);
    std::vector<Recorded<AlertStep>> steps;
    while (rows.step())
        steps.push_back({place_at(rows, "alert_steps"), read_step(rows, 2)});
    return steps;
}

std::vector<Recorded<ToldIn>> HistoryReader::told_of(AlertId alert) const {
    auto& rows =
        connection_.cached("SELECT id, entry, member, stage, person, message FROM told WHERE alert = ? ORDER BY id");
    rows.bind(0, alert);
    std::vector<Recorded<ToldIn>> told;
    while (rows.step()) {
        told.push_back(
            {place_at(rows, "told"), {{alert, rows.string(2), rows.string(3), Email{rows.text(4)}}, rows.number(5)}});
    }
    return told;
}

std::vector<Recorded<NotSent>> HistoryReader::not_sent_of(AlertId alert) const {
    auto& rows = connection_.cached("SELECT id, entry, stage, reason FROM not_sent WHERE alert = ? ORDER BY id");
    rows.bind(0, alert);
    std::vector<Recorded<NotSent>> decisions;
    while (rows.step())
        decisions.push_back({place_at(rows, "not_sent"), {alert, rows.string(2), rows.string(3)}});
    return decisions;
}

Recorded<QueuedMessage> HistoryReader::message(MessageNumber id) const {
    // What a message told was recorded in its own entry: by that index the many rows of told are found.
    auto& row = connection_.cached(
        "SELECT m.id, m.entry, m.recipient, m.sender, m.purpose, m.on_day, m.number, m.subject, m.message_id, "
        "(SELECT count(DISTINCT t.alert) FROM told t WHERE t.entry = m.entry AND t.message = m.id), o.state, "
        "o.next_attempt_at FROM messages m JOIN current_outbox o ON o.message = m.id WHERE m.id = ?");
    row.bind(0, id);
    if (!row.step()) throw RecordFailure("the record is damaged: there is no message " + std::to_string(id));
    Recorded<QueuedMessage> found{place_at(row, "messages"), {}};
    auto& [message, alerts_told, state, next_attempt_at] = found.fact;
    message = {id,
               Email{row.text(2)},
               Email{row.text(3)},
               purpose_at(row, 4),
               Date::parse(row.text(5)).value_or(Date{}),
               static_cast<int>(row.number(6)),
               row.string(7),
               row.string(8),
               {}};
    alerts_told = static_cast<int>(row.number(9));
    state = state_at(row, 10);
    next_attempt_at = parse_instant(row.text(11));
    row.reset();
    return found;
}

std::vector<Recorded<AttemptFact>> HistoryReader::attempts_of(MessageNumber id) const {
    auto& rows = connection_.cached(
        "SELECT id, entry, attempt, result, reply_code, reply, server, state, next_attempt_at FROM delivery_attempts "
        "WHERE message = ? ORDER BY id");
    rows.bind(0, id);
    std::vector<Recorded<AttemptFact>> attempts;
    while (rows.step()) {
        attempts.push_back(
            {place_at(rows, "delivery_attempts"),
             {static_cast<int>(rows.number(2)), outcome_at(rows, 3), state_at(rows, 7), parse_instant(rows.text(8))}});
    }
    return attempts;
}

Statement& HistoryReader::in_force(std::string_view table, std::int64_t first, std::int64_t last) const {
    const auto from = " FROM " + quoted(table);
    auto& rows = connection_.cached("SELECT id, entry, name, content" + from +
                                    " WHERE entry <= ? AND (entry > ? OR id = (SELECT max(id)" + from +
                                    " WHERE entry <= ?)) ORDER BY id");
    rows.bind(0, last).bind(1, first).bind(2, first);
    return rows;
}

std::vector<Recorded<Fields>> HistoryReader::settings_between(std::int64_t first, std::int64_t last) const {
    auto& rows = in_force("settings_in_force", first, last);
    std::vector<Recorded<Fields>> settings;
    while (rows.step())
        settings.push_back({place_at(rows, "settings_in_force"), fields_of(rows.text(3))});
    return settings;
}

std::vector<Recorded<BankHolidaysInForce>> HistoryReader::bank_holidays_between(std::int64_t first,
                                                                                std::int64_t last) const {
    auto& rows = in_force("calendars_in_force", first, last);
    std::vector<Recorded<BankHolidaysInForce>> calendars;
    while (rows.step())
        calendars.push_back({place_at(rows, "calendars_in_force"), {rows.string(2), rows.string(3)}});
    return calendars;
}

}  // namespace contractwatch::sqlite
