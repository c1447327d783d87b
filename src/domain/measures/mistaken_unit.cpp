// Percentages written as fractions, and ratios written as percentages.
#include "domain/measures/mistaken_unit.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::size_t earlier_looked_at = 12;
constexpr std::size_t fewest_that_are_usual = 3;
constexpr Decimal a_whole{1};
constexpr Decimal plainly_a_percentage{50};

/// What a value is held against, and how that is called.
struct Usual {
    Decimal value;
    std::string words;
};

Decimal hundredfold(Decimal value) {
    return value.times(100, 1);
}

Decimal hundredth(Decimal value) {
    return value.times(1, 100);
}

/// From half to twice of it.
bool around(Decimal value, Decimal usual) {
    return usual > Decimal{} && value + value >= usual && value <= usual + usual;
}

/// The median, the lower of two in the middle; at least one.
Decimal middle_of(std::vector<Decimal> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Of the values before the latest.
std::optional<Usual> usual_course(std::span<const Reading* const> reported, bool per_cent) {
    auto earlier = with_value(reported.first(reported.size() - 1));
    if (earlier.size() > earlier_looked_at) earlier.erase(earlier.begin(), earlier.end() - earlier_looked_at);
    std::vector<Decimal> telling;
    for (const auto* each : earlier) {
        if (!per_cent || *each->value > a_whole) telling.push_back(*each->value);
    }
    if (telling.size() < fewest_that_are_usual || 2 * telling.size() <= earlier.size()) return std::nullopt;
    const auto middle = middle_of(std::move(telling));
    return Usual{middle, fmt::format("readings before it were around {}", middle.text())};
}

std::optional<Usual> usual_target(const Target& target, bool per_cent) {
    if (!target.target) return std::nullopt;
    const bool tells = per_cent ? *target.target >= plainly_a_percentage && target.direction != Direction::decrease
                                : *target.target <= a_whole;
    if (!tells) return std::nullopt;
    return Usual{*target.target, fmt::format("the target is {}", target.target->text())};
}

std::optional<Usual> usual(const MeasureVersion& version, std::span<const Reading* const> reported, bool per_cent) {
    if (auto course = usual_course(reported, per_cent)) return course;
    return usual_target(version.target, per_cent);
}

/// A rate's own, in the unit of the measure; nothing where it has no parts.
std::optional<Usual> usual_by_parts(const Reading& reading, bool per_cent) {
    if (!reading.numerator || !reading.denominator || *reading.denominator == Decimal{}) return std::nullopt;
    const auto rate =
        reading.numerator->times(per_cent ? 100 * Decimal::scale : Decimal::scale, reading.denominator->units());
    return Usual{rate, fmt::format("its numerator and denominator give {}", rate.text())};
}

std::string clause(const Reading& reading, Decimal meant, bool per_cent, const Usual& usual) {
    if (per_cent) {
        return fmt::format("it looks like a fraction of a percentage: {} is {} %, and {} % may be meant, since {}",
                           reading.value->text(), reading.value->text(), meant.text(), usual.words);
    }
    return fmt::format("it looks like a percentage, and the unit is a ratio: {} may be meant, since {}", meant.text(),
                       usual.words);
}

}  // namespace

std::optional<std::string> mistaken_unit(const Measure& measure, std::span<const Reading* const> reported) {
    const auto& latest = *reported.back();
    const auto& version = measure.described_on(latest.period.last());
    const bool per_cent = in_per_cent(version.unit);
    if (!per_cent && key_of(version.unit) != "ratio") return std::nullopt;
    const auto value = *latest.value;
    if (value <= Decimal{} || (per_cent ? value > a_whole : value <= a_whole)) return std::nullopt;
    const auto meant = per_cent ? hundredfold(value) : hundredth(value);
    const auto parts = usual_by_parts(latest, per_cent);
    if (parts && around(value, parts->value)) return std::nullopt;
    if (parts && around(meant, parts->value)) return clause(latest, meant, per_cent, *parts);
    const auto held_against = usual(version, reported, per_cent);
    if (!held_against || !around(meant, held_against->value)) return std::nullopt;
    return clause(latest, meant, per_cent, *held_against);
}

}  // namespace contractwatch
