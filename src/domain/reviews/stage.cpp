// How far the reminders of one review have come.
#include "domain/reviews/stage.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// The stage so far, and the first day that changes it.
class Stages {
  public:
    explicit Stages(Date as_at) : as_at_(as_at) {}

    /// Says what is from that day on; days are given in their order.
    template <class Change>
    void from(Date day, const Change& change) {
        if (as_at_ < day) {
            next_ = std::min(next_, day);
        } else {
            change(stage_);
        }
    }

    void named(Date day, const std::string& name) {
        from(day, [&](ReviewStage& stage) {
            stage.name = name;
            stage.reached_on = day;
        });
    }

    ReviewStage result() && {
        stage_.holds_until = next_ == end_of_time ? end_of_time : next_ - Days{1};
        return std::move(stage_);
    }

  private:
    Date as_at_;
    Date next_ = end_of_time;
    ReviewStage stage_;
};

void add_months(Stages& stages, Date since, Date as_at) {
    for (int month = 1; month < 12'000; ++month) {
        const Date day = since.plus_months(month);
        stages.named(day, fmt::format("overdue, month {} to the lead director", month));
        if (month == 1) stages.from(day, [](ReviewStage& stage) { stage.told = StageFor::director; });
        if (as_at < day) return;
    }
}

/// The working days overdue at which something more is told: each step, and where the director comes in and where it
/// becomes critical, lest those be taken for what was told before.
std::set<int> overdue_steps(const ReviewPolicy& policy) {
    std::set<int> steps{policy.critical_from_working_days};
    const int every = std::max(policy.overdue_every_working_days, 1);
    for (int days = every; days < policy.critical_from_working_days; days += every)
        steps.insert(days);
    if (policy.director_from_working_days < policy.critical_from_working_days)
        steps.insert(policy.director_from_working_days);
    return steps;
}

void add_overdue(Stages& stages, Date due, const ReviewPolicy& policy, const WorkingCalendar& calendar, Date as_at) {
    const auto late = [&](int days) { return calendar.plus(due, WorkingDays{days}); };
    stages.from(due + Days{1}, [](ReviewStage& stage) { stage.urgency = Urgency::overdue; });
    const auto escalate = [](ReviewStage& stage) { stage.told = std::max(stage.told, StageFor::manager_and_director); };
    for (const int days : overdue_steps(policy))
        stages.named(late(days), fmt::format("overdue by {} or more", counted(days, "working day")));
    stages.from(late(policy.director_from_working_days), escalate);
    const Date critical = late(policy.critical_from_working_days);
    stages.from(critical, [](ReviewStage& stage) { stage.urgency = Urgency::critical; });
    add_months(stages, critical, as_at);
}

}  // namespace

ReviewStage stage_of(Date due, const std::vector<int>& leads, const ReviewPolicy& policy,
                     const WorkingCalendar& calendar, Date as_at) {
    Stages stages{as_at};
    for (const int lead : leads) {
        const auto name = fmt::format("due within {}", counted(lead, "working day"));
        stages.named(calendar.plus(due, WorkingDays{-lead}), name);
    }
    stages.named(due, "due date reached");
    add_overdue(stages, due, policy, calendar, as_at);
    return std::move(stages).result();
}

ReviewStage stage_of(const Occurrence& occurrence, const OccurrenceSources& sources, Date as_at) {
    const Date due = occurrence.due_on;
    const auto leads = reminder_leads(occurrence, sources.spans, sources.policy);
    auto stage = stage_of(due, leads, sources.policy, sources.calendar, as_at);
    if (occurrence.deferred_to) stage.name += fmt::format(", put off to {}", due.short_text());
    return stage;
}

}  // namespace contractwatch
