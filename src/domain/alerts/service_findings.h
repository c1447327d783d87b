// What is wrong with the service's own work, from what it recorded of it.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "domain/alerts/finding.h"
#include "domain/calendar/working_days.h"

namespace contractwatch {

/// A message that was given up, or that a server would not take.
struct RefusedMessage {
    std::int64_t message = 0;
    Email to;
    std::string subject;
    Date on;            ///< the day of the last attempt
    std::string reply;  ///< the server's last word
};

/// A file that was refused, and no file of its kind and feed taken since.
struct RefusedFile {
    std::string name;
    std::string kind;
    std::string feed;
    Date on;
    std::string reason;
};

/// A nightly copy of the record that came to nothing.
struct FailedCopy {
    Date on;
    std::string reason;
};

/// What the record says of the service's own work.
struct ServiceWork {
    std::vector<RefusedMessage> refused_messages = {};
    std::vector<RefusedFile> refused_files = {};
    std::vector<FailedCopy> failed_copies = {};  ///< those since the last good one, the oldest first
};

/// A refused message is a finding for ten working days: long enough for the operator to see it, short enough not to
/// stay for ever. So is a failed copy, where copies are no longer asked for; it is a warning, and critical from the
/// third day without a good one.
std::vector<Finding> service_findings(const ServiceWork& work, const WorkingCalendar& calendar, Date as_at);

}  // namespace contractwatch
