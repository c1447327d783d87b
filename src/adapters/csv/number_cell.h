// A cell that holds a number for reckoning, as precise as double is.
#pragma once

#include <string_view>

#include "base/result.h"

namespace contractwatch {

/// Reads 95, -0.5, .5, 1,234.5, 1.5e3 and 95 % (which is 95). Refuses, with what would be right, words, NaN,
/// infinities, commas in the wrong place, and magnitudes above 1e100.
Result<double> read_number(std::string_view cell);

}  // namespace contractwatch
