// The four rules by which a point is more than noise, each over one group of a series.
#include <cmath>
#include <cstdint>
#include <vector>

#include "domain/measures/control_chart.h"

namespace contractwatch {
namespace {

constexpr std::size_t run_length = 7;  ///< points of a trend and of a shift
constexpr std::size_t window = 3;      ///< of which two are near a limit
constexpr double near_factor = 2 * (2.66 / 3);

int sign(double value) {
    return (value > 0) - (value < 0);
}

/// One group on its way to being judged; each rule marks the points that it holds of.
class JudgedGroup {
  public:
    JudgedGroup(std::span<const double> values, const ControlLimits& limits)
        : values_(values), lower_(limits.lower()), upper_(limits.upper()), causes_(values.size()) {
        sides_.reserve(values.size());
        for (const auto value : values)
            sides_.push_back(sign(value - limits.mean));
        if (!upper_) return;
        near_.reserve(values.size());
        const auto reach = near_factor * *limits.average_moving_range;
        for (const auto value : values)
            near_.push_back(!outside(value) && (value < limits.mean - reach || value > limits.mean + reach) ? 1 : 0);
    }

    std::vector<SpecialCause> judged() {
        mark_shifts();
        mark_two_in_three();
        mark_trends();
        mark_outside();
        return std::move(causes_);
    }

  private:
    bool outside(double value) const { return value > *upper_ || value < *lower_; }
    /// Which way the series goes from the point before to that one.
    int step(std::size_t to) const { return sign(values_[to] - values_[to - 1]); }

    void mark_outside();
    void mark_trends();
    void mark_two_in_three();
    void mark_shifts();
    std::vector<std::uint8_t> in_trends() const;

    std::span<const double> values_;
    std::optional<double> lower_;
    std::optional<double> upper_;
    std::vector<int> sides_;          ///< of the mean: 1 above, -1 below
    std::vector<std::uint8_t> near_;  ///< beyond the near limit and not outside the limit; empty without limits
    std::vector<SpecialCause> causes_;
};

void JudgedGroup::mark_outside() {
    if (!upper_) return;
    for (std::size_t at = 0; at < values_.size(); ++at) {
        if (outside(values_[at])) causes_[at] = sides_[at] > 0 ? SpecialCause::above_upper : SpecialCause::below_lower;
    }
}

std::vector<std::uint8_t> JudgedGroup::in_trends() const {
    std::vector<std::uint8_t> marked(values_.size());
    std::size_t running = 0;  // steps the same way up to this point
    for (std::size_t at = 1; at < values_.size(); ++at) {
        const auto way = step(at);
        if (way == 0) {
            running = 0;
            continue;
        }
        running = running > 0 && step(at - 1) == way ? running + 1 : 1;
        if (running + 1 < run_length) continue;
        for (std::size_t back = 0; back < run_length; ++back)
            marked[at - back] = 1;
    }
    return marked;
}

/// A point's way is that of the step to the next where both are marked, else that of the step to it. So where one trend
/// turns into the other, the turn belongs to the later; and, as in NHSRplotthedots, the last point of a trend that is
/// followed at once by the first of another goes the way of the step between, a level one counting as down.
void JudgedGroup::mark_trends() {
    const auto marked = in_trends();
    for (std::size_t at = 0; at < values_.size(); ++at) {
        if (!marked[at]) continue;
        const bool goes_on = at + 1 < values_.size() && marked[at + 1];
        causes_[at] = step(goes_on ? at + 1 : at) > 0 ? SpecialCause::trend_up : SpecialCause::trend_down;
    }
}

void JudgedGroup::mark_two_in_three() {
    for (std::size_t last = window - 1; last < near_.size(); ++last) {
        const auto first = last + 1 - window;
        const int close = near_[first] + near_[first + 1] + near_[last];
        const int side = sides_[first] + sides_[first + 1] + sides_[last];
        if (close < 2 || std::abs(side) != static_cast<int>(window)) continue;
        for (auto at = first; at <= last; ++at) {
            if (near_[at]) causes_[at] = side > 0 ? SpecialCause::two_of_three_above : SpecialCause::two_of_three_below;
        }
    }
}

void JudgedGroup::mark_shifts() {
    std::size_t running = 0;  // points on this side of the mean up to this one
    for (std::size_t at = 0; at < sides_.size(); ++at) {
        running = sides_[at] == 0 ? 0 : at > 0 && sides_[at] == sides_[at - 1] ? running + 1 : 1;
        for (std::size_t back = 0; running >= run_length && back < run_length; ++back)
            causes_[at - back] = sides_[at] > 0 ? SpecialCause::shift_above : SpecialCause::shift_below;
    }
}

}  // namespace

std::vector<SpecialCause> special_causes(std::span<const double> values, const ControlLimits& limits) {
    if (limits.no_variation()) return std::vector<SpecialCause>(values.size());
    return JudgedGroup{values, limits}.judged();
}

}  // namespace contractwatch
