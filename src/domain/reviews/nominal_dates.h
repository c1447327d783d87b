// The days on which a contract's reviews should be: from its schedules, its end and its importance, before anything was
// held.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "domain/calendar/working_days.h"
#include "domain/contracts/contract.h"
#include "domain/reviews/schedule.h"

namespace contractwatch {

/// One review as its rule gives it.
struct NominalDate {
    LotRef lot;
    ReviewType type = ReviewType::performance;
    Date nominal_on;
    Date due_on;                       ///< the nominal date, moved to a working day
    Roll roll = Roll::following;       ///< how it was moved
    Days step{365};                    ///< to the next by the rule; a year where the rule gives one alone
    std::optional<Date> next_nominal;  ///< of the same lot and type
    bool brought_to_end = false;       ///< its own day lies after the contract's end
    bool before_effective = false;     ///< its rule did not hold yet: it can have been held, and is never due
    std::optional<std::size_t>
        version;  ///< which of the spans gave it; nothing: it follows from the contract's dates alone
};

/// What decides the dates.
struct NominalSources {
    const Contract& contract;
    Importance importance = Importance::silver;
    std::span<const VersionSpan> spans;  ///< of version_spans
    const WorkingCalendar& calendar;
    Date as_at;  ///< an ending later than this is not known yet
};

/// The nominal dates in the window, and of each rule the last one before and the next one after it; by type, lot and
/// day.
///
/// None falls on or before the contract's start. The first after the end is brought to the end if more than half of its
/// step lies within the contract, else dropped; a whole contract whose schedules give no performance review has one on
/// its end; both roll `preceding`. Without schedules of their own, the options appraisal falls 9, 6 or 3 months (gold,
/// silver, bronze) before the end and rolls `preceding`, and the closing review one month after the day the contract
/// ended.
std::vector<NominalDate> nominal_dates(const NominalSources& sources, DateRange window);

/// The types of review that show whether a contract is reviewed at all.
bool is_regular(ReviewType type);

/// Whether a version in force on the day gives any regular review after it, the contract's end left aside; else why
/// none does.
struct ScheduleCheck {
    bool reviewed = true;
    std::optional<Date> since;  ///< the last date of a rule that has run out; nothing: never was otherwise
    Date until = end_of_time;   ///< the last day for which this answer is known to stand
    std::string why_not;        ///< a sentence, where not reviewed
};
ScheduleCheck check_schedules(std::span<const VersionSpan> spans, Date day);

}  // namespace contractwatch
