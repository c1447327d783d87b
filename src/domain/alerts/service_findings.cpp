// What is wrong with the service's own work, from what it recorded of it.
#include "domain/alerts/service_findings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr WorkingDays shown_for{10};
constexpr Days critical_after{2};  ///< from the first failure: the third day without a copy

/// One finding for each address that takes no mail, with the messages that did not get through.
Finding undelivered(const std::vector<RefusedMessage>& messages) {
    const auto& last = messages.back();
    Finding finding;
    finding.kind = FindingKind::delivery_failed;
    finding.subject = last.to.given();
    finding.severity = Severity::critical;
    finding.since = messages.front().on;
    finding.summary = counted(static_cast<long long>(messages.size()), "mail") + " to " + last.to.given() +
                      " did not get through, the last on " + last.on.short_text() +
                      ". The mail server's last word was: " + last.reply;
    for (const auto& each : messages) {
        finding.members.push_back(
            {"message " + std::to_string(each.message), each.on.short_text() + ": " + each.subject});
    }
    finding.evidence = {{"to", last.to.given()}, {"reply", last.reply}};
    return finding;
}

std::string owner_of(const RefusedFile& file) {
    return !file.feed.empty() ? file.feed : !file.kind.empty() ? file.kind : file.name;
}

std::string what_happened(const RefusedFile& file) {
    if (file.reason.empty()) return counted(file.rejected, "row") + " left out; they are listed beside the file";
    return "refused: " + file.reason;
}

std::string summary_of(const RefusedFile& file) {
    if (file.reason.empty()) {
        return counted(file.rejected, "row") + " of the file " + file.name + ", taken on " + file.on.short_text() +
               ", could not be read and " + (file.rejected == 1 ? "was" : "were") + " left out; " + file.name +
               ".rejected.csv beside it says why.";
    }
    return "The file " + file.name + " was refused on " + file.on.short_text() +
           ", and no other of its kind has been taken since: " + file.reason;
}

/// One finding for each feed, or kind, with every file of it that is to be put right.
Finding refused_files(const std::vector<RefusedFile>& files) {
    const auto& last = files.back();
    Finding finding;
    finding.kind = FindingKind::feed_refused;
    finding.subject = owner_of(last);
    finding.severity = Severity::warning;
    finding.since = files.front().on;
    finding.summary = summary_of(last);
    for (const auto& file : files) {
        finding.members.push_back({"file " + std::to_string(file.number),
                                   file.on.short_text() + ": " + file.name + ", " + what_happened(file)});
    }
    finding.evidence = {{"file", last.name}, {"kind", last.kind}};
    if (!last.reason.empty()) finding.evidence.push_back({"reason", last.reason});
    if (last.reason.empty()) finding.evidence.push_back({"rejected_rows", last.rejected});
    return finding;
}

/// What has no successor that could end it is ended by time: rows that were left out, and a file that belongs to
/// nothing.
bool shown(const RefusedFile& file, const WorkingCalendar& calendar, Date as_at) {
    if (as_at < file.on) return false;
    const bool until_another = !file.reason.empty() && !file.kind.empty();
    return until_another || as_at <= calendar.plus(file.on, shown_for);
}

std::optional<Finding> overdue(const FeedStanding& standing, const WorkingCalendar& calendar, Date as_at) {
    if (!standing.awaited_since) return std::nullopt;
    const auto from = std::max(*standing.awaited_since, standing.last_taken_on.value_or(*standing.awaited_since));
    const auto by = awaited_by(standing.feed.rhythm, from, calendar);
    if (as_at <= by) return std::nullopt;
    const auto& name = standing.feed.name;
    const auto last = standing.last_taken_on;
    Finding finding;
    finding.kind = FindingKind::feed_overdue;
    finding.subject = name;
    finding.severity = Severity::warning;
    finding.since = by + Days{1};
    finding.summary = "A file of the feed " + name + " should come " + std::string{name_of(standing.feed.rhythm)} +
                      ". " +
                      (last ? "The last one with anything new was taken on " + last->short_text()
                            : "None has been taken since it is awaited, " + from.short_text()) +
                      "; the next was to be here by " + by.short_text() + ".";
    finding.evidence = {{"feed", name},
                        {"expected", std::string{name_of(standing.feed.rhythm)}},
                        {"last_taken_on", last ? last->text() : "never"},
                        {"awaited_by", by.text()}};
    return finding;
}

/// One finding for all failures since the last good copy.
Finding not_copied(std::span<const FailedCopy> failures) {
    const auto& first = failures.front();
    const auto& last = failures.back();
    Finding finding;
    finding.kind = FindingKind::backup_failed;
    finding.subject = "nightly copy";
    finding.severity = last.on >= first.on + critical_after ? Severity::critical : Severity::warning;
    finding.since = first.on;
    finding.summary = "The record could not be copied on " + last.on.short_text() +
                      (last.on == first.on ? "" : ", and not since " + first.on.short_text()) + ": " + last.reason;
    finding.evidence = {{"first_failed_on", first.on.text()}, {"failed_on", last.on.text()}, {"reason", last.reason}};
    return finding;
}

