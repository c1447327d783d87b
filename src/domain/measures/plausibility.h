// Readings that can hardly be right.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/measures/reading.h"

namespace contractwatch {

/// What is doubtful about a measure's latest reading.
struct Doubt {
    std::string clause;     ///< "it is above the highest that is possible, 100"
    bool mistaken = false;  ///< the value cannot be, or is taken for a slip; else it is merely strange
};

/// What is doubtful about the latest of those readings, which come by period: it lies outside the bounds that the
/// measure states, its numerator is above its denominator where the rate is a part of a whole, it looks like a fraction
/// of a percentage (mistaken_unit.h), or the same value was reported in six periods running.
std::vector<Doubt> doubts(const Measure& measure, std::span<const Reading* const> reported);

}  // namespace contractwatch
