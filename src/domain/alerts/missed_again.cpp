// Looking for an action that answers a run of misses.
#include "domain/alerts/missed_again.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::size_t too_many_without_action = 3;

/// An action may name the measure alone, or with its lot.
bool raised_by(const Action& action, const Measure& measure) {
    const auto named = key_of(action.raised_by_measure);
    return !named.empty() && (named == measure.reference.key() || named == key_of(measure.subject()));
}

bool answers(const Action& action, const MissedRun& run, Date as_at) {
    const auto closed_on = action.closed_on();
    return action.recorded_on <= as_at && !(closed_on && *closed_on < run.began_on);
}

std::string told(const Action& action, Date as_at) {
    switch (action.state_on(as_at)) {
        case ActionState::completed:
            return fmt::format("completed on {}", action.completed_on->short_text());
        case ActionState::decided:
            return fmt::format("decided on {}", action.decided_on->short_text());
        case ActionState::overdue:
        case ActionState::open:
            break;
    }
    return fmt::format("due {}", action.due_on.short_text());
}

void tell_of_none(AnswerToMisses& answer, const MissedRun& run, int working_days, const WorkingCalendar& calendar,
                  Date as_at) {
    const Date last = calendar.plus(run.since, WorkingDays{working_days});
    const bool too_many = run.periods >= too_many_without_action;
    if (!too_many && as_at <= last) {
        answer.sentence = fmt::format("Agree an improvement action and record it by {}.", last.short_text());
        answer.changes_on = last + Days{1};
        return;
    }
    answer.audience.push_back(Audience::lead_director);
    answer.sentence = too_many ? "No improvement action is recorded for it, so that it goes to the lead director."
                               : fmt::format(
                                     "No improvement action was recorded for it by {}, so that it goes to the "
                                     "lead director.",
                                     last.short_text());
}

}  // namespace

AnswerToMisses answer_to(const MissedRun& run, const Measure& measure, std::span<const Action> actions,
                         const MeasurePolicy& policy, const WorkingCalendar& calendar, Date as_at) {
    AnswerToMisses answer;
    answer.audience = {Audience::manager};
    for (const auto& action : actions) {
        if (raised_by(action, measure) && answers(action, run, as_at))
            answer.actions.push_back(fmt::format("{} ({})", single_line(action.reference), told(action, as_at)));
    }
    if (answer.actions.empty()) {
        tell_of_none(answer, run, policy.action_within_working_days, calendar, as_at);
    } else {
        answer.sentence = fmt::format("Recorded for it: {}.", fmt::join(answer.actions, ", "));
    }
    return answer;
}

}  // namespace contractwatch
