// The life of a finding that people are told about.
//
// An alert begins when its finding first holds (raised), and ends when it no longer does (resolved) or when a
// correction showed that it never did (withdrawn). Between, people are told of it (notified), told again (reminded),
// somebody answers for it for a while (acknowledged), or nobody does and it goes further up (escalated). A finding that
// comes back within ten working days goes on with its alert (raised again); one that comes later begins a new one. Each
// step is a fact with its reason, and says the day on which the alert must next be looked at, so that nothing depends
// on a timer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/alerts/finding.h"

namespace contractwatch {

using AlertId = std::int64_t;

enum class AlertState { raised, notified, acknowledged, escalated, resolved, withdrawn };
std::string_view name_of(AlertState state);

enum class StepKind { raised, changed, notified, reminded, acknowledged, escalated, resolved, withdrawn, raised_again };
std::string_view name_of(StepKind step);

/// An alert as its steps so far have made it.
struct Alert {
    AlertId id = 0;  ///< 0: not yet in the record
    std::string key;
    FindingKind kind = FindingKind::review;
    ContractRef contract;
    std::string subject;
    std::string period;
    AlertState state = AlertState::raised;
    Severity severity = Severity::info;
    Date since;
    Date raised_on;
    std::string stage;  ///< the stage that people are to be told of: the finding's, or raised, reminder 1, ...
    std::string summary;
    std::vector<Member> members;
    Fields evidence;
    std::vector<Audience> audience;  ///< who it is for now, escalation included
    int times_told = 0;              ///< notified and reminded steps so far
    int escalation_level = 0;        ///< 0: not escalated
    std::string escalated_to;        ///< audience of the latest escalation
    std::optional<Date> first_told_on;
    std::optional<Date> acknowledged_until;
    std::string acknowledged_by;
    std::optional<Date> resolved_on;
    std::optional<Date> raised_again_on;  ///< its finding came back: what was told before then is told anew
    std::optional<Date> graver_since;     ///< its severity rose: reminders and escalation count from then
    std::optional<Date>
        next_step_on;  ///< the day from which it must be looked at again; none: only a changed finding moves it

    bool open() const { return state != AlertState::resolved && state != AlertState::withdrawn; }
};

/// One step, with the alert as it stands after it.
struct AlertStep {
    StepKind step = StepKind::raised;
    Date on;
    std::string reason;  ///< why, in a sentence
    Alert after;
};

}  // namespace contractwatch
