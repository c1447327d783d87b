// How a control chart's terms are written in JSON and told to a reader.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/measures/control_chart.h"

namespace contractwatch {
namespace {

/// A term as it is written and as it is said.
struct Term {
    std::string_view name;
    std::string_view words;
};

constexpr std::array<std::string_view, 3> improvements{"increase", "decrease", "neutral"};

constexpr std::array<Term, 9> causes{{
    {"common", "common cause"},
    {"above_upper", "above the upper limit"},
    {"below_lower", "below the lower limit"},
    {"trend_up", "seven points rising"},
    {"trend_down", "seven points falling"},
    {"two_of_three_above", "two of three near the upper limit"},
    {"two_of_three_below", "two of three near the lower limit"},
    {"shift_above", "seven points above the mean"},
    {"shift_below", "seven points below the mean"},
}};

constexpr std::array<Term, 5> variations{{
    {"common", "common cause: no change beyond the usual"},
    {"improvement", "special cause: improvement"},
    {"concern", "special cause: concern"},
    {"neutral_high", "special cause: high"},
    {"neutral_low", "special cause: low"},
}};

constexpr std::array<Term, 3> assurances{{
    {"consistently_passes", "consistently passes the target"},
    {"consistently_fails", "consistently fails the target"},
    {"hit_and_miss", "hits and misses the target"},
}};

bool upward(SpecialCause cause) {
    using enum SpecialCause;
    return cause == above_upper || cause == trend_up || cause == two_of_three_above || cause == shift_above;
}

}  // namespace

std::string_view name_of(Improvement improvement) {
    return improvements.at(static_cast<std::size_t>(improvement));
}

std::optional<Improvement> find_improvement(std::string_view name) {
    const auto found = std::ranges::find(improvements, header_key(name));
    if (found == improvements.end()) return std::nullopt;
    return static_cast<Improvement>(found - improvements.begin());
}

std::string_view name_of(SpecialCause cause) {
    return causes.at(static_cast<std::size_t>(cause)).name;
}

std::string_view words_of(SpecialCause cause) {
    return causes.at(static_cast<std::size_t>(cause)).words;
}

std::string_view name_of(Variation variation) {
    return variations.at(static_cast<std::size_t>(variation)).name;
}

std::string_view words_of(Variation variation) {
    return variations.at(static_cast<std::size_t>(variation)).words;
}

Variation variation_of(SpecialCause cause, Improvement improvement) {
    if (cause == SpecialCause::common) return Variation::common;
    if (improvement == Improvement::neutral) return upward(cause) ? Variation::neutral_high : Variation::neutral_low;
    return upward(cause) == (improvement == Improvement::increase) ? Variation::improvement : Variation::concern;
}

std::string_view name_of(Assurance assurance) {
    return assurances.at(static_cast<std::size_t>(assurance)).name;
}

std::string_view words_of(Assurance assurance) {
    return assurances.at(static_cast<std::size_t>(assurance)).words;
}

}  // namespace contractwatch
