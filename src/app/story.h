// The whole story of one alert: the facts that it was judged by, each step of its life, whom it was told to in which
// message, what was not sent and why, and each attempt to deliver.
#pragma once

#include <string>
#include <vector>

#include "app/happenings.h"
#include "app/message_story.h"
#include "domain/alerts/evaluate.h"
#include "ports/history.h"

namespace contractwatch {

struct AlertStory {
    Alert alert;                   ///< as it stands
    std::vector<AlertId> others;   ///< other alerts of the same finding: episodes before and after
    std::vector<Happening> facts;  ///< what bears on it, up to its latest step
    std::vector<Recorded<AlertStep>> steps;
    std::vector<Recorded<ToldIn>> told;
    std::vector<Recorded<NotSent>> not_sent;
    std::vector<MessageStory> messages;  ///< those that told of it
    std::vector<Recorded<Fields>> settings;
    std::vector<Recorded<BankHolidaysInForce>> bank_holidays;
};

/// The alert of that number, or the latest one of a finding's key; not_found in words for what is neither.
Result<Alert> find_alert(const Record& record, const std::string& number_or_key);

AlertStory story_of(const Record& record, const History& history, const Rules& rules, const Alert& alert);

/// All of it in the order in which it was recorded.
std::vector<Happening> in_order(const AlertStory& story, const History& history);

/// The rows that bear on an alert as its steps have made it; each as it was given, up to the entry of the latest step.
/// Of the service itself: files and failed attempts to deliver. Across contracts: the invoices that count by the rules
/// in its figures, and what names them.
std::vector<Happening> facts_behind(const Record& record, const History& history, const Rules& rules,
                                    const std::vector<Recorded<AlertStep>>& steps);

}  // namespace contractwatch
