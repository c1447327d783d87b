// What the record and the journal say of a night's copies.
#include "app/copying.h"

#include "app/asker.h"

namespace contractwatch {
namespace {

constexpr auto subject = "nightly copy";

Result<void> record_entry(Store& store, EntryHead head, Fields detail) {
    head.detail = std::move(detail);
    auto change = store.begin(head);
    if (!change) return change.error();
    (*change)->commit();
    return {};
}

/// Whether the record has this very failure of that day already.
bool is_known(const Record& record, Date day, const std::string& reason) {
    const auto failed = record.failed_copies();
    return !failed.empty() && failed.back().on == day && failed.back().reason == reason;
}

Result<void> record_failure(Store& store, const Clock& clock, Journal& journal, const std::string& reason) {
    journal.say(Event::copy_failed, {{"reason", reason}});
    auto head = entry_now(clock, {}, "copy_failed", subject);
    if (is_known(store.record(), head.day, reason)) return {};
    return record_entry(store, std::move(head), {{"reason", reason}});
}

}  // namespace

Result<void> record_copies(Store& store, const Clock& clock, Journal& journal, const Result<MadeCopies>& outcome) {
    if (!outcome) return record_failure(store, clock, journal, outcome.error().message);
    const auto& made = *outcome;
    const auto recorded = record_entry(store, entry_now(clock, {}, "copied", subject),
                                       {{"files", made.files},
                                        {"head", made.head.text()},
                                        {"bytes", made.bytes},
                                        {"sha256", made.sha256},
                                        {"removed", made.removed}});
    if (!recorded) return recorded;
    journal.say(Event::copied, {{"files", made.files}, {"head", made.head.text()}, {"bytes", made.bytes}});
    if (!made.not_removed.empty()) journal.say(Event::old_copies_stay, {{"reason", made.not_removed}});
    return {};
}

}  // namespace contractwatch
