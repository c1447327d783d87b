// Keeps what is known now of the returns of payments that were reported.
//
// A return is made again where something came into the record that it can rest on, and what is known of it is recorded
// where that made it another one. What only the days that passed made of it, interest that went on growing, is not.
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

/// Records what is known as at the day of each return that the record knows otherwise.
FollowedReturns follow_returns(const Record& record, Evaluations& evaluations, Change& change, const Rules& rules,
                               Date today);

}  // namespace contractwatch
