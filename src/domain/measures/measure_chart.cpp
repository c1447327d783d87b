// A measure's readings as a series.
#include "domain/measures/measure_chart.h"

#include <algorithm>

namespace contractwatch {
namespace {

/// More periods than this without a reading, and what came before is another series.
constexpr int longest_gap = 2;
constexpr std::int64_t fewest_for_limits = 2;
constexpr Decimal least_denominator{20};

ChartOptions options_of(const Measure& measure, Date day) {
    ChartOptions options;
    options.improvement = improvement_of(measure.described_on(day).target.direction);
    const auto* version = measure.in_force_on(day);
    if (version != nullptr && version->target.target) options.target = version->target.target->approximate();
    const auto fix_after = measure.described_on(day).fix_after.value_or(0);
    if (fix_after >= fewest_for_limits) options.fix_after = static_cast<std::size_t>(fix_after);
    return options;
}

/// Whether the reading is the first of a new group.
bool begins_group(const Measure& measure, const Reading& before, const Reading& reading) {
    if (!reading.period.alike(before.period)) return true;
    if (reading.period.index() - before.period.index() - 1 > longest_gap) return true;
    return std::ranges::any_of(measure.versions, [&](const MeasureVersion& version) {
        return version.rebase_on && before.period.last() < *version.rebase_on &&
               reading.period.last() >= *version.rebase_on;
    });
}

bool has_small_denominator(const Reading& reading) {
    return reading.denominator && *reading.denominator < least_denominator;
}

}  // namespace

Improvement improvement_of(Direction direction) {
    switch (direction) {
        case Direction::increase:
            return Improvement::increase;
        case Direction::decrease:
            return Improvement::decrease;
        case Direction::within:
            break;
    }
    return Improvement::neutral;
}

std::optional<MeasureChart> measure_chart(const Measure& measure, std::span<const Reading* const> reported) {
    std::vector<SeriesPoint> series;
    std::vector<std::string> periods;
    bool small = false;
    const Reading* before = nullptr;
    for (const auto* reading : with_value(reported)) {
        const bool begins = before != nullptr && begins_group(measure, *before, *reading);
        series.push_back({reading->value->approximate(), begins});
        periods.push_back(reading->period.text());
        small = has_small_denominator(*reading) || (small && !begins);
        before = reading;
    }
    if (before == nullptr) return std::nullopt;
    const auto day = before->period.last();
    if (measure.described_on(day).qualitative) return std::nullopt;
    return MeasureChart{control_chart(series, options_of(measure, day)), std::move(periods), small};
}

}  // namespace contractwatch
