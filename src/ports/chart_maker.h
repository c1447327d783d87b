// How a chart becomes a picture.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/measures/chart_sheet.h"

namespace contractwatch {

class ChartMaker {
  public:
    virtual ~ChartMaker() = default;

    /// A picture for mails, with two pixels for each that it is shown at. Fails where it cannot be drawn, for want of a
    /// font or of memory.
    virtual Result<std::string> png(const ChartSheet& sheet) const = 0;
    /// The same drawing for pages, sharp at every size, carrying its title and the text that stands for it.
    virtual Result<std::string> svg(const ChartSheet& sheet) const = 0;
};

}  // namespace contractwatch
