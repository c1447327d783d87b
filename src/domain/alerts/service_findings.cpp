// What is wrong with the service's own work, from what it recorded of it.
#include "domain/alerts/service_findings.h"

namespace contractwatch {
namespace {

constexpr WorkingDays shown_for{10};

Finding undelivered(const RefusedMessage& message) {
    Finding finding;
    finding.kind = FindingKind::delivery_failed;
    finding.subject = message.to.given();
    finding.period = "message " + std::to_string(message.message);
    finding.severity = Severity::critical;
    finding.since = message.on;
    finding.summary = "The mail \"" + message.subject + "\" to " + message.to.given() + " was given up on " +
                      message.on.short_text() + ". The mail server's last word was: " + message.reply;
    finding.evidence = {{"message", message.message}, {"to", message.to.given()}, {"reply", message.reply}};
    return finding;
}

Finding refused_file(const RefusedFile& file) {
    Finding finding;
    finding.kind = FindingKind::feed_refused;
    finding.subject = file.feed.empty() ? file.kind : file.feed;
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
    for (const auto& message : messages) {
        if (message.on <= as_at && as_at <= calendar.plus(message.on, shown_for))
            findings.push_back(undelivered(message));
    }
    for (const auto& file : files) {
        if (file.on <= as_at) findings.push_back(refused_file(file));
    }
    return findings;
}

}  // namespace contractwatch
