// Measures gathered from their effective-dated rows.
#include "domain/measures/measure.h"

#include <algorithm>
#include <array>
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
    std::size_t what_of = of.column("kind");
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
    std::size_t outcome = of.column("outcome");
    std::size_t s52_kpi = of.column("s52_kpi");
    std::size_t social_value = of.column("social_value");
    std::size_t co_produced = of.column("co_produced");
    std::size_t baseline = of.column("baseline");
    std::size_t points = of.column("points");
};

const MeasureColumns& measure_columns() {
    static const MeasureColumns columns;
    return columns;
}

constexpr std::array all_kinds = {MeasureKind::outcome, MeasureKind::output, MeasureKind::process};

std::optional<MeasureKind> find_measure_kind(std::string_view name) {
    const auto* const found = std::ranges::find(all_kinds, name, [](auto each) { return name_of(each); });
    return found == all_kinds.end() ? std::nullopt : std::optional{*found};
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

/// A ladder that was never checked may be wrong: then nothing is scored.
void make_ladder(MeasureVersion& version, std::string_view points) {
    if (points.empty() || version.qualitative) return;
    const auto ladder = PointLadder::parse(points, version.target.direction);
    if (ladder) {
        version.ladder = *ladder;
    } else if (version.problem.empty()) {
        version.problem = ladder.error().message;
    }
}

MeasureVersion version_of(const Row& row) {
    const auto& at = measure_columns();
    constexpr std::int64_t decade = 3653;
    MeasureVersion version;
    version.effective_from = row.date(at.effective_from);
    version.title = row.text(at.title);
    version.unit = row.text(at.unit);
    version.kind = find_measure_kind(row.text(at.what_of));
    version.qualitative = row.text(at.nature) == "qualitative";
    version.s52_kpi = row.yes(at.s52_kpi).value_or(false);
    version.social_value = row.yes(at.social_value).value_or(false);
    version.co_produced = row.yes(at.co_produced).value_or(false);
    version.baseline = row.decimal(at.baseline);
    version.outcome = row.text(at.outcome);
    version.frequency = find_frequency(row.text(at.frequency)).value_or(Frequency::monthly);
    version.basis = find_period_basis(row.text(at.period_basis)).value_or(PeriodBasis::financial);
    version.target = target_of(row);
    if (!version.qualitative) make_bands(version);
    make_ladder(version, row.text(at.points));
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

/// A period of the version's kind; nothing where the contract has no start to count from.
std::optional<Period> period_around(Date day, const MeasureVersion& version, std::optional<Date> contract_start) {
    auto period = Period::containing(day, version.frequency, version.basis, contract_start);
    return period ? std::optional{*period} : std::nullopt;
}

bool reported_so(const Period& period, const MeasureVersion& version) {
    return period.frequency() == version.frequency && period.basis() == version.basis;
}

}  // namespace

std::string_view name_of(MeasureKind kind) {
    switch (kind) {
        case MeasureKind::outcome:
            return "outcome";
        case MeasureKind::output:
            return "output";
        case MeasureKind::process:
            return "process";
    }
    return {};
}

Target target_of(const Row& row) {
    const auto& at = measure_columns();
    return {find_direction(row.text(at.direction)).value_or(Direction::increase), row.decimal(at.target),
            row.decimal(at.target_high), row.decimal(at.approaching), row.decimal(at.requires_improvement)};
}

const MeasureVersion* Measure::in_force_on(Date day) const {
    const auto later = std::ranges::find_if(
        versions, [day](const MeasureVersion& each) { return each.effective_from && *each.effective_from > day; });
    return later == versions.begin() ? nullptr : &*std::prev(later);
}

const MeasureVersion& Measure::described_on(Date day) const {
    const auto* version = in_force_on(day);
    return version != nullptr ? *version : versions.front();
}

Result<Period> Measure::period_named(std::string_view text) const {
    const MeasureVersion* meant = &versions.back();
    const MeasureVersion* tried = nullptr;
    for (const auto& version : versions) {
        if (tried != nullptr && tried->frequency == version.frequency && tried->basis == version.basis) continue;
        tried = &version;
        auto read = Period::parse(text, version.frequency, version.basis, contract_start);
        if (!read) continue;
        const auto& then = described_on(read->last());
        if (reported_so(*read, then)) return read;
        meant = &then;
    }
    const auto fault = Period::parse(text, meant->frequency, meant->basis, contract_start);
    return fault.ok() ? invalid(fmt::format("the measure was not reported for {}", single_line(text))) : fault.error();
}

std::optional<Period> Measure::first_period_from(Date day) const {
    // Where a version of another frequency takes over within a period, the period is of the new one, or of neither:
    // then the days up to the next end belong to no period.
    for (std::size_t tried = 0; tried <= 2 * versions.size(); ++tried) {
        const auto before = period_around(day, described_on(day), contract_start);
        if (!before) return std::nullopt;
        const auto& then = described_on(before->last());
        if (reported_so(*before, then)) return before;
        const auto after = period_around(day, then, contract_start);
        if (!after) return std::nullopt;
        if (reported_so(*after, described_on(after->last()))) return after;
        day = std::min(before->last(), after->last()) + Days{1};
    }
    return std::nullopt;
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
