// How an alert moves from one step of its life to the next: pure, so that any day can be decided again.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/alerts/alert.h"
#include "domain/alerts/alert_policy.h"
#include "domain/alerts/finding.h"
#include "domain/calendar/working_days.h"

namespace contractwatch {

/// The first step of a new alert.
AlertStep raise(const Finding& finding, Date today);

/// The finding came back: the alert goes on. Only for one that ended no more than the policy's working days ago
/// (may_reopen).
AlertStep raise_again(const Alert& ended, const Finding& finding, Date today);
bool may_reopen(const Alert& ended, Date today, const AlertPolicy& policy, const WorkingCalendar& calendar);

/// What a changed finding makes of its open alert; nothing where it says the same as before. Where only the digest of
/// the rows behind its figures has changed it does: the digest that an alert keeps is that of the day on which it came
/// to say its figures.
/// A new stage, a higher severity, a new member and somebody new who is to hear of it are to be told from today on.
std::optional<AlertStep> follow(const Alert& open, const Finding& finding, Date today);

/// Why an alert ends.
enum class Ending {
    no_longer_holds,
    never_held,  ///< what is known now shows that it did not hold on the day it was raised
};
AlertStep end(const Alert& open, Ending ending, Date today);

/// What is to be told of an alert as at a day, and to whom; computed anew from the dates of the alert alone, so that a
/// day on which nothing ran loses nothing: the latest reminder or escalation that has become due is the one that is
/// told.
struct Telling {
    StepKind step = StepKind::notified;  ///< notified, reminded or escalated
    std::string stage;                   ///< unique to this telling; told once to each person and member
    int escalation_level = 0;
    std::vector<Audience> audience;
};

/// Nothing while it is acknowledged, or where nobody was told of it before it ended.
std::optional<Telling> telling_due(const Alert& alert, Date today, const AlertPolicy& policy,
                                   const WorkingCalendar& calendar);

/// The step that records that it was told.
AlertStep told(const Alert& alert, const Telling& telling, Date today, const AlertPolicy& policy,
               const WorkingCalendar& calendar);

/// The step that moves the next look on where everybody concerned had been told already.
AlertStep nothing_new(const Alert& alert, Date today, const AlertPolicy& policy, const WorkingCalendar& calendar);

/// The step that puts off the next look where nobody could be told.
AlertStep not_told(const Alert& alert, const std::string& reason, Date today, const WorkingCalendar& calendar);

/// An acknowledgement as asked for.
struct Acknowledgement {
    std::string by;
    std::string note;
    std::optional<Date> until;  ///< nothing: the policy's working days
};

/// Stops reminders and escalation up to and including a day. Refused for an alert that has ended, for a day past or too
/// far, and without a note.
Result<AlertStep> acknowledge(const Alert& alert, const Acknowledgement& asked, Date today, const AlertPolicy& policy,
                              const WorkingCalendar& calendar);

}  // namespace contractwatch
