// An outcome measure of a contract: what is reported how often, and the trajectory of its targets.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/calendar/period.h"
#include "domain/facts/row.h"
#include "domain/measures/points.h"
#include "domain/measures/rating.h"

namespace contractwatch {

/// What a measure tells of: what changed for people, what was delivered, or how it was done.
enum class MeasureKind { outcome, output, process };
std::string_view name_of(MeasureKind kind);

/// One row of a measure: what holds from a day on.
struct MeasureVersion {
    std::optional<Date> effective_from;  ///< nothing: from the beginning
    std::string title;
    std::string unit;
    std::optional<MeasureKind> kind;
    bool qualitative = false;
    bool s52_kpi = false;
    bool social_value = false;        ///< what the supplier committed itself to beyond the service
    bool co_produced = false;         ///< made with those who use the service
    std::optional<Decimal> baseline;  ///< where it stood at the start
    std::string outcome;              ///< the strategic outcome it serves; may be empty
    Frequency frequency = Frequency::monthly;
    PeriodBasis basis = PeriodBasis::financial;
    Target target;
    std::optional<Bands> bands;  ///< nothing where a value cannot be rated
    /// Why values cannot be rated, or why bands that were given are not used but the usual parts of the target instead.
    std::string problem;
    std::optional<PointLadder> ladder;  ///< of severity points
    std::optional<Decimal> lowest;      ///< values below are not possible
    std::optional<Decimal> highest;
    std::optional<int> submit_within_days;
    std::optional<Date> rebase_on;          ///< periods that end from then on are a new group of the control chart
    std::optional<std::int64_t> fix_after;  ///< the chart's limits come of so many readings of each group
    std::int64_t entry = 0;                 ///< the log entry that it is from
};

/// All versions of one (contract, lot, measure).
struct Measure {
    MeasureRef reference;
    std::string lot;                       ///< as given; empty: the whole contract
    std::vector<MeasureVersion> versions;  ///< at least one, by effective_from
    Date expected_from;                    ///< only periods that end on or after it are expected
    std::optional<Date> contract_start;    ///< what periods of the contract's own are counted from

    /// The version in force on the day; null before the first one that says from when it holds.
    const MeasureVersion* in_force_on(Date day) const;
    /// The version that says how the measure is reported on the day: the one in force, before it the first.
    const MeasureVersion& described_on(Date day) const;
    /// The period that a notation names, which is of the frequency and basis that the version in force on its last day
    /// is reported in. Refused, in words, where the measure was not reported so then.
    Result<Period> period_named(std::string_view text) const;
    /// The first period that ends on or after the day, of the frequency and basis of the version in force on its last
    /// day. Nothing where periods cannot be told: they follow the contract's own, which has no start.
    std::optional<Period> first_period_from(Date day) const;
    /// "M-1", or "M-1 (lot 2)": the measure within its contract.
    std::string subject() const;
};

/// What a row of kind `measures` aims at.
Target target_of(const Row& row);

/// The measures of one contract from its rows of kind `measures`, sorted by reference and lot. A version whose row has
/// no effective_from holds from the beginning, so that readings from before it was recorded can be rated; but readings
/// are expected only for periods that end on or after the day on which it was recorded.
std::vector<Measure> measures_of(std::span<const Row> rows, std::optional<Date> contract_start);

}  // namespace contractwatch
