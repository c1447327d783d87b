// What a row must hold across its cells, beyond what each cell's own type asks.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/facts/row.h"

namespace contractwatch {

/// A fault that shows only when cells are held against one another, or against the rules for schedules and periods.
struct CellProblem {
    std::size_t column = 0;  ///< the place in the kind's columns of the cell to look at
    std::string message;     ///< what is wrong and what would be right

    friend bool operator==(const CellProblem&, const CellProblem&) = default;
};

/// The checks of one kind, looked up once for many rows. Only what the row itself says is judged: a blank cell may be
/// filled by an earlier row, so nothing is asked of it, except where cells say something together alone and stand in
/// one row: a review, a decision on an action, both ends of a range, a rating that a person set.
class RowCheck {
  public:
    explicit RowCheck(const Kind& of);

    /// Every fault of the row, in the order of the checks; empty where it can be taken. The row is of the kind given.
    std::vector<CellProblem> problems(const Row& row) const;

  private:
    struct Order {
        std::size_t earlier;
        std::size_t later;
    };
    struct Bounds {
        std::size_t column;
        std::int64_t least;
        std::int64_t most;
    };
    using Check = void (*)(const Row&, std::vector<CellProblem>&);

    std::vector<Order> orders_;   ///< dates that do not run backwards
    std::vector<Bounds> bounds_;  ///< whole numbers
    std::vector<std::size_t> not_negative_;
    std::vector<Check> checks_;
    const Kind* kind_;
};

}  // namespace contractwatch
