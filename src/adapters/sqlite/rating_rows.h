// A rating that a reading was given as cells of the record, and back.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "domain/measures/rating_given.h"

namespace contractwatch::sqlite {

inline constexpr std::string_view select_ratings =
    "SELECT contract, lot, measure, period, reading, value, numerator, denominator, rating, by_person, direction, "
    "target, target_high, bands, points, target_entry, id, entry FROM ratings";

/// The cells of the table's own columns, in their order.
std::vector<Value> rating_cells(const RatingGiven& rating);
/// Reads what select_ratings gives but for the last two columns, the row's id and entry.
RatingGiven read_rating(const Statement& at);

}  // namespace contractwatch::sqlite
