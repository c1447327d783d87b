// By which rule the reviews of a contract fall, from which day on, and where that rule comes from.
//
// A schedule is a list of versions. Each holds from its effective_from; a change makes a new version, and leaves what
// fell on or before that day as it was. So loading an old contract starts no flood, and history does not move when a
// policy does.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/calendar/working_days.h"
#include "domain/contracts/contract.h"
#include "domain/facts/row.h"
#include "domain/reviews/review_policy.h"

namespace contractwatch {

enum class ReviewType { operational, performance, strategic, assessment, options_appraisal, closing };
std::string_view name_of(ReviewType type);    ///< "options_appraisal"
std::string_view words_for(ReviewType type);  ///< "options appraisal"
std::optional<ReviewType> find_review_type(std::string_view name);

using LotRef = Reference<struct LotTag>;

/// The rule of one contract's (or lot's) reviews of one type, from a day on.
struct ScheduleVersion {
    ContractRef contract;
    LotRef lot;  ///< empty: the whole contract
    ReviewType type = ReviewType::performance;
    std::string rule;            ///< a cadence or an RFC 5545 rule; empty: no such reviews from that day
    std::optional<Date> anchor;  ///< the day the rule counts from; nothing: unknown, so the rule gives no date
    Roll roll = Roll::following;
    Date effective_from;       ///< no review before it is ever due
    std::vector<int> reminds;  ///< working days before the due date
    std::string origin;        ///< "policy for gold", "schedules row"

    /// Whether both put the same reviews on the same days, with the same reminders.
    bool same_rule(const ScheduleVersion& other) const {
        return rule == other.rule && anchor == other.anchor && roll == other.roll && reminds == other.reminds;
    }
    friend bool operator==(const ScheduleVersion&, const ScheduleVersion&) = default;
};

/// A row of `schedules`.
struct ScheduleRow {
    LotRef lot;
    ReviewType type = ReviewType::performance;
    std::string rule;
    std::optional<Date> anchor;
    Roll roll = Roll::following;
    std::optional<Date> effective_from;
    std::vector<int> reminds;  ///< empty: the policy's
    Date recorded_on;

    Date begins() const { return effective_from.value_or(recorded_on); }
};
ScheduleRow schedule_row_of(const Row& row);

/// What the reviews of one contract are to follow.
struct ScheduleSources {
    const Contract& contract;
    Importance importance = Importance::silver;
    std::span<const ScheduleRow> rows;
    const ReviewPolicy& policy;
};

/// The versions that hold as at the day and are not among the recorded ones (which stand in the order of their
/// recording).
///
/// A type and lot with rows of `schedules` follows the row that began last; a whole contract's type without rows
/// follows the policy of its importance. The first version begins on the row's effective_from, else on the day the row
/// (for a policy the contract) was recorded. One that differs from the version in force begins on a row's own
/// effective_from where that has not been followed yet, else on the day itself. Automatic reviews (options appraisal
/// and closing without rows) have none.
std::vector<ScheduleVersion> versions_not_recorded(std::span<const ScheduleVersion> recorded,
                                                   const ScheduleSources& sources, Date as_at);

/// A version and the nominal dates that it decides: from `first` to `last`, both counted.
struct VersionSpan {
    ScheduleVersion version;
    DateRange covers;
};

/// All versions of the contract's schedules, recorded or not, those that rows put into the future among them, with the
/// days that each decides; by type, lot and day. From its effective_from a later one takes the place of all recorded
/// before it.
std::vector<VersionSpan> version_spans(std::span<const ScheduleVersion> recorded, const ScheduleSources& sources,
                                       Date as_at);

/// The next day after that one on which a row of `schedules` begins; end_of_time where none does.
Date next_schedule_change(std::span<const ScheduleRow> rows, Date day);

}  // namespace contractwatch
