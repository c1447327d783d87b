// One transaction of the record, from its first fact to its entry.
#include "adapters/sqlite/record_change.h"

#include <optional>

#include "adapters/sqlite/alert_rows.h"
#include "adapters/sqlite/fact_rows.h"
#include "adapters/sqlite/insert_together.h"
#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/rating_rows.h"
#include "adapters/sqlite/reported_rows.h"
#include "adapters/sqlite/steps_beside.h"
#include "adapters/sqlite/version_rows.h"

namespace contractwatch::sqlite {
namespace {

/// Fewer rows are not worth a thread, nor statements prepared anew.
constexpr std::size_t many_rows = 1'000;

/// What becomes of a row that was given.
struct GivenRowDigest {
    RowOutcome outcome = RowOutcome::unchanged;
    std::int64_t id = 0;
    Digest256 digest{};
};

Value text_or_blank(const std::string& text) {
    return text.empty() ? Value{} : Value{text};
}

std::string sha256_of(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hex(hash.finish());
}

}  // namespace

RecordChange::RecordChange(const Connection& connection, EntryHead head, Instant asked_at, Instant machine_now)
    : connection_(connection), head_(std::move(head)), asked_at_(asked_at), machine_now_(machine_now) {
    connection_.execute("BEGIN IMMEDIATE");
    auto& last = connection_.cached("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
    const bool any = last.step();
    sequence_ = any ? last.number(0) + 1 : 1;
    previous_hash_ = any ? last.blob(1) : Blob(32, 0);
    last.reset();
    connection_.hold_back([this] { write_held(); });
}

RecordChange::~RecordChange() {
    connection_.hold_back();
    if (!open_) return;
    try {
        connection_.execute("ROLLBACK");
    } catch (const RecordFailure&) {
        // SQLite has rolled back by itself already, after the failure that brought us here.
    }
}

/// No id comes twice: those of rows that went count too.
std::int64_t RecordChange::first_free_id(const std::string& table) {
    auto& last = connection_.cached("SELECT max(coalesce((SELECT max(id) FROM " + quoted(table) +
                                    "), 0), coalesce((SELECT max(row_id) FROM pruned_rows WHERE table_name = ?), 0))");
    last.bind(0, std::string_view{table}).step();
    const auto next = last.number(0) + 1;
    last.reset();
    return next;
}

std::int64_t RecordChange::next_id(const std::string& table) {
    const auto known = next_ids_.find(table);
    if (known != next_ids_.end()) return known->second++;
    const auto next = first_free_id(table);
    next_ids_[table] = next + 1;
    return next;
}

RecordChange::Taking& RecordChange::taking(const Kind& kind) {
    const auto known = takings_.find(&kind);
    if (known != takings_.end()) return known->second;
    const auto& tables = tables_of(kind);
    const auto next = first_free_id(tables.fact_name());
    return takings_.emplace(&kind, Taking{tables, HeldFold{connection_, tables}, next}).first->second;
}

std::vector<RowOutcome> RecordChange::take(const std::vector<Row>& rows, const std::vector<std::int64_t>& lines) {
    std::vector<RowOutcome> outcomes;
    outcomes.reserve(rows.size());
    for (std::size_t first = 0; first < rows.size();) {
        auto end = first + 1;
        while (end < rows.size() && rows[end].kind == rows[first].kind)
            ++end;
        take_run(std::span{rows}.subspan(first, end - first), std::span{lines}.subspan(first, end - first), outcomes);
        first = end;
    }
    return outcomes;
}

/// Where no table need be asked, rows are folded and digested on another thread, just ahead of being written here.
void RecordChange::take_run(std::span<const Row> rows, std::span<const std::int64_t> lines,
                            std::vector<RowOutcome>& outcomes) {
    auto& [tables, fold, next_id] = taking(*rows.front().kind);
    fold.write_if_large();
    std::vector<GivenRowDigest> given(rows.size());
    std::vector<std::unique_ptr<Row>> noted(rows.size());  // few of them
    const auto fact = [&](std::size_t at) {
        return GivenFact{noted[at] ? *noted[at] : rows[at], given[at].id, sequence_, lines[at]};
    };
    StepsBeside steps{rows.size(),
                      [&](StepsBeside::Stretch stretch) {
                          for (auto at = stretch.first; at < stretch.last; ++at) {
                              given[at] = {fold.take_new(rows[at], next_id, sequence_, noted[at]), next_id, {}};
                              if (given[at].outcome == RowOutcome::unchanged) continue;
                              given[at].digest = tables.digest(fact(at));
                              ++next_id;
                          }
                      },
                      rows.size() >= many_rows && fold.is_in_memory() ? Where::beside : Where::here};
    const auto places = tables.places_in_use(rows);
    std::vector<DigestedFact> fresh;
    // These inserts cannot replace a fact: to have the trigger look for one costs as much again as the insert.
    std::optional<WithoutTriggers> inserting;
    if (rows.size() >= many_rows) inserting.emplace(connection_);
    for (auto stretch = steps.next(); stretch.first < stretch.last; stretch = steps.next()) {
        fresh.clear();
        for (auto at = stretch.first; at < stretch.last; ++at) {
            outcomes.push_back(given[at].outcome);
            if (given[at].outcome == RowOutcome::unchanged) continue;
            fresh.push_back(tables.digested(fact(at), given[at].digest));
            rows_digest_.add(tables.fact_name(), given[at].id, given[at].digest);
        }
        write_given(tables, places, fresh);
    }
}

void RecordChange::write_given(const KindTables& tables, const Places& places, std::span<const DigestedFact> facts) {
    insert_together(
        connection_, facts, [&](std::size_t count) { return tables.insert_fact(places, count); },
        [&](Statement& insert, int at, std::span<const DigestedFact> left, std::size_t place) {
            return tables.bind_given(insert, at, places, left[place]);
        });
}

void RecordChange::write_held() {
    for (auto& [kind, taken] : takings_)
        taken.fold.write();
}

std::int64_t RecordChange::add_fact(const std::string& table, const std::vector<Value>& cells) {
    const auto& rows = fact_rows(table);
    const auto id = next_id(table);
    rows_digest_.add(table, id, rows.add(connection_, id, sequence_, cells));
    return id;
}

void RecordChange::add_file(const FileFact& file) {
    add_fact("files", {file.name, file.sha256, file.kind, text_or_blank(file.feed), text_or_blank(file.mapping),
                       file.outcome, text_or_blank(file.reason), file.accepted, file.revised, file.unchanged,
                       file.skipped, file.rejected, file.accepted_pence});
}

void RecordChange::add_schedule_version(const ScheduleVersion& version) {
    add_fact("schedule_versions", version_cells(version));
}

void RecordChange::add_rating(const RatingGiven& rating) {
    add_fact("ratings", rating_cells(rating));
}

void RecordChange::add_reported(const ReportedReturn& reported) {
    for (const auto& cells : reported_cells(reported))
        add_fact("reported_figures", cells);
}

void RecordChange::add_known(const KnownReturn& known) {
    for (const auto& cells : known_cells(known))
        add_fact("known_figures", cells);
}

AlertId RecordChange::add_step(const AlertStep& step) {
    const auto& alert = step.after;
    auto id = alert.id;
    if (id == 0) {
        id = add_fact("alerts", {alert.key, std::string{row_of(alert.kind).name},
                                 std::string{name_of(row_of(alert.kind).aspect)}, alert.contract.key(),
                                 alert.contract.given(), alert.subject, alert.period, alert.raised_on.text()});
    }
    std::vector<Value> cells{id, std::string{name_of(step.step)}, step.on.text(), step.reason};
    const auto state = alert_state_cells(alert);
    cells.insert(cells.end(), state.begin(), state.end());
    add_fact("alert_steps", cells);
    fold_alert(id, step);
    return id;
}

void RecordChange::fold_alert(AlertId id, const AlertStep& step) {
    const auto& alert = step.after;
    std::vector<Value> cells{id,
                             alert.key,
                             std::string{row_of(alert.kind).name},
                             std::string{name_of(row_of(alert.kind).aspect)},
                             alert.contract.key(),
                             alert.contract.given(),
                             alert.subject,
                             alert.period,
                             alert.raised_on.text()};
    const auto state = alert_state_cells(alert);
    cells.insert(cells.end(), state.begin(), state.end());
    fold_whole_row(connection_, "current_alerts", cells);
}

MessageNumber RecordChange::add_message(const Message& message) {
    const auto id = add_fact(
        "messages", {message.to.key(), message.from.given(), std::string{name_of(message.purpose)}, message.on.text(),
                     std::int64_t{message.number}, message.subject, message.message_id, text_of(asked_at_),
                     static_cast<std::int64_t>(message.bytes.size()), sha256_of(message.bytes)});
    auto& body = connection_.cached("INSERT INTO message_bodies (message, eml) VALUES (?, ?)");
    body.bind(0, id).bind(1, std::string_view{message.bytes}).run();
    fold_outbox(id, OutboxState::queued, 0, asked_at_, {});
    return id;
}

void RecordChange::add_told(const Told& told, MessageNumber message) {
    add_fact("told", {told.alert, told.member, told.stage, told.person.key(), message});
}

void RecordChange::add_not_sent(const NotSent& decision) {
    add_fact("not_sent", {decision.alert, decision.stage, decision.reason});
}

void RecordChange::start_attempt(MessageNumber message, int attempt) {
    const auto state = std::string{name_of(OutboxState::in_flight)};
    add_fact("delivery_attempts",
             {message, std::int64_t{attempt}, "started", {}, {}, {}, {}, state, text_of(asked_at_)});
    fold_outbox(message, OutboxState::in_flight, attempt, asked_at_, {});
}

void RecordChange::end_attempt(const AttemptEnd& end) {
    const auto& outcome = end.outcome;
    const auto next = end.next_attempt_at ? Value{text_of(*end.next_attempt_at)} : Value{};
    add_fact("delivery_attempts",
             {end.message, std::int64_t{end.attempt}, "ended", std::string{name_of(outcome.result)},
              std::int64_t{outcome.reply_code}, outcome.reply, outcome.server, std::string{name_of(end.state)}, next});
    fold_outbox(end.message, end.state, end.attempt, end.next_attempt_at, outcome.reply);
}

void RecordChange::fold_outbox(MessageNumber message, OutboxState state, int attempts,
                               const std::optional<Instant>& next, const std::string& reply) {
    const auto when = next ? Value{text_of(*next)} : Value{};
    fold_whole_row(connection_, "current_outbox",
                   {message, std::string{name_of(state)}, std::int64_t{attempts}, when, text_or_blank(reply)});
}

/// Of each table one row is in force at a time: the latest, whatever its name.
void RecordChange::use(const std::string& table, const std::string& name, const std::string& content) {
    auto& last = connection_.cached("SELECT name, content FROM " + quoted(table) + " ORDER BY id DESC LIMIT 1");
    const bool same = last.step() && last.text(0) == name && last.text(1) == content;
    last.reset();
    if (!same) add_fact(table, {name, content});
}

void RecordChange::use_settings(const Fields& effective) {
    use("settings_in_force", "settings", json_of(effective));
}

void RecordChange::use_calendar(const std::string& division, const std::string& days) {
    use("calendars_in_force", division, days);
}

std::int64_t RecordChange::commit() {
    write_held();
    write_entry();
    connection_.execute("COMMIT");
    open_ = false;
    return sequence_;
}

void RecordChange::write_entry() {
    const auto rows = rows_digest_.finish();
    const std::string rows_bytes(rows.begin(), rows.end());
    const std::vector<Value> cells{sequence_,
                                   text_of(head_.at),
                                   head_.day.text(),
                                   text_of(machine_now_),
                                   std::string{head_.clock_given ? "given" : "system"},
                                   head_.who,
                                   text_or_blank(head_.claimed_by),
                                   head_.what,
                                   text_or_blank(head_.subject),
                                   json_of(head_.detail),
                                   text_or_blank(head_.source),
                                   text_or_blank(head_.source_sha256)};
    const auto hash = entry_hash(cells, rows, previous_hash_);
    auto& insert = connection_.cached("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int at = 0;
    for (const auto& cell : cells)
        insert.bind(at++, cell);
    insert.bind_blob(at, rows).bind_blob(at + 1, previous_hash_).bind_blob(at + 2, hash).run();
}

}  // namespace contractwatch::sqlite
