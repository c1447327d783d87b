// Measures gathered from their effective-dated rows.
#include "domain/measures/measure.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Where the columns of `measures` stand, looked up once.
struct MeasureColumns {
    const Kind& of = kind("measures");
    std::size_t lot = of.column("lot");
    std::size_t measure = of.column("measure");
    std::size_t title = of.column("title");
    std::size_t nature = of.column("nature");
    std::size_t direction = of.column("direction");
    std::size_t unit = of.column("unit");
    std::size_t frequency = of.column("frequency");
    std::size_t period_basis = of.column("period_basis");
    std::size_t target = of.column("target");
    std::size_t target_high = of.column("target_high");
    std::size_t approaching = of.column("approaching");
    std::size_t requires_improvement = of.column("requires_improvement");
    std::size_t effective_from = of.column("effective_from");
    std::size_t lowest = of.column("lowest");
    std::size_t highest = of.column("highest");
    std::size_t submit_within_days = of.column("submit_within_days");
    std::size_t rebase_on = of.column("rebase_on");
    std::size_t fix_after = of.column("fix_after");
};

const MeasureColumns& measure_columns() {
    static const MeasureColumns columns;
    return columns;
}

Target target_of(const Row& row) {
    const auto& at = measure_columns();
    return {find_direction(row.text(at.direction)).value_or(Direction::increase), row.decimal(at.target),
            row.decimal(at.target_high), row.decimal(at.approaching), row.decimal(at.requires_improvement)};
}

/// Bands in the wrong place do not keep a value from being rated: the usual parts of the target stand in for them.
void make_bands(MeasureVersion& version) {
    auto bands = Bands::of(version.target);
    if (!bands) {
        version.problem = bands.error().message;
        bands = Bands::of({version.target.direction, version.target.target, version.target.target_high});
    }
    if (bands) version.bands = *bands;
}

MeasureVersion version_of(const Row& row) {
    const auto& at = measure_columns();
    constexpr std::int64_t decade = 3653;
    MeasureVersion version;
    version.effective_from = row.date(at.effective_from);
    version.title = row.text(at.title);
    version.unit = row.text(at.unit);
    version.qualitative = row.text(at.nature) == "qualitative";
    version.frequency = find_frequency(row.text(at.frequency)).value_or(Frequency::monthly);
    version.basis = find_period_basis(row.text(at.period_basis)).value_or(PeriodBasis::financial);
    version.target = target_of(row);
    if (!version.qualitative) make_bands(version);
    version.lowest = row.decimal(at.lowest);
    version.highest = row.decimal(at.highest);
    if (const auto days = row.whole(at.submit_within_days))
        version.submit_within_days = static_cast<int>(std::clamp<std::int64_t>(*days, 0, decade));
    version.rebase_on = row.date(at.rebase_on);
    version.fix_after = row.whole(at.fix_after);
    version.entry = row.provenance.last_entry;
    return version;
}

void add(Measure& measure, const Row& row) {
    const auto& at = measure_columns();
    const bool first = measure.versions.empty();
    const auto& version = measure.versions.emplace_back(version_of(row));
    const auto expected = version.effective_from.value_or(row.provenance.recorded_on);
    measure.expected_from = first ? expected : std::min(measure.expected_from, expected);
    if (!first) return;
    measure.reference = MeasureRef{row.text(at.measure)};
    measure.lot = row.text(at.lot);
}

}  // namespace

const MeasureVersion* Measure::in_force_on(Date day) const {
    const auto later = std::ranges::find_if(
        versions, [day](const MeasureVersion& each) { return each.effective_from && *each.effective_from > day; });
    return later == versions.begin() ? nullptr : &*std::prev(later);
}

const MeasureVersion& Measure::described_on(Date day) const {
    const auto* version = in_force_on(day);
    return version != nullptr ? *version : versions.front();
}

std::string Measure::subject() const {
    return lot.empty() ? reference.given() : fmt::format("{} (lot {})", reference.given(), lot);
}

std::vector<Measure> measures_of(std::span<const Row> rows, std::optional<Date> contract_start) {
    const auto& at = measure_columns();
    std::map<std::pair<std::string, std::string>, Measure> found;
    for (const auto& row : rows)
        add(found[{key_of(row.text(at.measure)), key_of(row.text(at.lot))}], row);
    std::vector<Measure> measures;
    measures.reserve(found.size());
    for (auto& [key, measure] : found) {
        std::ranges::stable_sort(measure.versions, {}, &MeasureVersion::effective_from);
        measure.contract_start = contract_start;
        measures.push_back(std::move(measure));
    }
    return measures;
}

}  // namespace contractwatch
