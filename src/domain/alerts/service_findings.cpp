// What is wrong with the service's own work, from what it recorded of it.
#include "domain/alerts/service_findings.h"

#include <algorithm>
#include <map>
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

Finding refused_file(const RefusedFile& file) {
    Finding finding;
    finding.kind = FindingKind::feed_refused;
    finding.subject = !file.feed.empty() ? file.feed : !file.kind.empty() ? file.kind : file.name;
    finding.severity = Severity::warning;
    finding.since = file.on;
    finding.summary = "The file " + file.name + " was refused on " + file.on.short_text() +
                      ", and no other of its kind has been taken since: " + file.reason;
    finding.evidence = {{"file", file.name}, {"kind", file.kind}, {"reason", file.reason}};
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
    for (const auto& file : work.refused_files) {
        // A file that belongs to nothing has no successor that could end it, so time does.
        const bool shown = !file.kind.empty() || as_at <= calendar.plus(file.on, shown_for);
        if (file.on <= as_at && shown) findings.push_back(refused_file(file));
    }
    const auto known = std::ranges::upper_bound(work.failed_copies, as_at, {}, &FailedCopy::on);
    const std::span failures{work.failed_copies.begin(), known};
    if (!failures.empty() && as_at <= calendar.plus(failures.back().on, shown_for))
        findings.push_back(not_copied(failures));
    return findings;
}

}  // namespace contractwatch
