// Percentages written as fractions, and ratios written as percentages.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "domain/measures/reading.h"

namespace contractwatch {

/// A clause that says so where the latest of those readings, which come by period and of which the latest has a value,
/// looks like a fraction of a percentage: the unit is % (or blank), the value above 0 and at most 1, and a hundred
/// times as much is what would be usual. Where the unit is `ratio` the other way round: the value is above 1, and a
/// hundredth of it is what would be usual.
///
/// Usual is from half to twice of what the first of these says: the reading's own numerator and denominator; the median
/// of those of the up to 12 earlier values that are above 1 (for a ratio: of all), where they are three or more and
/// most of them; the target, where it is 50 or more and less is not better (for a ratio: 1 or less). Parts that bear
/// the value out leave no doubt. So a measure that really lies below 1 % is not doubted: neither its earlier values nor
/// its target are around a hundred times as much.
std::optional<std::string> mistaken_unit(const Measure& measure, std::span<const Reading* const> reported);

}  // namespace contractwatch
