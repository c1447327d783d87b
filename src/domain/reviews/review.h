// What was recorded of a review: that it was held, or put off.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/id.h"
#include "domain/facts/row.h"
#include "domain/reviews/schedule.h"

namespace contractwatch {

/// Where the kind's columns stand in a row of `reviews`.
struct ReviewColumns {
    const Kind& reviews = kind("reviews");
    std::size_t contract = reviews.column("contract");
    std::size_t lot = reviews.column("lot");
    std::size_t type = reviews.column("review_type");
    std::size_t occurrence = reviews.column("occurrence");
    std::size_t held_on = reviews.column("held_on");
    std::size_t deferred_to = reviews.column("deferred_to");
    std::size_t reason = reviews.column("reason");
    std::size_t held_by = reviews.column("held_by");
    std::size_t rating = reviews.column("rating");
    std::size_t withdrawn_reason = reviews.column("withdrawn_reason");
};
const ReviewColumns& review_columns();

/// A row of `reviews`. One that has neither held_on nor deferred_to says nothing.
struct Review {
    LotRef lot;
    ReviewType type = ReviewType::performance;
    std::optional<Date> occurrence;  ///< the nominal date of the review it is about
    std::optional<Date> held_on;
    std::optional<Date> deferred_to;
    std::string reason;
    std::string held_by;
    std::string rating;  ///< good, approaching_target, requires_improvement, inadequate, other; or empty
    Date recorded_on;
    std::int64_t fact = 0;  ///< in the order of recording
};

Review review_of(const Row& row);

/// Whether the row was recorded wrongly, so that it counts for nothing, on whatever day it is asked about.
bool withdrawn(const Row& row);

}  // namespace contractwatch
