// Keeps what is known now of the returns of payments that were reported.
//
// A return is made again where something came into the record that it can rest on, and what is known of it is recorded
// where that made it another one. What only the days that passed made of it, interest that went on growing, is not.
#pragma once

#include <string>
#include <vector>

#include "domain/alerts/evaluate.h"
#include "ports/evaluations.h"
#include "ports/store.h"

namespace contractwatch {

/// Records what is known as at the day of each return that the record knows otherwise. Gives in words what changed.
std::vector<std::string> follow_returns(const Record& record, Evaluations& evaluations, Change& change,
                                        const Rules& rules, Date today);

}  // namespace contractwatch
