// When a reading is due.
#pragma once

namespace contractwatch {

struct MeasurePolicy {
    int submit_within_days = 30;  ///< calendar days after a period's last day, where the measure does not say

    friend bool operator==(const MeasurePolicy&, const MeasurePolicy&) = default;
};

}  // namespace contractwatch
