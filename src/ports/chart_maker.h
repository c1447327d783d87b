// How a chart becomes a picture.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/measures/chart_sheet.h"

namespace contractwatch {

inline constexpr int chart_width = 556;  ///< as wide as a card of a mail is inside; in pixels where one is shown as one

class ChartMaker {
  public:
    virtual ~ChartMaker() = default;

    /// A picture for documents, with two pixels for each that it is shown at. Fails where it cannot be drawn, for want
    /// of a font or of memory.
    virtual Result<std::string> png(const ChartSheet& sheet) const = 0;
    /// The same drawing for mails, with one pixel for each and so of few bytes.
    virtual Result<std::string> mail_png(const ChartSheet& sheet) const = 0;
    /// The same drawing for pages, sharp at every size, carrying its title and the text that stands for it.
    virtual Result<std::string> svg(const ChartSheet& sheet) const = 0;
};

}  // namespace contractwatch
