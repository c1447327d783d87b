// What a service does first where the one before it was not stopped in order.
#include "daemon/after_a_fall.h"

#include "adapters/sqlite/verify.h"
#include "app/asker.h"

namespace contractwatch {
namespace {

bool ended_in_order(const Record& record) {
    const auto started = record.last_entry("started");
    const auto stopped = record.last_entry("stopped");
    return !started || (stopped && stopped->sequence > started->sequence);
}

Error damaged(const std::string& database, const sqlite::VerifyReport& report) {
    const auto& first = report.problems.front();
    return unavailable(database + ": the service before was not stopped in order, and the record does not verify: " +
                       first.message + (report.problems.size() > 1 ? " (and more)" : "") +
                       ". `contractwatch audit verify` names everything. Restore the last good copy; this file is kept "
                       "for the auditors.");
}

}  // namespace

Result<void> verify_after_a_fall(const std::string& database, Store& store, const Clock& clock, Journal& journal) {
    if (ended_in_order(store.record())) return {};
    const auto report = sqlite::verify(database);
    if (!report) return report.error();
    if (!report->verified()) return damaged(database, *report);
    auto change = store.begin(entry_now(clock, {}, "verified"));
    if (!change) return change.error();
    (*change)->set_detail({{"entries", report->entries}, {"head", report->head.text()}});
    (*change)->commit();
    journal.say(Event::record_verified, {{"entries", report->entries}});
    return {};
}

}  // namespace contractwatch
