// Charts drawn by Cairo: one drawing, as PNG and as SVG.
#pragma once

#include <string_view>

#include "adapters/chart/chart_plan.h"
#include "ports/chart_maker.h"

namespace contractwatch {

class CairoChartMaker : public ChartMaker {
  public:
    /// The same sheet gives the same bytes with the same fonts.
    Result<std::string> png(const ChartSheet& sheet) const override;
    Result<std::string> mail_png(const ChartSheet& sheet) const override;
    /// Text is drawn as outlines, so that the page looks the same wherever it is opened.
    Result<std::string> svg(const ChartSheet& sheet) const override;
};

/// The plan of the sheet, measured in the font that it is drawn in.
ChartPlan measured_plan(const ChartSheet& sheet);

}  // namespace contractwatch
