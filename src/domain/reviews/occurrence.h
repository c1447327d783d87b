// Each review that should be, and what became of it.
//
// An occurrence is told by contract, lot, type and nominal date; its due date may move, its identity does not. It is
// scheduled until its first reminder day, due until its due date, overdue after it. It is held once a review is
// recorded for it; missed when a later one was held instead, or the contract was closed without it: counted, and nobody
// is reminded; deferred while it waits for the reminder days of a later due date; withdrawn when the contract ended
// before it. A review that was held and answers to no occurrence is extra.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/reviews/nominal_dates.h"
#include "domain/reviews/review.h"
#include "domain/reviews/review_policy.h"

namespace contractwatch {

enum class OccurrenceState { scheduled, due, overdue, deferred, held, missed, extra, withdrawn };
std::string_view name_of(OccurrenceState state);

struct Occurrence {
    NominalDate date;  ///< as its rule has it; of an extra one the day it was held, or the occurrence it names
    Date due_on;       ///< after deferral
    OccurrenceState state = OccurrenceState::scheduled;
    std::optional<Date> held_on;
    std::optional<Date> deferred_to;  ///< the latest deferral
    int deferrals = 0;
    bool deferred_past_next = false;           ///< to a day after the next occurrence
    std::optional<Date> deferred_recorded_on;  ///< the day the latest deferral was recorded
    std::string deferral_reason;
    std::string rating;
    Days days_overdue{0};  ///< calendar days past the due date while overdue

    Date nominal_on() const { return date.nominal_on; }
    bool open() const { return state <= OccurrenceState::deferred; }
};

struct OccurrenceSources {
    const Contract& contract;
    Importance importance = Importance::silver;
    std::span<const VersionSpan> spans;
    std::span<const Review> reviews;
    const ReviewPolicy& policy;
    const WorkingCalendar& calendar;
};

/// The reviews of a contract as at a day, whose due date is in the range; by lot, type and nominal date.
///
/// A held review closes the occurrence that it names (by nominal or due date); naming none, it closes of the open ones
/// of its type and lot with a due date up to held_on + min(21 days, a third of the step) the one due last; earlier open
/// ones become missed. A deferral moves the due date to the day given. Reviews held after the day do not exist yet.
std::vector<Occurrence> occurrences(const OccurrenceSources& sources, DateRange due_in, Date as_at);

/// The same, of those due up to the day, and of each rule and each deferral the next due after it.
std::vector<Occurrence> occurrences_and_next(const OccurrenceSources& sources, Date until, Date as_at);

/// The working days before the due date at which people are reminded of it; a lead longer than half the step is dropped
/// (reckoned at seven days for five working days, so that holidays do not change it).
std::vector<int> reminder_leads(const Occurrence& occurrence, std::span<const VersionSpan> spans,
                                const ReviewPolicy& policy);

/// The first reminder day; the due date where there is no reminder before it.
Date window_opens(const Occurrence& occurrence, const OccurrenceSources& sources);

}  // namespace contractwatch
