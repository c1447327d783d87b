// Severity points, an option of the Model Services Contract: a ladder from a value to its points.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "domain/measures/rating.h"

namespace contractwatch {

/// A ladder such as `99:0;98:1;97:2;96:3;else:4`: at least 99 scores 0, at least 98 scores 1, and what reaches no step
/// scores 4. Where less is better a step is reached by at most its value, and where a range is aimed at by at most that
/// distance outside it: an edge belongs to the better side.
class PointLadder {
  public:
    /// Refuses, in words, what is no step, steps that do not lead away from the target, a better value with more points
    /// than a worse one, and a ladder that does not end with else. Points are whole, from 0 to 1,000.
    static Result<PointLadder> parse(std::string_view text, Direction direction);

    /// The points of a value by itself; a range must have both its ends in the target.
    int score(const Target& target, Decimal value) const;

  private:
    struct Step {
        Decimal edge;
        int points = 0;
    };

    std::vector<Step> steps_;  ///< from the best down
    int otherwise_ = 0;
};

}  // namespace contractwatch
