// The upright axis: where a value stands, and which round values are written beside it.
#pragma once

#include <string>
#include <vector>

#include "domain/measures/chart_sheet.h"

namespace contractwatch {

class ValueAxis {
  public:
    /// From the lowest to the highest of the sheet's figures with some room, drawn between the two heights.
    ValueAxis(const ChartSheet& sheet, double top, double bottom);

    double y_of(double value) const;

    struct Tick {
        double value;
        std::string text;
    };
    /// From three to eight round values, evenly spaced.
    const std::vector<Tick>& ticks() const { return ticks_; }

  private:
    double low_;
    double high_;
    double top_;
    double bottom_;
    std::vector<Tick> ticks_;
};

}  // namespace contractwatch
