// How a value stands to its target: the five ratings and the bands between them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "base/result.h"

namespace contractwatch {

/// The scale of Procurement Regulations 2024 reg 39(5), from the best down; `other` is given by a person with a reason.
enum class Rating { good, approaching_target, requires_improvement, inadequate, other };
std::string_view name_of(Rating rating);   ///< approaching_target
std::string_view words_of(Rating rating);  ///< approaching target
std::optional<Rating> find_rating(std::string_view name);

/// Whether it is worse than good. `other` is no miss.
bool missed(Rating rating);

enum class Direction { increase, decrease, within };
std::string_view name_of(Direction direction);
std::optional<Direction> find_direction(std::string_view name);

/// What is aimed at from a day on. For `within` the target is the lower end and target_high the upper, and the bands,
/// where they are given, begin at those distances outside the range; else they begin at those values.
struct Target {
    Direction direction = Direction::increase;
    std::optional<Decimal> target = {};
    std::optional<Decimal> target_high = {};
    std::optional<Decimal> approaching = {};
    std::optional<Decimal> requires_improvement = {};
};

/// Which of a target's numbers is wrong.
enum class TargetPart { target, target_high, approaching, requires_improvement };

/// What keeps a target from having bands without hole or overlap, in words with what would be right.
struct TargetFault {
    TargetPart part = TargetPart::target;
    std::string message;
};

/// A target that is missing or whose ends are the wrong way round, or bands on the wrong side of it or of one another.
std::optional<TargetFault> fault_of(const Target& target);

/// The bands of a target, which cover every value without a hole: good, then approaching target, then requires
/// improvement, then inadequate, each edge belonging to the better side.
///
/// Policy, since reg 39(5) has no numeric bands: where a band is not given, approaching target begins 5 % and requires
/// improvement 15 % of the target's magnitude from it (for within: of the range's width outside it). With a target of 0
/// or a range of no width there is nothing to take a part of, so that without bands of its own a value is good or
/// inadequate. A band that was given is never cut by one that was not.
class Bands {
  public:
    /// Refuses, in words, a target with a fault.
    static Result<Bands> of(const Target& target);

    /// The rating of the value; exact, and for every value there is.
    Rating rate(Decimal value) const;

    /// "good from 95, approaching target from 90.25, requires improvement from 80.75", as evidence.
    const std::string& text() const { return text_; }

  private:
    __extension__ using Wide = __int128;

    Bands() = default;
    static Bands scaled(const Target& target, Wide reach);
    /// How far the value is on the wrong side of the target, in hundredths of a unit; not above 0 where it is good.
    Wide shortfall(Decimal value) const;
    std::string words() const;
    std::string edge(Wide shortfall) const;

    Direction direction_ = Direction::increase;
    Decimal low_;   ///< the target
    Decimal high_;  ///< for within, its upper end
    // Shortfalls in hundredths of a unit of 10^-9, so that 5 % and 15 % of any target are exact.
    Wide approaching_ = 0;
    Wide requires_improvement_ = 0;
    std::string text_;
};

}  // namespace contractwatch
