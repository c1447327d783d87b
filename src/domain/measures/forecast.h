// Where a measure's readings lead if they go on as they have: a robust line through the latest of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/measures/reading.h"

namespace contractwatch {

/// A line that half of the points may stray from without moving it (Theil and Sen).
struct FittedLine {
    double slope = 0;      ///< the median of the slopes between every two points
    double intercept = 0;  ///< the median of y - slope x
};

/// A point to fit: x counts periods.
struct FitPoint {
    double x = 0;
    double y = 0;
};

/// Of at least two points with different x. The median of an even number is the mean of the middle two.
FittedLine fitted_line(std::span<const FitPoint> points);

/// What the line gives for a period to come.
struct ForecastPeriod {
    Period period;
    Decimal value;                 ///< to nine decimals
    std::optional<Rating> rating;  ///< by the bands in force on the period's last day; nothing where there are none
};

struct Forecast {
    std::size_t readings = 0;  ///< how many the line was fitted on
    std::string first_period;  ///< of the first of them
    std::string last_period;
    double slope = 0;                     ///< a period
    std::vector<ForecastPeriod> periods;  ///< the two after the latest reading
    /// Either is rated worse than the latest reading, and worse than good.
    bool likely_to_miss = false;

    /// What was fitted on how many readings, and what would follow if it went on; never as certain.
    std::string words() const;
};

/// From those readings, which come by period, that have a value and are of the latest one's frequency: the last 12 of
/// them, with gaps. Nothing with fewer than 6, and for a measure by judgement.
std::optional<Forecast> forecast(const Measure& measure, std::span<const Reading* const> reported);

}  // namespace contractwatch
