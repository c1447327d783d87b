// Every table of the record and what it is for.
#include "adapters/sqlite/schema.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {
namespace {

using Columns = std::vector<TableColumn>;

Table entries() {
    return {
        "entries",
        TableUse::log,
        "The audit log: one row for each change of the record, each vouching for all before it",
        {{"sequence", "INTEGER PRIMARY KEY", "1, 2, 3, ... without holes"},
         {"at", "TEXT NOT NULL", "the moment that the work was done for, UTC; never goes backwards"},
         {"day", "TEXT NOT NULL", "its civil day in Europe/London"},
         {"recorded_at", "TEXT NOT NULL", "the machine's clock when it was written, UTC"},
         {"clock", "TEXT NOT NULL CHECK (clock IN ('system', 'given'))", "system, or given by hand for a rehearsal"},
         {"who", "TEXT NOT NULL", "the Unix account that asked, or service"},
         {"claimed_by", "TEXT", "the person named with --by: a claim"},
         {"what", "TEXT NOT NULL", "what was done, in one word"},
         {"subject", "TEXT", "what it is about"},
         {"detail", "TEXT NOT NULL", "more of it, as JSON"},
         {"source", "TEXT", "the file that it came from"},
         {"source_sha256", "TEXT", "SHA-256 of that file's bytes"},
         {"rows_digest", "BLOB NOT NULL", "SHA-256 over the fact rows of this entry, by table and id"},
         {"previous_hash", "BLOB NOT NULL", "hash of the entry before; 32 zero bytes in the first"},
         {"hash", "BLOB NOT NULL", "SHA-256 of this entry in its canonical form"}},
        {},
        "STRICT",
        {"entries_by_what ON entries(what)"}};
}

Table files() {
    return fact("files", "Files that were taken in or refused",
                {{"name", "TEXT NOT NULL", "the file's name"},
                 {"sha256", "TEXT NOT NULL", "SHA-256 of its bytes"},
                 {"kind", "TEXT NOT NULL", "the kind of its rows"},
                 {"feed", "TEXT", "the feed that it came by"},
                 {"mapping", "TEXT", "which header fed which column"},
                 {"outcome", "TEXT NOT NULL", "taken or refused"},
                 {"reason", "TEXT", "why it was refused"},
                 {"accepted", "INTEGER NOT NULL", "rows with a new key"},
                 {"revised", "INTEGER NOT NULL", "rows that changed something known"},
                 {"unchanged", "INTEGER NOT NULL", "rows that said nothing new"},
                 {"skipped", "INTEGER NOT NULL", "rows that are no data"},
                 {"rejected", "INTEGER NOT NULL", "rows that could not be taken"},
                 {"accepted_pence", "INTEGER NOT NULL", "exact sum of the kind's money column over accepted rows"}},
                {"files_by_sha256 ON files(sha256, kind)"});
}

Table pruned_rows() {
    return fact("pruned_rows",
                "What is left of rows that went after their retention, or of which a text was erased: the entry of the "
                "log that added them still vouches for them",
                {{"table_name", "TEXT NOT NULL", "the table that the row was in"},
                 {"row_id", "INTEGER NOT NULL", "its id"},
                 {"entry_of_row", "INTEGER NOT NULL", "the log entry that added it"},
                 {"digest_of_row", "TEXT NOT NULL", "its row_digest as it was, in hex"},
                 {"digest_left", "TEXT", "its row_digest without the cells that were erased, in hex; blank: it went"},
                 {"columns_erased", "TEXT", "which cells were erased, separated by spaces"}},
                {"pruned_rows_by_row ON pruned_rows(table_name, row_id)"});
}

Table schedule_versions() {
    return fact("schedule_versions", "By which rule a contract's reviews of one type fall, from a day on",
                {{"contract_key", "TEXT NOT NULL", "the contract, as it is compared"},
                 {"contract", "TEXT NOT NULL", "the contract"},
                 {"lot", "TEXT", "the lot"},
                 {"review_type", "TEXT NOT NULL", "the type of review"},
                 {"rule", "TEXT NOT NULL", "a cadence or an RFC 5545 rule; empty: none"},
                 {"anchor", "TEXT", "the day it counts from"},
                 {"roll", "TEXT NOT NULL", "where a date goes that is no working day"},
                 {"effective_from", "TEXT NOT NULL", "no occurrence before it is due by this version"},
                 {"remind_working_days", "TEXT", "working days before at which to remind"},
                 {"origin", "TEXT NOT NULL", "where the rule comes from, in words"}},
                {"schedule_versions_by_contract ON schedule_versions(contract_key)"});
}

Table ratings() {
    return fact("ratings", "The rating that each reading was given, with the target and the bands that gave it",
                {{"contract_key", "TEXT NOT NULL", "the contract, as it is compared"},
                 {"contract", "TEXT NOT NULL", "the contract"},
                 {"lot", "TEXT", "the lot"},
                 {"measure", "TEXT NOT NULL", "the measure"},
                 {"period", "TEXT NOT NULL", "the period rated"},
                 {"reading", "INTEGER NOT NULL", "the reading's id in the table readings"},
                 {"value", "TEXT", "the value rated"},
                 {"numerator", "TEXT", "of a rate"},
                 {"denominator", "TEXT", "of a rate"},
                 {"rating", "TEXT NOT NULL", "good, approaching_target, requires_improvement, inadequate or other"},
                 {"by_person", "INTEGER NOT NULL", "1: a person's judgement; 0: by the bands"},
                 {"direction", "TEXT NOT NULL", "increase, decrease or within"},
                 {"target", "TEXT", "the target; for within its lower end"},
                 {"target_high", "TEXT", "for within, the upper end"},
                 {"bands", "TEXT", "where each band begins, in words"},
                 {"points", "INTEGER", "severity points by the ladder, before a repeat doubles them"},
                 {"target_entry", "INTEGER", "the log entry that recorded the target"}},
                {"ratings_by_contract ON ratings(contract_key)"});
}

Table reported_figures() {
    return fact("reported_figures",
                "The figures of a return of payments as somebody approved it; what is known later never changes them",
                {{"return", "TEXT NOT NULL", "s69, s70 or reg113"},
                 {"period", "TEXT NOT NULL", "the period reported"},
                 {"first_day", "TEXT NOT NULL", "its first day"},
                 {"last_day", "TEXT NOT NULL", "its last day"},
                 {"as_at", "TEXT NOT NULL", "the day as at which the figures are"},
                 {"figure", "TEXT NOT NULL", "the figure's name"},
                 {"meaning", "TEXT NOT NULL", "what it is"},
                 {"value", "TEXT", "the number; blank: there was nothing to divide by"},
                 {"approved_by", "TEXT NOT NULL", "the name of who approved the return"},
                 {"approver_title", "TEXT NOT NULL", "and their title"},
                 {"rows_behind", "INTEGER NOT NULL", "how many rows stand behind the return"},
                 {"rows_sha256", "TEXT NOT NULL", "SHA-256 of these rows as `payments return --csv rows` prints them"},
                 {"left_out", "INTEGER NOT NULL", "how many invoices it leaves out"},
                 {"left_out_sha256", "TEXT NOT NULL", "SHA-256 of these as `--csv left_out` prints them"}},
                {"reported_figures_by_return ON reported_figures(return, period)"});
}

Table known_figures() {
    return fact(
        "known_figures",
        "The figures of a return of payments that was reported, as they are known since: all of a return where a "
        "later fact makes any of them another",
        {{"return", "TEXT NOT NULL", "s69, s70 or reg113"},
         {"period", "TEXT NOT NULL", "the period reported"},
         {"first_day", "TEXT NOT NULL", "its first day"},
         {"last_day", "TEXT NOT NULL", "its last day"},
         {"as_at", "TEXT NOT NULL", "the day as at which the figures are known"},
         {"figure", "TEXT NOT NULL", "the figure's name"},
         {"meaning", "TEXT NOT NULL", "what it is"},
         {"value", "TEXT", "the number; blank: there is nothing to divide by"},
         {"rows_behind", "INTEGER NOT NULL", "how many rows stand behind the return"},
         {"left_out", "INTEGER NOT NULL", "how many invoices it leaves out"}},
        {"known_figures_by_return ON known_figures(return, period)"});
}

/// What an alert is at a moment; the columns of its steps and of the fold.
Columns alert_state() {
    return {{"state", "TEXT NOT NULL", "raised, notified, acknowledged, escalated, resolved or withdrawn"},
            {"severity", "TEXT NOT NULL", "info, warning or critical"},
            {"since", "TEXT NOT NULL", "the day from which the finding holds"},
            {"stage", "TEXT NOT NULL", "the stage that people are told of"},
            {"summary", "TEXT NOT NULL", "what holds, in words"},
            {"members", "TEXT NOT NULL", "what the finding gathers, as JSON"},
            {"evidence", "TEXT NOT NULL", "the rows and figures that led to it, as JSON"},
            {"audience", "TEXT NOT NULL", "for whom it is, as JSON"},
            {"times_told", "INTEGER NOT NULL", "how often people were told of it"},
            {"first_told_on", "TEXT", "the day on which somebody was first told"},
            {"escalation_level", "INTEGER NOT NULL", "0: not escalated"},
            {"escalated_to", "TEXT", "for whom it was escalated"},
            {"acknowledged_until", "TEXT", "the last day on which it is taken care of"},
            {"acknowledged_by", "TEXT", "who said so"},
            {"resolved_on", "TEXT", "the day from which it no longer held"},
            {"raised_again_on", "TEXT", "the day on which its finding came back"},
            {"graver_since", "TEXT", "the day on which its severity rose"},
            {"next_step_on", "TEXT", "the day from which it must be looked at again"}};
}

Table alerts() {
    return fact("alerts", "Findings that people are told of; one row for each episode",
                {{"key", "TEXT NOT NULL", "kind/contract/subject/period"},
                 {"kind", "TEXT NOT NULL", "the kind of finding"},
                 {"aspect", "TEXT NOT NULL", "which part of the contract was evaluated"},
                 {"contract_key", "TEXT NOT NULL", "the contract, as it is compared"},
                 {"contract", "TEXT NOT NULL", "the contract; empty: the service itself"},
                 {"subject", "TEXT NOT NULL", "what of the contract; may be empty"},
                 {"period", "TEXT NOT NULL", "the period judged; may be empty"},
                 {"raised_on", "TEXT NOT NULL", "the day on which it was first seen"}},
                {"alerts_by_key ON alerts(key)"});
}

Table alert_steps() {
    Columns own{{"alert", "INTEGER NOT NULL REFERENCES alerts(id)", "the alert"},
                {"step", "TEXT NOT NULL", "what happened to it"},
                {"on_day", "TEXT NOT NULL", "the day it happened"},
                {"reason", "TEXT NOT NULL", "why"}};
    const auto state = alert_state();
    own.insert(own.end(), state.begin(), state.end());
    return fact("alert_steps", "The life of each alert: every step with its reason, and the alert as it stood after it",
                std::move(own), {"alert_steps_by_alert ON alert_steps(alert)"});
}

Table current_alerts() {
    Columns own{{"alert", "INTEGER PRIMARY KEY", "the alert"},
                {"key", "TEXT NOT NULL", "kind/contract/subject/period"},
                {"kind", "TEXT NOT NULL", "the kind of finding"},
                {"aspect", "TEXT NOT NULL", "which part of the contract was evaluated"},
                {"contract_key", "TEXT NOT NULL", "the contract, as it is compared"},
                {"contract", "TEXT NOT NULL", "the contract"},
                {"subject", "TEXT NOT NULL", "what of the contract"},
                {"period", "TEXT NOT NULL", "the period judged"},
                {"raised_on", "TEXT NOT NULL", "the day on which it was first seen"}};
    const auto state = alert_state();
    own.insert(own.end(), state.begin(), state.end());
    return {"current_alerts",
            TableUse::fold,
            "Every alert as its steps have made it",
            std::move(own),
            {},
            "STRICT",
            {"current_alerts_by_step ON current_alerts(next_step_on)",
             "current_alerts_by_contract ON current_alerts(contract_key, aspect)",
             "current_alerts_by_key ON current_alerts(key)"}};
}

Table told() {
    return fact("told", "Who was told what, at which stage, in which message",
                {{"alert", "INTEGER NOT NULL REFERENCES alerts(id)", "the alert"},
                 {"member", "TEXT NOT NULL", "what of it; empty: the alert as a whole"},
                 {"stage", "TEXT NOT NULL", "the stage"},
                 {"person", "TEXT NOT NULL", "who was told"},
                 {"message", "INTEGER NOT NULL REFERENCES messages(id)", "in which message"}},
                {"told_by_message ON told(message)"}, ",\n  UNIQUE (alert, member, stage, person)");
}

Table not_sent() {
    return fact("not_sent", "Decisions not to send, each with its reason",
                {{"alert", "INTEGER NOT NULL REFERENCES alerts(id)", "the alert"},
                 {"stage", "TEXT NOT NULL", "the stage that was not told"},
                 {"reason", "TEXT NOT NULL", "why not"}},
                {"not_sent_by_alert ON not_sent(alert)"});
}

Table messages() {
    return fact("messages", "Messages as they were frozen before the first attempt to send them",
                {{"recipient", "TEXT NOT NULL", "to whom"},
                 {"sender", "TEXT NOT NULL", "from whom"},
                 {"purpose", "TEXT NOT NULL", "digest, urgent, notice, note, chase or test"},
                 {"on_day", "TEXT NOT NULL", "the day it is for"},
                 {"number", "INTEGER NOT NULL", "which of that purpose, person and day"},
                 {"subject", "TEXT NOT NULL", "its subject line"},
                 {"message_id", "TEXT NOT NULL", "its Message-ID"},
                 {"queued_at", "TEXT NOT NULL", "when it was queued, UTC"},
                 {"bytes", "INTEGER NOT NULL", "its size"},
                 {"sha256", "TEXT NOT NULL", "SHA-256 of its bytes"}},
                {}, ",\n  UNIQUE (recipient, purpose, on_day, number)");
}

Table message_bodies() {
    return {"message_bodies",
            TableUse::other,
            "The bytes of messages, as long as they are kept; their digests stay in messages",
            {{"message", "INTEGER PRIMARY KEY REFERENCES messages(id)", "the message"},
             {"eml", "TEXT NOT NULL", "the whole message"}}};
}

Table delivery_attempts() {
    return fact("delivery_attempts",
                "Attempts to deliver: one row before the server is spoken to, one with its final reply",
                {{"message", "INTEGER NOT NULL REFERENCES messages(id)", "the message"},
                 {"attempt", "INTEGER NOT NULL", "1 for the first"},
                 {"phase", "TEXT NOT NULL", "started or ended"},
                 {"result", "TEXT", "sent, deferred, refused, configuration or unknown"},
                 {"reply_code", "INTEGER", "the server's final code"},
                 {"reply", "TEXT", "the server's final reply, or what went wrong before one came"},
                 {"server", "TEXT", "whom we spoke to"},
                 {"state", "TEXT NOT NULL", "how the message stands after it: in_flight, queued, sent or refused"},
                 {"next_attempt_at", "TEXT", "when it is tried again, UTC"}},
                {"delivery_attempts_by_message ON delivery_attempts(message)"});
}

Table current_outbox() {
    return {"current_outbox",
            TableUse::fold,
            "Messages and how their delivery stands",
            {{"message", "INTEGER PRIMARY KEY", "the message"},
             {"state", "TEXT NOT NULL", "queued, in_flight, sent or refused"},
             {"attempts", "INTEGER NOT NULL", "attempts so far"},
             {"next_attempt_at", "TEXT", "when it is tried next, UTC; none: never"},
             {"last_reply", "TEXT", "the server's latest final reply"}},
            {},
            "STRICT",
            {"current_outbox_waiting ON current_outbox(next_attempt_at) WHERE next_attempt_at IS NOT NULL"}};
}

Table in_force(std::string name, std::string meaning) {
    return fact(std::move(name), std::move(meaning),
                {{"name", "TEXT NOT NULL", "what is in force"}, {"content", "TEXT NOT NULL", "its content"}});
}

std::vector<Table> all_tables() {
    std::vector<Table> all{entries(), files(), pruned_rows()};
    for (const auto& kind : kinds())
        all.push_back(fact_table(kind));
    for (const auto& kind : kinds())
        all.push_back(fold_table(kind));
    for (auto&& each :
         {schedule_versions(), ratings(), reported_figures(), known_figures(), alerts(), alert_steps(),
          current_alerts(), messages(), message_bodies(), told(), not_sent(), delivery_attempts(), current_outbox(),
          in_force("settings_in_force", "Settings that decisions used, from the entry on; secrets are left out"),
          in_force("calendars_in_force", "Bank holidays that decisions used, from the entry on")}) {
        all.push_back(each);
    }
    all.push_back({"about",
                   TableUse::other,
                   "What every table and column is for",
                   {{"table_name", "TEXT NOT NULL", "the table"},
                    {"column_name", "TEXT NOT NULL", "the column; empty: the table itself"},
                    {"meaning", "TEXT NOT NULL", "what it is for"}}});
    all.push_back(
        {"identity",
         TableUse::other,
         "The random name that this record got when it was made",
         {{"id", "INTEGER PRIMARY KEY CHECK (id = 1)", "1"}, {"name", "TEXT NOT NULL", "part of every Message-ID"}}});
    return all;
}

}  // namespace

const std::vector<Table>& tables() {
    static const std::vector<Table> all = all_tables();
    return all;
}

}  // namespace contractwatch::sqlite
