// How often contracts are reviewed where their own schedule does not say, and when people are reminded.
#pragma once

#include <string>
#include <vector>

namespace contractwatch {

/// The cadences of one importance; an empty one: no review of that type.
struct ReviewCadences {
    std::string operational;
    std::string performance;
    std::string strategic;

    friend bool operator==(const ReviewCadences&, const ReviewCadences&) = default;
};

/// Convention, confirmed by the council; each a setting. A strategic review of a bronze contract is part of its
/// performance review.
struct ReviewPolicy {
    ReviewCadences gold = {"monthly", "quarterly", "yearly"};
    ReviewCadences silver = {"quarterly", "half-yearly", "yearly"};
    ReviewCadences bronze = {"", "yearly", ""};
    std::vector<int> remind_working_days = {20, 10, 5,
                                            1};  ///< before the due date; a lead longer than half the step is dropped
    int overdue_every_working_days = 5;
    int director_from_working_days = 10;  ///< overdue by so many: the lead director too
    int critical_from_working_days = 20;  ///< overdue by so many: critical; from then monthly, to the lead director

    friend bool operator==(const ReviewPolicy&, const ReviewPolicy&) = default;
};

}  // namespace contractwatch
