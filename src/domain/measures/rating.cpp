// Bands made from a target, and the rating of a value against them.
#include "domain/measures/rating.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace contractwatch {
namespace {

__extension__ using Wide = __int128;

constexpr std::array all_ratings = {Rating::good, Rating::approaching_target, Rating::requires_improvement,
                                    Rating::inadequate, Rating::other};
constexpr std::array all_directions = {Direction::increase, Direction::decrease, Direction::within};

/// Policy: parts of a hundred of the target at which the bands begin.
constexpr int approaching_percent = 5;
constexpr int requires_improvement_percent = 15;

constexpr int hundredths = 100;

Wide wide(Decimal value) {
    return Wide{value.units()};
}

/// How far a band's edge lies on the wrong side of the target, in hundredths of a unit.
Wide reach_of(const Target& target, Decimal edge) {
    switch (target.direction) {
        case Direction::increase:
            return (wide(*target.target) - wide(edge)) * hundredths;
        case Direction::decrease:
            return (wide(edge) - wide(*target.target)) * hundredths;
        case Direction::within:
            return wide(edge) * hundredths;
    }
    return 0;
}

std::string wrong_side(const Target& target, std::string_view band, Decimal edge) {
    if (target.direction == Direction::within)
        return fmt::format("{} {} is a distance outside the target range and cannot be negative", band, edge.text());
    return fmt::format("{} {} lies on the good side of the target {}; where {} is better it must be {} it", band,
                       edge.text(), target.target->text(), target.direction == Direction::increase ? "more" : "less",
                       target.direction == Direction::increase ? "at or below" : "at or above");
}

std::optional<TargetFault> missing_end(const Target& target) {
    if (!target.target) return TargetFault{TargetPart::target, "there is no target; without one no value can be rated"};
    if (target.direction != Direction::within) return std::nullopt;
    if (!target.target_high)
        return TargetFault{TargetPart::target_high, "a target to stay within needs both ends: target and target_high"};
    if (*target.target_high < *target.target)
        return TargetFault{TargetPart::target_high,
                           fmt::format("target_high {} is below target {}; the lower end goes into target",
                                       target.target_high->text(), target.target->text())};
    return std::nullopt;
}

std::optional<TargetFault> misplaced_band(const Target& target) {
    const auto& near = target.approaching;
    const auto& far = target.requires_improvement;
    if (near && reach_of(target, *near) < 0)
        return TargetFault{TargetPart::approaching, wrong_side(target, "approaching", *near)};
    if (far && reach_of(target, *far) < 0)
        return TargetFault{TargetPart::requires_improvement, wrong_side(target, "requires_improvement", *far)};
    if (near && far && reach_of(target, *far) < reach_of(target, *near))
        return TargetFault{
            TargetPart::requires_improvement,
            fmt::format("requires_improvement {} lies nearer to the target than approaching {}; the bands must "
                        "lead away from the target in the order approaching, requires_improvement",
                        far->text(), near->text())};
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Rating rating) {
    switch (rating) {
        case Rating::good:
            return "good";
        case Rating::approaching_target:
            return "approaching_target";
        case Rating::requires_improvement:
            return "requires_improvement";
        case Rating::inadequate:
            return "inadequate";
        case Rating::other:
            return "other";
    }
    return {};
}

std::string_view words_of(Rating rating) {
    switch (rating) {
        case Rating::approaching_target:
            return "approaching target";
        case Rating::requires_improvement:
            return "requires improvement";
        default:
            return name_of(rating);
    }
}

std::optional<Rating> find_rating(std::string_view name) {
    const auto* const found = std::ranges::find(all_ratings, name, [](auto each) { return name_of(each); });
    return found == all_ratings.end() ? std::nullopt : std::optional{*found};
}

bool missed(Rating rating) {
    return rating != Rating::good && rating != Rating::other;
}

std::string_view name_of(Direction direction) {
    switch (direction) {
        case Direction::increase:
            return "increase";
        case Direction::decrease:
            return "decrease";
        case Direction::within:
            return "within";
    }
    return {};
}

std::optional<Direction> find_direction(std::string_view name) {
    const auto* const found = std::ranges::find(all_directions, name, [](auto each) { return name_of(each); });
    return found == all_directions.end() ? std::nullopt : std::optional{*found};
}

std::optional<TargetFault> fault_of(const Target& target) {
    if (auto fault = missing_end(target)) return fault;
    return misplaced_band(target);
}

Result<Bands> Bands::of(const Target& target) {
    if (auto fault = fault_of(target)) return invalid(std::move(fault->message));
    const bool range = target.direction == Direction::within;
    return scaled(target, range ? wide(*target.target_high) - wide(*target.target) : wide(target.target->magnitude()));
}

/// `whole` is what 5 % and 15 % are parts of, in units.
Bands Bands::scaled(const Target& target, Wide whole) {
    const auto& near = target.approaching;
    const auto& far = target.requires_improvement;
    Bands bands;
    bands.direction_ = target.direction;
    bands.low_ = *target.target;
    bands.high_ = target.target_high.value_or(bands.low_);
    bands.approaching_ = near ? reach_of(target, *near) : whole * approaching_percent;
    bands.requires_improvement_ = far ? reach_of(target, *far) : whole * requires_improvement_percent;
    if (!far) bands.requires_improvement_ = std::max(bands.requires_improvement_, bands.approaching_);
    if (far && bands.requires_improvement_ < bands.approaching_) bands.approaching_ = 0;
    bands.text_ = bands.words();
    return bands;
}

Rating Bands::rate(Decimal value) const {
    const auto short_by = shortfall(value);
    if (short_by <= 0) return Rating::good;
    if (short_by <= approaching_) return Rating::approaching_target;
    if (short_by <= requires_improvement_) return Rating::requires_improvement;
    return Rating::inadequate;
}

Bands::Wide Bands::shortfall(Decimal value) const {
    const auto below = (wide(low_) - wide(value)) * hundredths;
    const auto above = (wide(value) - wide(high_)) * hundredths;
    switch (direction_) {
        case Direction::increase:
            return below;
        case Direction::decrease:
            return (wide(value) - wide(low_)) * hundredths;
        case Direction::within:
            return std::max(below, above);
    }
    return 0;
}

std::string Bands::words() const {
    if (direction_ == Direction::within)
        return fmt::format(
            "good from {} to {}, approaching target up to {} outside, requires improvement up to {} outside",
            low_.text(), high_.text(), edge(approaching_), edge(requires_improvement_));
    const auto* const reaches = direction_ == Direction::increase ? "from" : "to";
    return fmt::format("good {0} {1}, approaching target {0} {2}, requires improvement {0} {3}", reaches, low_.text(),
                       edge(approaching_), edge(requires_improvement_));
}

/// Where a band begins; for within, its distance. To nine decimals, which is all that is shown of it.
std::string Bands::edge(Wide reach) const {
    const auto units = std::min<Wide>(reach / hundredths, Decimal::most_units);
    const auto distance = Decimal::of_units(static_cast<std::int64_t>(units));
    switch (direction_) {
        case Direction::increase:
            return (low_ - distance).text();
        case Direction::decrease:
            return (low_ + distance).text();
        case Direction::within:
            return distance.text();
    }
    return {};
}

}  // namespace contractwatch
