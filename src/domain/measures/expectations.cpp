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

/// The first period that may be expected; nothing where periods cannot be told.
std::optional<Period> first_period(const Measure& measure, Date as_at) {
    const auto& described = measure.described_on(as_at);
    auto period =
        Period::containing(measure.expected_from, described.frequency, described.basis, measure.contract_start);
    return period ? std::optional{*period} : std::nullopt;
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
    for (auto period = first_period(measure, as_at); period && period->last() < as_at; period = period->next()) {
        const auto reading = expected(measure, policy, *period);
        if (covers(contract, *period) && reading.overdue_from() <= as_at) due.push_back(reading);
    }
    return due;
}

std::optional<ExpectedReading> next_expected(const Measure& measure, const Contract& contract,
                                             const MeasurePolicy& policy, Date as_at) {
    const auto end = ended_without_a_day(contract) ? as_at : last_day_of(contract).value_or(end_of_time);
    for (auto period = first_period(measure, as_at); period && period->last() <= end; period = period->next()) {
        const auto reading = expected(measure, policy, *period);
        if (covers(contract, *period) && reading.overdue_from() > as_at) return reading;
    }
    return std::nullopt;
}

}  // namespace contractwatch
