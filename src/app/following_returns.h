// Keeps what is known now of the returns of payments that were reported.
//
// A return is made again where something came into the record that it can rest on, and what is known of it is recorded
// where that made it another one. It is made as at the day as at which it was reported, so that neither the days that
// passed since nor what happened in them makes it another one, but what is known by now of the days before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/alerts/evaluate.h"
#include "ports/evaluations.h"
#include "ports/store.h"

namespace contractwatch {

struct FollowedReturns {
    std::vector<std::string> changed;  ///< in words, what is known otherwise of each
    std::int64_t made_again = 0;       ///< so many were looked at
};

/// Records what is known by now of each return that the record knows otherwise.
FollowedReturns follow_returns(const Record& record, Evaluations& evaluations, Change& change, const Rules& rules);

}  // namespace contractwatch
