// A chart laid out: every area, line, mark and text with its place, before anything is drawn.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/chart_maker.h"

namespace contractwatch {

/// Red, green and blue, from 0 to 1.
struct Ink {
    double red = 0;
    double green = 0;
    double blue = 0;
};

/// A place in pixels of the page, from its upper left corner.
struct Spot {
    double x = 0;
    double y = 0;
};

struct PlannedArea {
    Spot from;
    Spot to;
    Ink ink;
};

struct PlannedLine {
    std::vector<Spot> spots;
    Ink ink;
    double width = 1;
    std::vector<double> dashes = {};  ///< empty: drawn through
};

/// Each meaning has a shape as well as a colour, so that nothing hangs on the colour.
enum class MarkShape { circle, diamond, square, triangle };

struct PlannedMark {
    Spot at;
    MarkShape shape = MarkShape::circle;
    double radius = 1;
    Ink fill;
    Ink edge;
};

enum class Weight { regular, bold };

struct Lettering {
    double size = 11;
    Weight weight = Weight::regular;
};

struct PlannedText {
    std::string text;
    Spot at;  ///< where its baseline begins
    Lettering lettering;
    Ink ink;
    double width = 0;
};

struct ChartPlan {
    double width = 0;
    double height = 0;
    std::vector<PlannedArea> areas;
    std::vector<PlannedLine> lines;
    std::vector<PlannedMark> marks;
    std::vector<PlannedText> texts;
};

/// How wide a text is in that lettering.
using Ruler = std::function<double(std::string_view text, const Lettering& lettering)>;

inline constexpr double page_width = chart_width;

/// The sheet laid out. No text leaves the page and none touches another; of period labels that would, every second,
/// third, ... is shown, the latest always.
ChartPlan plan_of(const ChartSheet& sheet, const Ruler& ruler);

}  // namespace contractwatch
