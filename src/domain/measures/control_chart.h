// Statistical process control of a series (XmR chart): its limits, and which of its points are more than noise.
//
// The rules are those of NHSRplotthedots 0.2.2, "making data count", to its corner cases: each number comes of the same
// operations in the same order, so that a point on a limit falls to the same side.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace contractwatch {

/// Which way is better. A neutral series has no better and no worse.
enum class Improvement { increase, decrease, neutral };
std::string_view name_of(Improvement improvement);
std::optional<Improvement> find_improvement(std::string_view name);

/// Why a point is more than noise; of several reasons the first in this order: outside the limits, part of a trend,
/// part of two in three near a limit, part of a shift.
enum class SpecialCause {
    common,  ///< none: noise
    above_upper,
    below_lower,
    trend_up,    ///< one of 7 points running strictly up
    trend_down,  ///< one of 7 points running strictly down
    two_of_three_above,
    two_of_three_below,
    shift_above,  ///< one of 7 points running strictly above the mean
    shift_below,
};
std::string_view name_of(SpecialCause cause);   ///< two_of_three_above
std::string_view words_of(SpecialCause cause);  ///< two of three near the upper limit

/// What the latest point says of the process.
enum class Variation { common, improvement, concern, neutral_high, neutral_low };
std::string_view name_of(Variation variation);
std::string_view words_of(Variation variation);

/// What a cause means where that way is better.
Variation variation_of(SpecialCause cause, Improvement improvement);

/// Whether the process as it is will meet the target.
enum class Assurance { consistently_passes, consistently_fails, hit_and_miss };
std::string_view name_of(Assurance assurance);
std::string_view words_of(Assurance assurance);

/// A point as it was measured. One that begins a group is reckoned without those before it.
struct SeriesPoint {
    double value = 0;  ///< finite, and so far from the ends of double that a sum of all has room
    bool begins_group = false;
};

/// Whether moving ranges that are themselves outliers count for the limits.
enum class Screening { on, off };

struct ChartOptions {
    Improvement improvement = Improvement::increase;
    std::optional<double> target = {};
    std::optional<std::size_t> fix_after = {};  ///< limits come of so many points from each group's first; from 1
    Screening screening = Screening::on;
};

/// A group's mean and limits. One point has no moving range, and therefore no limits.
struct ControlLimits {
    double mean = 0;
    std::optional<double> average_moving_range = {};

    std::optional<double> lower() const;
    std::optional<double> upper() const;
    /// The limits are the mean itself: nothing can be told from noise.
    bool no_variation() const { return average_moving_range == 0.0; }
};

/// A point as the chart judges it.
struct JudgedPoint {
    double value = 0;
    int group = 0;  ///< how many points up to this one begin a group
    ControlLimits limits = {};
    SpecialCause cause = SpecialCause::common;

    /// Strictly beyond a limit.
    bool outside() const { return cause == SpecialCause::above_upper || cause == SpecialCause::below_lower; }
};

struct ControlChart {
    std::vector<JudgedPoint> points;  ///< at least one
    bool trial_limits = false;        ///< the latest group has fewer than 13 points: its limits will still move
    Variation variation = Variation::common;
    std::optional<Assurance> assurance = {};  ///< nothing without a target, and where neither way is better

    const ControlLimits& limits() const { return points.back().limits; }  ///< of the latest group
};

/// The chart of a series in the order of time, which must have a point.
ControlChart control_chart(std::span<const SeriesPoint> series, const ChartOptions& options);

/// The mean of the values, which must not be empty, as R reckons it.
double mean_of(std::span<const double> values);

/// The limits that the values of one group give; at least one.
ControlLimits limits_of(std::span<const double> values, Screening screening);

/// Of each of one group's values why it is more than noise. With no variation nothing is; without limits there are
/// trends and shifts alone.
std::vector<SpecialCause> special_causes(std::span<const double> values, const ControlLimits& limits);

}  // namespace contractwatch
