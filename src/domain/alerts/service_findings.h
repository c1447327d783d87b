// What is wrong with the service's own work, from what it recorded of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "domain/alerts/awaited_feed.h"
#include "domain/alerts/finding.h"
#include "domain/calendar/working_days.h"
#include "domain/payments/bank_rates.h"

namespace contractwatch {

/// A message that was given up, or that a server would not take.
struct RefusedMessage {
    std::int64_t message = 0;
    Email to;
    std::string subject;
    Date on;            ///< the day of the last attempt
    std::string reply;  ///< the server's last word
};

/// A file that was refused, or of which rows were: somebody has to put it right and deliver it again.
struct RefusedFile {
    std::int64_t number = 0;  ///< of the file in the record
    std::string name;
    std::string kind;
    std::string feed;
    Date on;
    std::string reason;         ///< why the whole of it was refused; empty: it was taken, but for rows
    std::int64_t rejected = 0;  ///< rows of a file that was taken
};

/// What is known of a feed whose files are awaited.
struct FeedStanding {
    AwaitedFeed feed;
    std::optional<Date> awaited_since;  ///< the settings have said so from that day; nothing: only just now
    std::optional<Date> last_taken_on;
};

/// A nightly copy of the record that came to nothing.
struct FailedCopy {
    Date on;
    std::string reason;
};

/// How the nightly copies stand that the settings ask for.
struct NightsCopied {
    std::optional<Date> asked_since;  ///< the settings have said so from that day; nothing: only just now
    std::optional<Date> last_on;      ///< the day of the last good copy
};

/// That there was little room on the record's disk when it was last looked at.
struct LowDisk {
    Date since;
    std::string standing;  ///< how much is free, and how much should be: "812 MiB are free, 1024 MiB should be"
};

/// What the record says of the service's own work.
struct ServiceWork {
    std::vector<RefusedMessage> refused_messages = {};
    std::vector<RefusedFile> refused_files = {};  ///< the oldest first
    std::vector<FailedCopy> failed_copies = {};   ///< those since the last good one, the oldest first
    std::vector<FeedStanding> feeds = {};
    std::optional<NightsCopied> copies = {};  ///< nothing: none are asked for
    std::optional<LowDisk> low_disk = {};
    BankRates bank_rates = built_in_bank_rates();
};

/// A refused message is a finding for ten working days: long enough for the operator to see it, short enough not to
/// stay for ever. So is a failed copy, where copies are no longer asked for; it is a warning, and critical from the
/// third day without a good one. A night that brought
/// neither a copy nor a failure, where copies are asked for, is a finding from the day after: nobody tried. So are rows
/// that were refused, and a file that belongs to no kind; a file that was refused whole is one until another of its
/// feed is taken. A feed is overdue from the day after the one by which a file was awaited, counted from its last file,
/// or from the day since which files are awaited, whichever came later. A reference day of statutory interest whose
/// Bank Rate is not known is a finding from the day after it, on which the first interest begins that rests on it. So
/// are numbers of the law that nobody has checked for twelve months.
std::vector<Finding> service_findings(const ServiceWork& work, const WorkingCalendar& calendar, Date as_at);

}  // namespace contractwatch
