// Text brought to a width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/chart/chart_plan.h"

namespace contractwatch {

/// The text, or as much of it as the width takes with "..." behind; a character is never cut.
std::string fitted(std::string_view text, const Lettering& lettering, double width, const Ruler& ruler);

/// The text's words in lines of that width; what does not go into so many lines is cut as fitted() does.
std::vector<std::string> lines_of(std::string_view text, const Lettering& lettering, double width, std::size_t most,
                                  const Ruler& ruler);

}  // namespace contractwatch
