// The severity points of a reading, doubled where it repeats a failure.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "domain/contracts/contract.h"
#include "domain/measures/reading.h"

namespace contractwatch {

struct SeverityPoints {
    int points = 0;
    std::string note;  ///< why they may be more, as a clause; empty: they are certain
};

/// Of the latest of those readings, which come by period: what the measure's ladder gives; twice that, never more,
/// where the period right before it scored above 0 by itself (Model Services Contract, worked example: 96.5, 98.5
/// and 96.5 give 3, 2 and 6). A period before of which nothing was reported, although it was expected or lies between
/// reported ones, or which could not be scored, leaves open whether it repeats: then they count once, and the note says
/// so. A rating of `other` scores none and is no failure to repeat. Nothing where the measure has no ladder or the
/// reading no score.
std::optional<SeverityPoints> severity_points(const Measure& measure, const Contract& contract,
                                              std::span<const Reading* const> reported);

}  // namespace contractwatch
