// Which readings are expected, and from when one that is missing is overdue.
#pragma once

#include <optional>
#include <vector>

#include "base/date.h"
#include "domain/calendar/period.h"
#include "domain/contracts/contract.h"
#include "domain/measures/measure.h"
#include "domain/measures/measure_policy.h"

namespace contractwatch {

/// A reading that is expected of a measure.
struct ExpectedReading {
    Period period;
    Date due_on;  ///< the last day on which it is in time

    Date overdue_from() const { return due_on + Days{1}; }
};

/// Whether the contract runs on the period's last day and for at least half of the period. A period that the contract's
/// end cuts short is optional, and so is every one of a contract that ended without saying when.
bool covers(const Contract& contract, const Period& period);

/// Every expected reading that is overdue on the day unless it was reported, by period: those of periods that end on or
/// after the measure's expected_from and that the contract covers, each of the frequency of the version in force on its
/// last day. Each is in time until submit_within_days calendar days after the period's last day.
std::vector<ExpectedReading> due_before(const Measure& measure, const Contract& contract, const MeasurePolicy& policy,
                                        Date as_at);

/// The first expected reading that is not yet overdue on the day; nothing where the contract ends before.
std::optional<ExpectedReading> next_expected(const Measure& measure, const Contract& contract,
                                             const MeasurePolicy& policy, Date as_at);

}  // namespace contractwatch
