// Pixels as a PNG picture with a palette: a quarter of the bytes of one without, for drawings of few colours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace contractwatch {

struct Pixels {
    std::size_t width = 0;
    std::vector<std::uint32_t> colours;  ///< 0xRRGGBB, row by row from the top
};

/// With at most so many colours, from 1 to 256: first the kept ones that occur, then the most frequent; each other one
/// as the nearest of them. The same pixels give the same bytes. Fails where memory is short.
Result<std::string> indexed_png(const Pixels& pixels, std::span<const std::uint32_t> kept, std::size_t most_colours);

}  // namespace contractwatch
