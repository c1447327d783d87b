// What was reported for a measure: values, rates and judgements, and how each is rated.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "domain/calendar/period.h"
#include "domain/facts/row.h"
#include "domain/measures/measure.h"
#include "domain/measures/rating_given.h"

namespace contractwatch {

/// A reading of one period.
struct Reading {
    Period period;
    /// The value, or for a rate 100 n / d where the unit is % or blank and n / d for any other unit; nothing for a
    /// judgement and for a denominator of 0.
    std::optional<Decimal> value;
    std::optional<Decimal> numerator;  ///< of a rate
    std::optional<Decimal> denominator;
    std::optional<Rating> given;  ///< the rating that a person gave
    bool reasoned = false;        ///< the person said why
    bool no_denominator = false;  ///< a rate of nothing: reported, and not rated
    Date reported_on;             ///< before it the reading does not exist: submitted_on, else the period's last day
    std::int64_t fact = 0;
    std::int64_t entry = 0;
    const RatingGiven* standing = nullptr;  ///< the rating that it was given before; null: none yet
    std::string narrative = {};             ///< the words behind it; may be empty
};

/// How a reading is rated, or why it is not.
struct RatedReading {
    const Reading* reading = nullptr;
    const MeasureVersion* version = nullptr;  ///< in force on the period's last day; null where none was
    std::optional<Rating> rating;
    bool by_person = false;         ///< the rating is a person's judgement
    std::string why_not;            ///< a clause; empty where it is rated
    Target target;                  ///< that it is held against: the direction and what is aimed at
    std::string bands;              ///< in words; empty where there are none
    std::optional<int> score;       ///< severity points by the ladder; nothing where none are scored
    std::int64_t target_entry = 0;  ///< of the log, that recorded the target; 0: there is none
};

/// The readings of one measure.
struct MeasureReadings {
    std::vector<Reading> readings;      ///< by their periods' last days; of one period as they were recorded
    std::vector<std::string> problems;  ///< what is wrong with readings that could not be understood
};

/// Whether a rate of that unit is a part of a whole, in per cent: so is one whose unit is blank.
bool in_per_cent(std::string_view unit);

/// The rows of kind `readings` of one contract, for each of its measures in their order: each in a notation in which
/// the measure was reported on the period's last day. A row that gives neither value nor rate nor rating reports
/// nothing; one of a measure that is not among them is left out. `given` are the ratings that were given so far, in the
/// order in which they were; they must outlive the readings. The latest of a period stands for its reading, unless that
/// was revised since: what was reported is another value, rate or judgement.
std::vector<MeasureReadings> readings_of(std::span<const Measure> measures, std::span<const Row> rows,
                                         std::span<const RatingGiven> given = {});

/// The latest reading of each period that exists as at the day, by period: a later reading of a period is its revision.
std::vector<const Reading*> reported(const MeasureReadings& readings, Date as_at);

/// Those that have a value.
std::vector<const Reading*> with_value(std::span<const Reading* const> reported);

/// By the rating that stands; else against the version in force on the period's last day. A person's rating counts for
/// a qualitative measure, where it was given with a reason, and where there is no value to rate.
RatedReading rated(const Measure& measure, const Reading& reading);

/// The rating to record of a reading that none stands for; nothing where it is not rated.
std::optional<RatingGiven> rating_to_give(const ContractRef& contract, const Measure& measure, const Reading& reading);

}  // namespace contractwatch
