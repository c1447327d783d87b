// Round values, and the scale between them.
#include "adapters/chart/value_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace contractwatch {
namespace {

constexpr int steps_wanted = 5;
constexpr double room = 0.06;  ///< of the span, above and below
constexpr double least_span = 1e-9;

std::pair<double, double> ends_of(const ChartSheet& sheet) {
    auto low = sheet.points.front().judged.value;
    auto high = low;
    for (const auto& point : sheet.points) {
        const auto& limits = point.judged.limits;
        for (const auto& value :
             {std::optional{point.judged.value}, limits.lower(), limits.upper(), point.target, point.target_high}) {
            if (!value) continue;
            low = std::min(low, *value);
            high = std::max(high, *value);
        }
    }
    return {low, high};
}

/// The least of 1, 2 and 5 times a power of ten that takes at most the wanted steps.
double round_step(double span) {
    const auto raw = span / steps_wanted;
    const auto power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw) return factor * power;
    }
    return 10 * power;
}

}  // namespace

ValueAxis::ValueAxis(const ChartSheet& sheet, double top, double bottom) : top_(top), bottom_(bottom) {
    const auto [low, high] = ends_of(sheet);
    auto span = high - low;
    // Where all is one value it stands in the middle of a tenth of itself.
    if (!(span > least_span)) span = std::max(std::abs(high) / 10, low == 0 ? 1.0 : 4 * least_span);
    const auto middle = (low + high) / 2;
    low_ = middle - span * (0.5 + room);
    high_ = middle + span * (0.5 + room);
    const auto step = round_step(high_ - low_);
    const int decimals = std::clamp(-static_cast<int>(std::floor(std::log10(step))), 0, 12);
    for (auto at = std::ceil(low_ / step); at * step <= high_; ++at)
        ticks_.push_back({at * step, figure(at * step, decimals)});
}

double ValueAxis::y_of(double value) const {
    return bottom_ - (value - low_) / (high_ - low_) * (bottom_ - top_);
}

}  // namespace contractwatch
