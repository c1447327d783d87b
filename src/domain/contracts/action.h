// What is to be done about a contract: improvement actions and rectification plans.
//
// An action is open from the day on which it was recorded until it is completed, or until it is decided what the
// supplier achieved. What is dated after a day has not happened on it yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/id.h"
#include "domain/facts/row.h"

namespace contractwatch {

enum class ActionState { open, overdue, completed, decided };
std::string_view name_of(ActionState state);

struct Action {
    std::string reference;
    std::string kind;  ///< improvement, rectification_plan or other
    std::string description;
    Email owner;
    Date due_on;  ///< the last day to have done it
    std::optional<Date> completed_on;
    std::string outcome;            ///< what came of it
    std::string raised_by_review;   ///< may be empty
    std::string raised_by_measure;  ///< may be empty
    std::optional<Date> notice_given_on;
    std::optional<Date> improve_by;
    std::string result;  ///< what the supplier achieved; may be empty
    std::optional<Date> decided_on;
    std::string decided_by;
    Date recorded_on;

    /// The day on which it was completed or decided, whichever came first; nothing while neither is known.
    std::optional<Date> closed_on() const;
    /// Overdue from the day after due_on. Decided before completed where both have happened.
    ActionState state_on(Date day) const;
};

/// Reads a row of `actions`.
Action action_of(const Row& row);

}  // namespace contractwatch
