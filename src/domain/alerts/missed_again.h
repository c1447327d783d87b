// What was done about a measure that missed its target again, and who hears of it where nothing was.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/alerts/finding.h"
#include "domain/calendar/working_days.h"
#include "domain/contracts/action.h"
#include "domain/measures/measure.h"
#include "domain/measures/measure_policy.h"

namespace contractwatch {

/// Periods missed running, without one that met its target between them.
struct MissedRun {
    std::size_t periods = 2;
    Date began_on;  ///< the day on which the first of them was reported
    Date since;     ///< the day on which the second was
};

struct AnswerToMisses {
    std::vector<std::string> actions;  ///< "A-7 (due 30 November 2026)", as evidence
    std::string sentence;              ///< what is recorded, or what is to be done
    std::vector<Audience> audience;
    std::optional<Date> changes_on;  ///< the next day on which it is another, if nothing is recorded
};

/// The actions that the measure raised and that are open, or were closed since the run began, answer it: the manager
/// hears of it. Without one the lead director hears of it too, when none was recorded within the policy's working days,
/// and at once when three periods were missed running (Select Committee on Commissioning, recommendation 22).
AnswerToMisses answer_to(const MissedRun& run, const Measure& measure, std::span<const Action> actions,
                         const MeasurePolicy& policy, const WorkingCalendar& calendar, Date as_at);

}  // namespace contractwatch
