// Reading a ladder of severity points, and climbing down it.
#include "domain/measures/points.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr int most_points = 1'000;
constexpr std::string_view right_ladder = "99:0;98:1;97:2;96:3;else:4";

/// How far from the good side, in the ladder's own sense: the less the better.
Decimal badness(Direction direction, const Target& target, Decimal value) {
    switch (direction) {
        case Direction::increase:
            return Decimal{} - value;
        case Direction::decrease:
            return value;
        case Direction::within:
            return std::max({*target.target - value, value - *target.target_high, Decimal{}});
    }
    return value;
}

/// The same of a step's edge.
Decimal badness_of_edge(Direction direction, Decimal edge) {
    return direction == Direction::increase ? Decimal{} - edge : edge;
}

std::optional<int> points_in(std::string_view text) {
    if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const int points = std::stoi(std::string{text});
    return points <= most_points ? std::optional{points} : std::nullopt;
}

Error no_step(std::string_view step) {
    return invalid(
        fmt::format("\"{}\" is no step of a ladder of points; write a value and its points, 0 to {}, such "
                    "as 98:1, and the whole ladder such as {}",
                    single_line(step), most_points, right_ladder));
}

Error out_of_order(std::string_view step, Direction direction) {
    return invalid(fmt::format("the step {} does not lead away from the target; {}", single_line(step),
                               direction == Direction::increase
                                   ? "where more is better each step's value is below the one before: 99:0;98:1;else:2"
                                   : "each step's value is above the one before: 1:0;2:1;else:2"));
}

Error too_few_points(std::string_view step, int before) {
    return invalid(
        fmt::format("the step {} has fewer points than the better one before it, {}; points rise as values "
                    "get worse",
                    single_line(step), before));
}

Error no_else() {
    return invalid(
        fmt::format("the ladder does not end with else, so that some values have no points; write {}", right_ladder));
}

/// What stands before the next semicolon, which is taken off the text with it.
std::string_view take_step(std::string_view& text) {
    const auto end = std::min(text.find(';'), text.size());
    const auto step = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return step;
}

}  // namespace

Result<PointLadder> PointLadder::parse(std::string_view text, Direction direction) {
    PointLadder ladder;
    text = trimmed(text);
    int before = 0;
    while (!text.empty()) {
        const auto step = take_step(text);
        const auto colon = step.find(':');
        const auto points = colon == std::string_view::npos ? std::nullopt : points_in(trimmed(step.substr(colon + 1)));
        if (!points) return no_step(step);
        if (*points < before) return too_few_points(step, before);
        before = *points;
        const auto left = trimmed(step.substr(0, colon));
        if (key_of(left) == "else") {
            ladder.otherwise_ = *points;
            return text.empty() ? Result<PointLadder>{std::move(ladder)} : Result<PointLadder>{no_else()};
        }
        const auto edge = Decimal::parse(left);
        if (!edge || (direction == Direction::within && *edge < Decimal{})) return no_step(step);
        const bool leads_away = ladder.steps_.empty() || badness_of_edge(direction, ladder.steps_.back().edge) <
                                                             badness_of_edge(direction, *edge);
        if (!leads_away) return out_of_order(step, direction);
        ladder.steps_.push_back({*edge, *points});
    }
    return no_else();
}

int PointLadder::score(const Target& target, Decimal value) const {
    const auto bad = badness(target.direction, target, value);
    const auto reached = std::ranges::find_if(
        steps_, [&](const Step& step) { return bad <= badness_of_edge(target.direction, step.edge); });
    return reached == steps_.end() ? otherwise_ : reached->points;
}

}  // namespace contractwatch
