// The control chart of a measure's readings.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/measures/control_chart.h"
#include "domain/measures/reading.h"

namespace contractwatch {

/// A measure that aims at a range is neutral.
Improvement improvement_of(Direction direction);

struct MeasureChart {
    ControlChart chart;
    std::vector<std::string> periods;  ///< in canonical notation, one for each point
    /// A rate of the latest group is of fewer than 20: too few to tell a change from chance.
    bool small_denominators = false;

    /// What the latest point says may be acted on: it is a change for the worse, the limits are not trial ones, and no
    /// rate is of too few.
    bool alerting() const {
        return chart.variation == Variation::concern && !chart.trial_limits && !small_denominators;
    }
};

/// The chart of those readings, which come by period, that have a value; nothing for a measure by judgement and where
/// there is no value. A new group begins where a version of the measure says so, where it is reported for other
/// periods than before, and after more than two periods without a value. The limits are fixed after as many readings as
/// the version in force says, from 2 on. A measure that aims at a range is neutral; the target is the one in force on
/// the latest period's last day.
std::optional<MeasureChart> measure_chart(const Measure& measure, std::span<const Reading* const> reported);

}  // namespace contractwatch
