// Whether a reading names its period as its measure is reported.
#include "domain/measures/notation_check.h"

#include <algorithm>

#include "base/text.h"

namespace contractwatch {
namespace {

bool has_no_periods(const Measure& measure) {
    return !measure.contract_start && std::ranges::any_of(measure.versions, [](const MeasureVersion& version) {
        return version.basis == PeriodBasis::contract;
    });
}

}  // namespace

std::optional<CellProblem> fault_of_notation(const Row& reading, std::span<const Measure> measures) {
    static const auto& readings = kind("readings");
    static const auto lot = readings.column("lot");
    static const auto measure = readings.column("measure");
    static const auto period = readings.column("period");
    const auto reference = key_of(reading.text(measure));
    const auto of_lot = key_of(reading.text(lot));
    const auto found = std::ranges::find_if(
        measures, [&](const Measure& each) { return each.reference.key() == reference && key_of(each.lot) == of_lot; });
    if (found == measures.end() || has_no_periods(*found)) return std::nullopt;
    const auto named = found->period_named(reading.text(period));
    if (named) return std::nullopt;
    return CellProblem{period, named.error().message};
}

}  // namespace contractwatch
