// Where a measure is going, and readings that can hardly be right: what holds beside the rating of the latest period.
#pragma once

#include <span>
#include <vector>

#include "domain/alerts/finding.h"
#include "domain/measures/reading.h"

namespace contractwatch {

/// Deteriorating, likely to miss its target, implausible: what holds of the readings known on a day, which come by
/// period. The findings have no contract yet.
std::vector<Finding> trend_findings(const Measure& measure, std::span<const Reading* const> reported);

}  // namespace contractwatch
