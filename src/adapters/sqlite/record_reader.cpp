// The record, read through one connection.
#include "adapters/sqlite/record_reader.h"

#include <algorithm>

#include "adapters/sqlite/alert_rows.h"
#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/entry_rows.h"
#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/rating_rows.h"
#include "adapters/sqlite/reported_rows.h"
#include "adapters/sqlite/version_rows.h"

namespace contractwatch::sqlite {
namespace {

std::string select_alerts() {
    std::string sql = "SELECT alert, key, kind, contract, subject, period, raised_on";
    for (const auto& name : alert_state_columns())
        sql += ", " + name;
    return sql + " FROM current_alerts";
}

OutboxState outbox_state(std::string_view name) {
    using enum OutboxState;
    for (const auto state : {queued, in_flight, sent, refused}) {
        if (name_of(state) == name) return state;
    }
    throw RecordFailure("the record is damaged: a message is in the unknown state " + std::string{name});
}

/// What stands after WHERE, and the days that are bound to it.
struct Condition {
    std::string sql;
    std::vector<std::string> days;

    void add(const std::string& term) { sql += (sql.empty() ? "" : " OR ") + term; }
};

Condition condition_of(const Kind& kind, const RowsWanted& wanted) {
    const auto name = [&](std::size_t column) { return "f." + quoted(kind.columns[column].stored_name()); };
    Condition condition;
    for (const auto& span : wanted.dated) {
        condition.add(name(span.column) + " BETWEEN ? AND ?");
        condition.days.push_back(span.days.first.text());
        condition.days.push_back(span.days.last.text());
    }
    for (const auto column : wanted.filled)
        condition.add(name(column) + " IS NOT NULL");
    for (const auto column : wanted.blank)
        condition.add(name(column) + " IS NULL");
    return condition;
}

}  // namespace

Head RecordReader::head() const {
    auto& last = connection_.cached("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
    if (!last.step()) return {};
    Head head{last.number(0), hex(last.blob(1))};
    last.reset();
    return head;
}

std::vector<Entry> RecordReader::last_entries(int count) const {
    auto& last = connection_.cached("SELECT * FROM (" + std::string{select_entry} +
                                    "ORDER BY sequence DESC LIMIT ?) ORDER BY 1");
    last.bind(0, std::int64_t{count});
    std::vector<Entry> entries;
    while (last.step())
        entries.push_back(read_entry(last));
    return entries;
}

std::optional<Entry> RecordReader::last_entry(std::string_view what) const {
    auto& last = connection_.cached(std::string{select_entry} + "WHERE what = ? ORDER BY sequence DESC LIMIT 1");
    last.bind(0, what);
    if (!last.step()) return std::nullopt;
    auto entry = read_entry(last);
    last.reset();
    return entry;
}

std::vector<Entry> RecordReader::entries_of(std::string_view what) const {
    auto& rows = connection_.cached(std::string{select_entry} + "WHERE what = ? ORDER BY sequence");
    rows.bind(0, what);
    std::vector<Entry> entries;
    while (rows.step())
        entries.push_back(read_entry(rows));
    return entries;
}

bool RecordReader::rehearsal() const {
    return connection_.number("SELECT EXISTS (SELECT 1 FROM entries WHERE clock = 'given')") != 0;
}

void RecordReader::each_row(const Kind& kind, const std::function<void(const Row&)>& use) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    auto rows = connection_.prepare(tables.select());
    Row row{kind};
    while (rows.step()) {
        tables.read(rows, row);
        use(row);
    }
}

void RecordReader::each_row(const Kind& kind, const RowsWanted& wanted,
                            const std::function<void(const Row&)>& use) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    const auto condition = condition_of(kind, wanted);
    if (condition.sql.empty()) return;
    auto rows = connection_.prepare(tables.select() + " WHERE " + condition.sql);
    rows.bind_all(0, condition.days);
    Row row{kind};
    while (rows.step()) {
        tables.read(rows, row);
        use(row);
    }
}

std::vector<Row> RecordReader::rows_by_key(const Kind& kind, const std::vector<std::string>& parts) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    auto& rows = connection_.cached(tables.select_by_key(parts.size()));
    rows.bind_all(0, parts);
    std::vector<Row> found;
    while (rows.step())
        found.push_back(tables.read(rows));
    return found;
}

