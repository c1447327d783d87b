// An action, read from its row.
#include "domain/contracts/action.h"

#include <algorithm>

namespace contractwatch {
namespace {

/// The places of the columns, looked up once.
struct Places {
    const Kind& actions = kind("actions");
    std::size_t reference = actions.column("action");
    std::size_t what = actions.column("kind");
    std::size_t description = actions.column("description");
    std::size_t owner = actions.column("owner_email");
    std::size_t due_on = actions.column("due_on");
    std::size_t completed_on = actions.column("completed_on");
    std::size_t outcome = actions.column("outcome");
    std::size_t raised_by_review = actions.column("raised_by_review");
    std::size_t raised_by_measure = actions.column("raised_by_measure");
    std::size_t notice_given_on = actions.column("notice_given_on");
    std::size_t improve_by = actions.column("improve_by");
    std::size_t result = actions.column("result");
    std::size_t decided_on = actions.column("decided_on");
    std::size_t decided_by = actions.column("decided_by");
};

bool by(const std::optional<Date>& happened, Date day) {
    return happened && *happened <= day;
}

}  // namespace

std::string_view name_of(ActionState state) {
    switch (state) {
        case ActionState::open:
            return "open";
        case ActionState::overdue:
            return "overdue";
        case ActionState::completed:
            return "completed";
        case ActionState::decided:
            return "decided";
    }
    return {};
}

std::optional<Date> Action::closed_on() const {
    if (!completed_on) return decided_on;
    return std::min(*completed_on, decided_on.value_or(*completed_on));
}

ActionState Action::state_on(Date day) const {
    if (by(decided_on, day)) return ActionState::decided;
    if (by(completed_on, day)) return ActionState::completed;
    return due_on < day ? ActionState::overdue : ActionState::open;
}

Action action_of(const Row& row) {
    static const Places at;
    Action action;
    action.reference = row.text(at.reference);
    action.kind = row.text(at.what).empty() ? "improvement" : row.text(at.what);
    action.description = row.text(at.description);
    action.owner = Email{row.text(at.owner)};
    action.due_on = row.date(at.due_on).value_or(row.provenance.recorded_on);
    action.completed_on = row.date(at.completed_on);
    action.outcome = row.text(at.outcome);
    action.raised_by_review = row.text(at.raised_by_review);
    action.raised_by_measure = row.text(at.raised_by_measure);
    action.notice_given_on = row.date(at.notice_given_on);
    action.improve_by = row.date(at.improve_by);
    action.result = row.text(at.result);
    action.decided_on = row.date(at.decided_on);
    action.decided_by = row.text(at.decided_by);
    action.recorded_on = row.provenance.recorded_on;
    return action;
}

}  // namespace contractwatch
