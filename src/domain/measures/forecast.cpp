// Fitting the line, and rating what it leads to.
#include "domain/measures/forecast.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::size_t fewest_readings = 6;
constexpr std::size_t most_readings = 12;
constexpr int periods_ahead = 2;

double median_of(std::vector<double> values) {
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The nearest decimal there is.
Decimal decimal_of(double value) {
    const auto most = static_cast<double>(Decimal::most_units);
    const auto units = value * static_cast<double>(Decimal::scale);
    if (std::abs(units) >= most) return Decimal::of_units(units < 0 ? -Decimal::most_units : Decimal::most_units);
    return Decimal::of_units(std::llround(units));
}

/// The last readings that have a value, for periods of the latest one's kind.
std::vector<const Reading*> latest_with_value(std::span<const Reading* const> reported) {
    auto found = with_value(reported);
    std::erase_if(found, [last = found.empty() ? nullptr : found.back()](const Reading* each) {
        return !each->period.alike(last->period);
    });
    if (found.size() > most_readings) found.erase(found.begin(), found.end() - most_readings);
    return found;
}

ForecastPeriod forecast_for(const Measure& measure, const Period& period, double value) {
    ForecastPeriod next{period, decimal_of(value), {}};
    const auto* version = measure.in_force_on(period.last());
    if (version != nullptr && version->bands) next.rating = version->bands->rate(next.value);
    return next;
}

bool worse(const std::optional<Rating>& next, const std::optional<Rating>& now) {
    return next && now && *now != Rating::other && missed(*next) && *next > *now;
}

}  // namespace

FittedLine fitted_line(std::span<const FitPoint> points) {
    std::vector<double> slopes;
    for (std::size_t later = 1; later < points.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier)
            slopes.push_back((points[later].y - points[earlier].y) / (points[later].x - points[earlier].x));
    }
    const auto slope = median_of(std::move(slopes));
    std::vector<double> heights;
    for (const auto& point : points)
        heights.push_back(point.y - slope * point.x);
    return {slope, median_of(std::move(heights))};
}

std::optional<Forecast> forecast(const Measure& measure, std::span<const Reading* const> reported) {
    const auto latest = latest_with_value(reported);
    if (latest.size() < fewest_readings) return std::nullopt;
    const auto& last = *latest.back();
    if (measure.described_on(last.period.last()).qualitative) return std::nullopt;
    std::vector<FitPoint> points;
    for (const auto* reading : latest)
        points.push_back(
            {static_cast<double>(reading->period.index() - last.period.index()), reading->value->approximate()});
    const auto line = fitted_line(points);
    Forecast found{latest.size(), latest.front()->period.text(), last.period.text(), line.slope, {}, false};
    const auto now = rated(measure, last).rating;
    auto period = last.period;
    for (int ahead = 1; ahead <= periods_ahead; ++ahead) {
        period = period.next();
        found.periods.push_back(forecast_for(measure, period, line.intercept + line.slope * ahead));
        found.likely_to_miss = found.likely_to_miss || worse(found.periods.back().rating, now);
    }
    return found;
}

std::string Forecast::words() const {
    auto text = fmt::format("A line through the last {} ({} to {}; median slope {:.4g} a period) leads to",
                            counted(static_cast<long long>(readings), "reading"), first_period, last_period, slope);
    for (const auto& each : periods) {
        text += fmt::format("{} {:.4g} for {}", &each == &periods.front() ? "" : " and", each.value.approximate(),
                            each.period.text());
        if (each.rating) text += fmt::format(" ({})", words_of(*each.rating));
    }
    return text + ", if it goes on as it has. It is a projection, and may well be wrong.";
}

}  // namespace contractwatch
