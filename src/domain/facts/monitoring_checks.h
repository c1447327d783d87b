// What rows about outcomes, measures, readings and actions must hold across their cells.
#pragma once

#include <vector>

#include "domain/facts/row_check.h"

namespace contractwatch {

/// An outcome that is part of itself.
void check_outcome(const Row& row, std::vector<CellProblem>& problems);

/// A range with one of its ends, or an upper end where no range is aimed at; a target or a baseline that is not
/// possible by the bounds beside it; a number of a measure by judgement.
void check_measure(const Row& row, std::vector<CellProblem>& problems);

/// A reading that reports nothing, half a rate, or a period that is none; a rating that a person set without a reason
/// or without a name, and a reason for no rating.
void check_reading(const Row& row, std::vector<CellProblem>& problems);

/// A decision is one event and stands in one row: what was achieved, on which day that was decided, and by whom.
void check_action(const Row& row, std::vector<CellProblem>& problems);

}  // namespace contractwatch
