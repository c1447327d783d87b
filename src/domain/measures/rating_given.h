// A rating that a reading was given: it stands with the target and the bands that gave it, whatever becomes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/decimal.h"
#include "base/id.h"
#include "domain/measures/rating.h"

namespace contractwatch {

/// Recorded by the sweep that first sees the reading.
struct RatingGiven {
    ContractRef contract;
    std::string lot;  ///< empty: the whole contract
    MeasureRef measure;
    std::string period;        ///< in canonical notation
    std::int64_t reading = 0;  ///< the reading's fact
    std::optional<Decimal> value;
    std::optional<Decimal> numerator;  ///< of a rate
    std::optional<Decimal> denominator;
    Rating rating = Rating::good;
    bool by_person = false;  ///< a person's judgement, not the bands
    Direction direction = Direction::increase;
    std::optional<Decimal> target;
    std::optional<Decimal> target_high;
    std::string bands;              ///< in words; empty where there were none
    std::optional<int> points;      ///< by the ladder, before a repeat doubles them; nothing: none were scored
    std::int64_t target_entry = 0;  ///< the entry that recorded the target; 0: there was no target

    friend bool operator==(const RatingGiven&, const RatingGiven&) = default;
};

}  // namespace contractwatch
