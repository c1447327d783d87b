// Groups, their limits, and what the latest of them says.
#include "domain/measures/control_chart.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace contractwatch {
namespace {

constexpr double limit_factor = 2.66;          ///< 3 / 1.128: three sigma, reckoned from a mean moving range of two
constexpr double screening_factor = 3.267;     ///< the upper limit of moving ranges themselves
constexpr std::size_t points_for_limits = 13;  ///< with fewer the limits are on trial

std::vector<double> moving_ranges(std::span<const double> values) {
    std::vector<double> ranges;
    ranges.reserve(values.size());
    for (std::size_t at = 1; at < values.size(); ++at)
        ranges.push_back(std::abs(values[at] - values[at - 1]));
    return ranges;
}

/// Where all ranges are 0 none is below the screen, and their mean stands.
double screened_mean(std::vector<double> ranges) {
    const auto mean = mean_of(ranges);
    std::erase_if(ranges, [screen = screening_factor * mean](double range) { return !(range < screen); });
    return ranges.empty() ? mean : mean_of(ranges);
}

void judge_group(std::span<JudgedPoint> group, const ChartOptions& options) {
    std::vector<double> values;
    values.reserve(group.size());
    for (const auto& point : group)
        values.push_back(point.value);
    const auto fixed = std::min(values.size(), options.fix_after.value_or(values.size()));
    const auto limits = limits_of(std::span{values}.first(fixed), options.screening);
    const auto causes = special_causes(values, limits);
    for (std::size_t at = 0; at < group.size(); ++at) {
        group[at].limits = limits;
        group[at].cause = causes[at];
    }
}

std::vector<JudgedPoint> with_groups(std::span<const SeriesPoint> series) {
    std::vector<JudgedPoint> points;
    points.reserve(series.size());
    int group = 0;
    for (const auto& point : series) {
        group += point.begins_group ? 1 : 0;
        points.push_back({point.value, group});
    }
    return points;
}

/// Limits that are not there are on neither side of the target.
std::optional<Assurance> assurance_of(const ControlLimits& limits, const ChartOptions& options) {
    if (!options.target || options.improvement == Improvement::neutral) return std::nullopt;
    const bool more_is_better = options.improvement == Improvement::increase;
    if (limits.upper() && *options.target > *limits.upper())
        return more_is_better ? Assurance::consistently_fails : Assurance::consistently_passes;
    if (limits.lower() && *options.target < *limits.lower())
        return more_is_better ? Assurance::consistently_passes : Assurance::consistently_fails;
    return Assurance::hit_and_miss;
}

}  // namespace

std::optional<double> ControlLimits::lower() const {
    if (!average_moving_range) return std::nullopt;
    return mean - limit_factor * *average_moving_range;
}

std::optional<double> ControlLimits::upper() const {
    if (!average_moving_range) return std::nullopt;
    return mean + limit_factor * *average_moving_range;
}

double mean_of(std::span<const double> values) {
    const auto count = static_cast<long double>(values.size());
    long double sum = 0;
    for (const auto value : values)
        sum += value;
    const auto first = sum / count;
    long double rest = 0;
    for (const auto value : values)
        rest += value - first;
    return static_cast<double>(first + rest / count);
}

ControlLimits limits_of(std::span<const double> values, Screening screening) {
    ControlLimits limits{mean_of(values)};
    if (values.size() < 2) return limits;
    auto ranges = moving_ranges(values);
    limits.average_moving_range = screening == Screening::on ? screened_mean(std::move(ranges)) : mean_of(ranges);
    return limits;
}

ControlChart control_chart(std::span<const SeriesPoint> series, const ChartOptions& options) {
    if (series.empty()) throw std::logic_error("a control chart of no points");
    ControlChart chart{with_groups(series)};
    auto first = chart.points.begin();
    while (first != chart.points.end()) {
        const auto end = std::ranges::upper_bound(first, chart.points.end(), first->group, {}, &JudgedPoint::group);
        judge_group({first, end}, options);
        chart.trial_limits = static_cast<std::size_t>(end - first) < points_for_limits;
        first = end;
    }
    chart.variation = variation_of(chart.points.back().cause, options.improvement);
    chart.assurance = assurance_of(chart.limits(), options);
    return chart;
}

}  // namespace contractwatch
