// How each measure of a contract stands: what the command `measures` shows.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/id.h"
#include "domain/contracts/contract.h"
#include "domain/facts/row.h"
#include "domain/measures/forecast.h"
#include "domain/measures/measure.h"
#include "domain/measures/measure_chart.h"
#include "domain/measures/rating.h"
#include "domain/measures/rating_given.h"

namespace contractwatch {

/// A measure's reading of one period against its target.
struct MeasureRow {
    ContractRef contract;
    std::string lot;  ///< empty: the whole contract
    std::string measure;
    std::string title;
    std::string period;  ///< in canonical notation; empty: nothing was reported yet
    std::optional<Decimal> value;
    std::optional<Decimal> target;       ///< in force on the period's last day; with no period, as at the day
    std::optional<Decimal> target_high;  ///< for within, its upper end
    std::optional<Rating> rating;
    std::optional<int> points;  ///< severity points; nothing without a ladder or a score
    /// Why there is no value or no rating, why the points may be more, or what is wrong with bands or readings; may be
    /// empty.
    std::string note;
    std::optional<MeasureChart> chart;  ///< of the readings up to the period
    std::optional<Forecast> forecast;   ///< from the readings up to the period
    /// What the measure is, by the version that describes it on the period's last day; with no period, as at the day.
    std::optional<MeasureKind> kind;
    bool qualitative = false;
    Direction direction = Direction::increase;
    std::string unit;  ///< may be empty
    std::optional<Decimal> baseline;
    bool social_value = false;
    bool co_produced = false;
    bool s52_kpi = false;
    std::string narrative;  ///< of the reading; may be empty
};

/// What the record says of one contract's measures.
struct MeasureFacts {
    std::span<const Row> measures;
    std::span<const Row> readings;
    std::span<const RatingGiven> ratings = {};
};

/// One row for each measure of the contract, by lot and measure: the latest period reported as at the day, or the named
/// one, reported or not. Measures that have no such period (2026-Q3 of a monthly one) are left out.
std::vector<MeasureRow> measure_rows(const Contract& contract, const MeasureFacts& facts, Date as_at,
                                     std::optional<std::string_view> period = {});

}  // namespace contractwatch