void RecordReader::each_row_between(const Kind& kind, const std::vector<std::string>& first,
                                    const std::vector<std::string>& last,
                                    const std::function<void(const Row&)>& use) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    auto rows = connection_.prepare(tables.select_between());
    rows.bind_all(0, first).bind_all(2, last);
    Row row{kind};
    while (rows.step()) {
        tables.read(rows, row);
        use(row);
    }
}

std::vector<Row> RecordReader::rows_of(const Kind& kind, const ContractRef& contract) const {
    connection_.settle();
    const auto& tables = tables_of(kind);
    std::vector<Row> found;
    if (kind.led_by_contract()) {
        auto& rows = connection_.cached(tables.select_by_key(1));
        rows.bind(0, std::string_view{contract.key()});
        while (rows.step())
            found.push_back(tables.read(rows));
        return found;
    }
    const auto place = kind.contract_column();
    if (!place) return found;
    each_row(kind, [&](const Row& row) {
        if (key_of(row.text(*place)) == contract.key()) found.push_back(row);
    });
    return found;
}

std::vector<ScheduleVersion> RecordReader::schedule_versions(const ContractRef& contract) const {
    auto& rows = connection_.cached(std::string{select_versions} + " WHERE contract_key = ? ORDER BY id");
    rows.bind(0, std::string_view{contract.key()});
    std::vector<ScheduleVersion> versions;
    while (rows.step())
        versions.push_back(read_version(rows));
    return versions;
}

std::vector<RatingGiven> RecordReader::ratings(const ContractRef& contract) const {
    auto& rows = connection_.cached(std::string{select_ratings} + " WHERE contract_key = ? ORDER BY id");
    rows.bind(0, std::string_view{contract.key()});
    std::vector<RatingGiven> given;
    while (rows.step())
        given.push_back(read_rating(rows));
    return given;
}

std::vector<ReportedReturn> RecordReader::reported(const std::string& name, const std::string& period) const {
    auto& rows =
        connection_.cached(std::string{select_reported} + " WHERE r.return = ? AND r.period = ? ORDER BY r.id");
    rows.bind(0, std::string_view{name}).bind(1, std::string_view{period});
    std::vector<ReportedReturn> found;
    while (rows.step())
        read_reported(rows, found);
    return found;
}

std::vector<KnownReturn> RecordReader::known_returns() const {
    auto& rows = connection_.cached(std::string{select_known});
    std::vector<KnownReturn> found;
    while (rows.step())
        read_known(rows, found);
    return found;
}

std::vector<Alert> RecordReader::alerts(const AlertQuery& query) const {
    std::string sql = select_alerts() + " WHERE 1";
    std::vector<std::string> texts;
    if (query.open_only) sql += " AND state NOT IN ('resolved', 'withdrawn')";
    if (!query.contract.empty()) {
        sql += " AND contract_key = ?";
        texts.push_back(query.contract.key());
    }
    if (query.aspect) {
        sql += " AND aspect = ?";
        texts.emplace_back(name_of(*query.aspect));
    }
    if (query.step_due_by) {
        sql += " AND next_step_on <= ?";
        texts.push_back(query.step_due_by->text());
    }
    auto& rows = connection_.cached(sql + " ORDER BY alert");
    rows.bind_all(0, texts);
    std::vector<Alert> found;
    while (rows.step())
        found.push_back(read_alert(rows, 0));
    return found;
}

std::optional<Alert> RecordReader::alert(AlertId id) const {
    auto& row = connection_.cached(select_alerts() + " WHERE alert = ?");
    row.bind(0, id);
    if (!row.step()) return std::nullopt;
    auto alert = read_alert(row, 0);
    row.reset();
    return alert;
}

std::optional<Alert> RecordReader::alert_of(const std::string& key) const {
    auto& row = connection_.cached(select_alerts() + " WHERE key = ? ORDER BY alert DESC LIMIT 1");
    row.bind(0, std::string_view{key});
    if (!row.step()) return std::nullopt;
    auto alert = read_alert(row, 0);
    row.reset();
    return alert;
}

