// The colours of a chart: those that the NHS gives to special causes, with edges that stand out from white by 3 to 1.
#pragma once

#include "adapters/chart/chart_plan.h"

namespace contractwatch {

constexpr Ink ink_of(unsigned rgb) {
    constexpr double most = 255;
    return {((rgb >> 16U) & 0xFFU) / most, ((rgb >> 8U) & 0xFFU) / most, (rgb & 0xFFU) / most};
}

namespace inks {

inline constexpr Ink text = ink_of(0x1d2320);
inline constexpr Ink quiet_text = ink_of(0x565d58);
inline constexpr Ink grid = ink_of(0xe6e8e3);
inline constexpr Ink usual_range = ink_of(0xf3f5f1);
inline constexpr Ink limit = ink_of(0x7c837e);
inline constexpr Ink mean = ink_of(0x4a524d);
inline constexpr Ink target = ink_of(0x0f5c45);
inline constexpr Ink course = ink_of(0x9aa09c);

}  // namespace inks

/// How a point of that meaning is drawn.
struct MarkStyle {
    MarkShape shape;
    Ink fill;
    Ink edge;
};

constexpr MarkStyle style_of(Variation variation) {
    switch (variation) {
        case Variation::improvement:
            return {MarkShape::diamond, ink_of(0x289de0), ink_of(0x0b4f7d)};
        case Variation::concern:
            return {MarkShape::square, ink_of(0xfab428), ink_of(0x8a5200)};
        case Variation::neutral_high:
        case Variation::neutral_low:
            return {MarkShape::triangle, ink_of(0x361475), ink_of(0x361475)};
        case Variation::common:
            break;
    }
    return {MarkShape::circle, ink_of(0x7b7d7d), ink_of(0x5c5e5e)};
}

}  // namespace contractwatch
