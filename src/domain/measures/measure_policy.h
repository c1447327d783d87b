// When a reading is due, and an action for a measure that missed again.
#pragma once

namespace contractwatch {

struct MeasurePolicy {
    int submit_within_days = 30;          ///< calendar days after a period's last day, where the measure does not say
    int action_within_working_days = 10;  ///< after a measure missed again; then its lead director hears of it

    friend bool operator==(const MeasurePolicy&, const MeasurePolicy&) = default;
};

}  // namespace contractwatch
