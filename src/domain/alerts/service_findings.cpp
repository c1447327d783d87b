// What is wrong with the service's own work, from what it recorded of it.
#include "domain/alerts/service_findings.h"

#include <map>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr WorkingDays shown_for{10};

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

}  // namespace

std::vector<Finding> service_findings(const std::vector<RefusedMessage>& messages,
                                      const std::vector<RefusedFile>& files, const WorkingCalendar& calendar,
                                      Date as_at) {
    std::vector<Finding> findings;
    std::map<Email, std::vector<RefusedMessage>> by_person;
    for (const auto& message : messages) {
        if (message.on <= as_at && as_at <= calendar.plus(message.on, shown_for))
            by_person[message.to].push_back(message);
    }
    for (const auto& [person, theirs] : by_person)
        findings.push_back(undelivered(theirs));
    for (const auto& file : files) {
        // A file that belongs to nothing has no successor that could end it, so time does.
        const bool shown = !file.kind.empty() || as_at <= calendar.plus(file.on, shown_for);
        if (file.on <= as_at && shown) findings.push_back(refused_file(file));
    }
    return findings;
}

}  // namespace contractwatch
