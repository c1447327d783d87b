// Walking through a measure's periods.
#include "domain/measures/expectations.h"

#include <algorithm>
#include <utility>

namespace contractwatch {
namespace {

/// The contract's last day as far as it is known; nothing: open-ended.
std::optional<Date> last_day_of(const Contract& contract) {
    if (!contract.ended_on) return contract.end;
    return std::min(*contract.ended_on, contract.end.value_or(end_of_time));
}

bool ended_without_a_day(const Contract& contract) {
    return contract.status != ContractStatus::active && !contract.ended_on;
}

/// The period after that one.
std::optional<Period> next_period(const Measure& measure, const Period& period) {
    return measure.first_period_from(period.last() + Days{1});
}

ExpectedReading expected(const Measure& measure, const MeasurePolicy& policy, const Period& period) {
    const auto within = measure.described_on(period.last()).submit_within_days.value_or(policy.submit_within_days);
    return {period, period.last() + Days{within}};
}

}  // namespace

bool covers(const Contract& contract, const Period& period) {
    const auto end = last_day_of(contract);
    if (ended_without_a_day(contract) || (end && *end < period.last())) return false;
    const auto from = std::max(contract.start.value_or(period.first()), period.first());
    return (period.last() - from + Days{1}) * 2 >= period.last() - period.first() + Days{1};
}

std::vector<ExpectedReading> due_before(const Measure& measure, const Contract& contract, const MeasurePolicy& policy,
                                        Date as_at) {
    std::vector<ExpectedReading> due;
    for (auto period = measure.first_period_from(measure.expected_from); period && period->last() < as_at;
         period = next_period(measure, *period)) {
        const auto reading = expected(measure, policy, *period);
        if (covers(contract, *period) && reading.overdue_from() <= as_at) due.push_back(reading);
    }
    return due;
}

std::optional<ExpectedReading> next_expected(const Measure& measure, const Contract& contract,
                                             const MeasurePolicy& policy, Date as_at) {
    const auto end = ended_without_a_day(contract) ? as_at : last_day_of(contract).value_or(end_of_time);
    for (auto period = measure.first_period_from(measure.expected_from); period && period->last() <= end;
         period = next_period(measure, *period)) {
        const auto reading = expected(measure, policy, *period);
        if (covers(contract, *period) && reading.overdue_from() > as_at) return reading;
    }
    return std::nullopt;
}

}  // namespace contractwatch
