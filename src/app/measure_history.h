// Everything that was recorded of one measure: its targets, its readings with their revisions, the ratings given.
#pragma once

#include <string>
#include <vector>

#include "app/happenings.h"
#include "base/id.h"
#include "ports/history.h"

namespace contractwatch {

/// Of the contract's measure of that reference, M-1, or of one lot of it, M-1 (lot 2), in the order in which it was
/// recorded; empty where the contract has none such.
std::vector<Happening> measure_history(const Record& record, const History& history, const ContractRef& contract,
                                       const std::string& measure);

}  // namespace contractwatch