std::vector<Told> RecordReader::told_of(AlertId alert) const {
    auto& rows = connection_.cached("SELECT member, stage, person FROM told WHERE alert = ? ORDER BY id");
    rows.bind(0, alert);
    std::vector<Told> told;
    while (rows.step())
        told.push_back({alert, rows.string(0), rows.string(1), Email{rows.text(2)}});
    return told;
}

bool RecordReader::has_not_sent(AlertId alert, const std::string& stage) const {
    auto& row = connection_.cached("SELECT 1 FROM not_sent WHERE alert = ? AND stage = ?");
    row.bind(0, alert).bind(1, std::string_view{stage});
    const bool found = row.step();
    row.reset();
    return found;
}

std::vector<RefusedMessage> RecordReader::refused_messages() const {
    auto& rows = connection_.cached(
        "SELECT o.message, m.recipient, m.subject, e.day, coalesce(o.last_reply, '') FROM current_outbox o JOIN "
        "messages m ON m.id = o.message "
        "JOIN delivery_attempts d ON d.id = (SELECT max(id) FROM delivery_attempts WHERE message = o.message) "
        "JOIN entries e ON e.sequence = d.entry WHERE o.state = 'refused' ORDER BY o.message");
    std::vector<RefusedMessage> refused;
    while (rows.step()) {
        refused.push_back({rows.number(0), Email{rows.text(1)}, rows.string(2),
                           Date::parse(rows.text(3)).value_or(Date{}), rows.string(4)});
    }
    return refused;
}

std::vector<RefusedFile> RecordReader::refused_files() const {
    auto& rows = connection_.cached(
        "SELECT f.id, f.name, f.kind, coalesce(f.feed, ''), e.day, coalesce(f.reason, ''), f.rejected FROM files f "
        "JOIN entries e ON e.sequence = f.entry "
        "WHERE (f.outcome = 'refused' OR f.rejected > 0 AND (f.feed IS NOT NULL OR e.who = 'service')) "
        "AND NOT EXISTS (SELECT 1 FROM files g WHERE g.id > f.id AND g.kind = f.kind AND g.feed IS f.feed AND "
        "g.outcome = 'taken' AND (f.outcome = 'refused' OR g.rejected = 0)) ORDER BY f.id");
    std::vector<RefusedFile> refused;
    while (rows.step()) {
        refused.push_back({rows.number(0), rows.string(1), rows.string(2), rows.string(3),
                           Date::parse(rows.text(4)).value_or(Date{}), rows.string(5), rows.number(6)});
    }
    return refused;
}

std::vector<FailedCopy> RecordReader::failed_copies() const {
    auto& rows = connection_.cached(
        "SELECT day, coalesce(json_extract(detail, '$.reason'), '') FROM entries WHERE what = 'copy_failed' AND "
        "sequence > coalesce((SELECT max(sequence) FROM entries WHERE what = 'copied'), 0) ORDER BY sequence");
    std::vector<FailedCopy> failed;
    while (rows.step())
        failed.push_back({Date::parse(rows.text(0)).value_or(Date{}), rows.string(1)});
    return failed;
}

std::optional<Date> RecordReader::last_taken_on(const std::string& feed) const {
    auto& row = connection_.cached(
        "SELECT max(e.day) FROM files f JOIN entries e ON e.sequence = f.entry WHERE f.feed = ? AND f.outcome = "
        "'taken'");
    row.bind(0, std::string_view{feed});
    const auto day = row.step() ? Date::parse(row.text(0)) : std::nullopt;
    row.reset();
    return day;
}

std::optional<Date> RecordReader::setting_since(const std::string& name, const std::string& value) const {
    auto& rows = connection_.cached(
        "SELECT e.day, s.content FROM settings_in_force s JOIN entries e ON e.sequence = s.entry ORDER BY s.id DESC");
    const auto says_so = [&](const Field& field) {
        const auto* text = std::get_if<std::string>(&field.value);
        return field.name == name && text != nullptr && *text == value;
    };
    std::optional<Date> since;
    while (rows.step() && std::ranges::any_of(fields_of(rows.text(1)), says_so))
        since = Date::parse(rows.text(0));
    rows.reset();
    return since;
}