/// Copies are asked for, and a whole day went by in which none was made and none failed.
std::optional<Finding> nobody_copied(const NightsCopied& copies, Date as_at) {
    if (!copies.asked_since) return std::nullopt;
    const auto from = std::max(*copies.asked_since, copies.last_on.value_or(*copies.asked_since));
    const auto awaited_on = from + Days{1};
    if (as_at <= awaited_on) return std::nullopt;
    const auto last = copies.last_on;
    Finding finding;
    finding.kind = FindingKind::backup_failed;
    finding.subject = "nightly copy";
    finding.severity = Severity::warning;
    finding.since = awaited_on + Days{1};
    finding.summary =
        (last ? "The record was last copied on " + last->short_text()
              : "The record has never been copied, though copies are asked for since " + from.short_text()) +
        ", and no copy was tried since: the service makes them while it runs (`contractwatch run`).";
    finding.evidence = {{"last_copied_on", last ? last->text() : "never"}, {"awaited_on", awaited_on.text()}};
    return finding;
}

Finding running_full(const LowDisk& disk) {
    Finding finding;
    finding.kind = FindingKind::disk_low;
    finding.subject = "disk of the record";
    finding.severity = Severity::warning;
    finding.since = disk.since;
    finding.summary = "The disk on which the record lies runs full: " + disk.standing;
    finding.evidence = {{"disk", disk.standing}};
    return finding;
}

/// The reference days after the one up to which Bank Rate is known, up to the one that governs interest beginning on
/// the day; none where that is known.
std::vector<Date> unknown_reference_days(const BankRates& rates, Date as_at) {
    std::vector<Date> days;
    for (auto day = reference_day(as_at); day > rates.known_until(); day = reference_day(day))
        days.insert(days.begin(), day);
    return days;
}

Finding rates_missing(const BankRates& rates, const std::vector<Date>& unknown) {
    Finding finding;
    finding.kind = FindingKind::bank_rate_missing;
    finding.severity = Severity::warning;
    finding.since = unknown.front() + Days{1};
    std::string days;
    for (const auto& day : unknown) {
        const auto first = day + Days{1};
        days += (days.empty() ? "" : " and ") + day.short_text();
        finding.members.push_back({day.text(), day.short_text() + ": for interest that begins from " +
                                                   first.short_text() + " to " +
                                                   (first.plus_months(6) - Days{1}).short_text()});
    }
    finding.summary = "The Bank Rate of " + days +
                      " is not known, so that there is no figure for statutory interest "
                      "that rests on it. Bank Rate is known up to " +
                      rates.known_until().short_text() + '.';
    finding.evidence = {{"known_until", rates.known_until().text()}, {"reference_day", unknown.back().text()}};
    if (!rates.changes().empty()) {
        finding.evidence.push_back({"last_rate", rates.changes().back().rate.text()});
        finding.evidence.push_back({"last_rate_from", rates.changes().back().from.text()});
        finding.evidence.push_back({"last_rate_of", rates.changes().back().table()});
    }
    return finding;
}

Finding not_checked(const std::vector<const LegalNumber*>& numbers) {
    Finding finding;
    finding.kind = FindingKind::legal_number_stale;
    finding.severity = Severity::warning;
    std::optional<Date> since;
    for (const auto* each : numbers) {
        const auto from = each->checked_on.plus_months(months_between_checks);
        since = std::min(since.value_or(from), from);
        finding.members.push_back({key_of(each->rule) + '|' + key_of(each->applies_to) + '|' + each->from.text(),
                                   each->words() + "; checked on " + each->checked_on.short_text()});
    }
    finding.since = *since;
    const auto count = static_cast<long long>(numbers.size());
    finding.summary = counted(count, "number") + " of the law, on which figures rest, " +
                      (count == 1 ? "was" : "were") + " last checked more than twelve months ago.";
    finding.evidence = {{"numbers", std::int64_t{count}}};
    return finding;
}

}  // namespace

std::vector<Finding> service_findings(const ServiceWork& work, const WorkingCalendar& calendar, Date as_at) {
    std::vector<Finding> findings;
    std::map<Email, std::vector<RefusedMessage>> by_person;
    for (const auto& message : work.refused_messages) {
        if (message.on <= as_at && as_at <= calendar.plus(message.on, shown_for))
            by_person[message.to].push_back(message);
    }
    for (const auto& [person, theirs] : by_person)
        findings.push_back(undelivered(theirs));
    std::map<std::string, std::vector<RefusedFile>> by_owner;
    for (const auto& file : work.refused_files) {
        if (shown(file, calendar, as_at)) by_owner[key_of(owner_of(file))].push_back(file);
    }
    for (const auto& [owner, files] : by_owner)
        findings.push_back(refused_files(files));
    for (const auto& feed : work.feeds) {
        if (const auto late = overdue(feed, calendar, as_at)) findings.push_back(*late);
    }
    const auto known = std::ranges::upper_bound(work.failed_copies, as_at, {}, &FailedCopy::on);
    const std::span failures{work.failed_copies.begin(), known};
    if (!failures.empty() && as_at <= calendar.plus(failures.back().on, shown_for)) {
        findings.push_back(not_copied(failures));
    } else if (const auto untried = work.copies ? nobody_copied(*work.copies, as_at) : std::nullopt) {
        findings.push_back(*untried);
    }
    const auto unknown = unknown_reference_days(work.bank_rates, as_at);
    if (!unknown.empty()) findings.push_back(rates_missing(work.bank_rates, unknown));
    const auto stale = work.bank_rates.law().unchecked(as_at);
    if (!stale.empty()) findings.push_back(not_checked(stale));
    if (work.low_disk && work.low_disk->since <= as_at) findings.push_back(running_full(*work.low_disk));
    return findings;
}

}  // namespace contractwatch
