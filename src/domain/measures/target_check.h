// What a row of `measures` must hold for every value to have one rating and one score.
#pragma once

#include <vector>

#include "domain/facts/row_check.h"

namespace contractwatch {

/// Bands that leave a hole or overlap, and a ladder of points that is none, each at its column; nothing of other kinds.
/// Only what the row itself says is judged: where it is blank an earlier row may have said it.
std::vector<CellProblem> faults_of_target(const Row& row);

}  // namespace contractwatch
