// How far the reminders of one review have come, and of whatever else is told like a review.
//
// Before the due date a stage is reached at each of its leads (20, 10, 5 and 1 working days), then on the day itself;
// from the day after it the review is overdue, and every five working days is a stage, until it is overdue by twenty:
// from then on each month is one. From ten working days the lead director hears of it too, from the month after twenty
// the lead director alone. Where a setting puts the director or
// the critical day between two steps, that day is a stage of its own.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "domain/reviews/occurrence.h"

namespace contractwatch {

enum class Urgency { coming, overdue, critical };

/// Whom a stage is for.
enum class StageFor { manager, manager_and_director, director };

struct ReviewStage {
    std::string name;  ///< what is true from the day it is reached until the next: "due within 10 working days"
    Date reached_on;
    Urgency urgency = Urgency::coming;
    StageFor told = StageFor::manager;
    Date holds_until;  ///< the last day of this stage, its urgency and whom it is for
};

/// The stage of anything that is due on a day and is reminded so many working days before, longest lead first, from the
/// first of them on.
ReviewStage stage_of(Date due, const std::vector<int>& leads, const ReviewPolicy& policy,
                     const WorkingCalendar& calendar, Date as_at);

/// The stage of an occurrence that is due or overdue on the day. A name of a deferred one carries the new due date, so
/// that each of its stages is told anew.
ReviewStage stage_of(const Occurrence& occurrence, const OccurrenceSources& sources, Date as_at);

}  // namespace contractwatch