std::optional<std::string> RecordReader::mapping_of_file(const std::string& sha256, std::string_view kind) const {
    auto& row = connection_.cached(
        "SELECT coalesce(mapping, '') FROM files WHERE sha256 = ? AND kind = ? AND outcome = 'taken' ORDER BY id DESC");
    row.bind(0, std::string_view{sha256}).bind(1, kind);
    const auto mapping = row.step() ? std::optional{row.string(0)} : std::nullopt;
    row.reset();
    return mapping;
}

std::vector<OutboxRow> RecordReader::outbox() const {
    auto& rows = connection_.cached(
        "SELECT o.message, m.recipient, m.sender, m.subject, o.state, o.attempts, m.queued_at, o.next_attempt_at, "
        "(SELECT e.at FROM delivery_attempts d JOIN entries e ON e.sequence = d.entry WHERE d.message = o.message "
        "ORDER BY d.id LIMIT 1) FROM "
        "current_outbox o "
        "JOIN messages m ON m.id = o.message WHERE o.next_attempt_at IS NOT NULL ORDER BY o.next_attempt_at, "
        "o.message");
    std::vector<OutboxRow> waiting;
    while (rows.step()) {
        waiting.push_back({rows.number(0), Email{rows.text(1)}, Email{rows.text(2)}, rows.string(3),
                           outbox_state(rows.text(4)), static_cast<int>(rows.number(5)), instant_at(rows, 6),
                           parse_instant(rows.text(8)), instant_at(rows, 7)});
    }
    return waiting;
}

std::string RecordReader::message_bytes(MessageNumber id) const {
    auto& row = connection_.cached("SELECT eml FROM message_bodies WHERE message = ?");
    row.bind(0, id);
    if (!row.step()) throw RecordFailure("the bytes of message " + std::to_string(id) + " are no longer kept");
    auto bytes = row.string(0);
    row.reset();
    return bytes;
}

std::vector<ContractRef> RecordReader::contracts_in_outbox() const {
    auto& rows = connection_.cached(
        "SELECT DISTINCT a.contract FROM current_outbox o JOIN told t ON t.message = o.message JOIN alerts a ON a.id = "
        "t.alert WHERE o.next_attempt_at IS NOT NULL AND a.contract <> '' ORDER BY 1");
    std::vector<ContractRef> contracts;
    while (rows.step())
        contracts.emplace_back(rows.text(0));
    return contracts;
}

DeliveryStanding RecordReader::delivery_of(MessageNumber id) const {
    auto& row = connection_.cached("SELECT state, coalesce(last_reply, '') FROM current_outbox WHERE message = ?");
    row.bind(0, id);
    if (!row.step()) throw RecordFailure("there is no message " + std::to_string(id) + " in the outbox");
    DeliveryStanding standing{outbox_state(row.text(0)), row.string(1)};
    row.reset();
    return standing;
}

std::vector<MessageSummary> RecordReader::messages_of(std::int64_t entry) const {
    auto& rows = connection_.cached(
        "SELECT DISTINCT m.id, m.on_day, m.recipient, m.subject, a.key FROM messages m LEFT JOIN told t ON t.message = "
        "m.id AND t.entry = m.entry LEFT JOIN alerts a ON a.id = t.alert WHERE m.entry = ? ORDER BY m.recipient, m.id, "
        "a.key");
    rows.bind(0, entry);
    std::vector<MessageSummary> messages;
    std::int64_t last = 0;
    while (rows.step()) {
        if (rows.number(0) != last)
            messages.push_back({Date::parse(rows.text(1)).value_or(Date{}), Email{rows.text(2)}, rows.string(3), {}});
        last = rows.number(0);
        if (!rows.null(4)) messages.back().findings.push_back(rows.string(4));
    }
    return messages;
}

int RecordReader::messages_on(const Email& to, Purpose purpose, Date on) const {
    auto& row = connection_.cached("SELECT count(*) FROM messages WHERE recipient = ? AND purpose = ? AND on_day = ?");
    const auto day = on.text();
    row.bind(0, std::string_view{to.key()}).bind(1, name_of(purpose)).bind(2, std::string_view{day});
    row.step();
    const auto count = static_cast<int>(row.number(0));
    row.reset();
    return count;
}

std::string RecordReader::identity() const {
    auto& row = connection_.cached("SELECT name FROM identity");
    row.step();
    auto name = row.string(0);
    row.reset();
    return name;
}

}  // namespace contractwatch::sqlite
