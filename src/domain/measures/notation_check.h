// Whether a reading names its period as its measure is reported.
#pragma once

#include <optional>
#include <span>

#include "domain/facts/row_check.h"
#include "domain/measures/measure.h"

namespace contractwatch {

/// What is wrong with the period of a row of `readings`, given the measures of its contract: a notation of another
/// frequency or basis than its measure is reported in on the period's last day, and how the right one is written
/// (2010-11 for a yearly measure: 2010/11). Nothing where the measure is not among them, and where its periods cannot
/// be told because they follow a contract without a start.
std::optional<CellProblem> fault_of_notation(const Row& reading, std::span<const Measure> measures);

}  // namespace contractwatch
