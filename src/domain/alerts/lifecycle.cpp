// How an alert moves from one step of its life to the next.
#include "domain/alerts/lifecycle.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/payments/rows_behind.h"

namespace contractwatch {
namespace {

/// Whom an alert goes to next when nobody answers for it (domain rules of alerts: deputy, lead director, procurement).
constexpr std::array escalation_ladder{Audience::deputy, Audience::lead_director, Audience::procurement};
constexpr int longest_pause_working_days = 20;
constexpr auto first_stage = "raised";

/// Stages are told once each; in a life that goes on after an end they are told anew.
std::string again_since(const Alert& alert) {
    return alert.raised_again_on ? " (again since " + alert.raised_again_on->text() + ")" : "";
}

void take_over(Alert& alert, const Finding& finding) {
    alert.severity = finding.severity;
    alert.since = finding.since;
    alert.summary = finding.summary;
    alert.members = finding.members;
    alert.evidence = finding.evidence;
    if (row_of(finding.kind).staged) alert.stage = finding.stage + again_since(alert);
    alert.audience = finding.audience.empty() ? row_of(finding.kind).audience : finding.audience;
}

bool has_new_member(const Alert& alert, const Finding& finding) {
    return std::ranges::any_of(finding.members, [&](const Member& member) {
        return std::ranges::find(alert.members, member.id, &Member::id) == alert.members.end();
    });
}

bool has_new_reader(const Alert& alert, const Alert& open) {
    return std::ranges::any_of(
        alert.audience, [&](Audience each) { return std::ranges::find(open.audience, each) == open.audience.end(); });
}

/// The day from which reminders and escalation count: the first telling, a rise in severity, or the end of an
/// acknowledgement.
Date counted_from(const Alert& alert) {
    auto from = alert.first_told_on.value_or(alert.raised_on);
    if (alert.graver_since) from = std::max(from, *alert.graver_since);
    if (alert.acknowledged_until) from = std::max(from, *alert.acknowledged_until);
    return from;
}

int escalation_after(Severity severity, const AlertPolicy& policy) {
    switch (severity) {
        case Severity::critical:
            return policy.escalate_critical_after_working_days;
        case Severity::warning:
            return policy.escalate_warning_after_working_days;
        case Severity::info:
            break;
    }
    return 0;
}

/// The days on which something more is told if nobody answers: reminders at growing distance, escalations at equal
/// ones.
struct Milestones {
    std::optional<Date> latest_reminder;  ///< reached by the day asked for
    int level = 0;                        ///< of escalation, reached by then
    std::optional<Date> latest_escalation;
    std::optional<Date> next;  ///< the first after the day
};

void keep_earlier(std::optional<Date>& kept, Date day) {
    if (!kept || day < *kept) kept = day;
}

Milestones milestones(const Alert& alert, Date today, const AlertPolicy& policy, const WorkingCalendar& calendar) {
    Milestones reached;
    if (row_of(alert.kind).staged || alert.severity == Severity::info) return reached;
    const auto from = counted_from(alert);
    const auto step = escalation_after(alert.severity, policy);
    for (int level = 1; level <= static_cast<int>(escalation_ladder.size()); ++level) {
        const auto day = calendar.plus(from, WorkingDays{step * level});
        if (day > today) {
            keep_earlier(reached.next, day);
            break;
        }
        reached.level = level;
        reached.latest_escalation = day;
    }
    auto pause = policy.remind_after_working_days;
    auto day = calendar.plus(from, WorkingDays{pause});
    for (; day <= today; day = calendar.plus(day, WorkingDays{pause})) {
        reached.latest_reminder = day;
        pause = std::min(pause * 2, longest_pause_working_days);
    }
    keep_earlier(reached.next, day);
    return reached;
}

std::vector<Audience> escalated_audience(std::vector<Audience> audience, int level) {
    for (int at = 0; at < level; ++at) {
        const auto next = escalation_ladder[static_cast<std::size_t>(at)];
        if (std::ranges::find(audience, next) == audience.end()) audience.push_back(next);
    }
    return audience;
}

Telling reminder_or_escalation(const Alert& alert, const Milestones& reached) {
    const auto level = std::max(alert.escalation_level, reached.level);
    const auto audience = escalated_audience(alert.audience, level);
    const bool newly_escalated = reached.level > alert.escalation_level;
    if (newly_escalated) {
        const auto to = name_of(escalation_ladder[static_cast<std::size_t>(level - 1)]);
        return {StepKind::escalated, "escalated to " + std::string{to} + ", due " + reached.latest_escalation->text(),
                level, audience};
    }
    if (reached.latest_reminder)
        return {StepKind::reminded, "reminder due " + reached.latest_reminder->text(), level, audience};
    return {StepKind::notified, alert.stage, level, audience};
}

}  // namespace

AlertStep raise(const Finding& finding, Date today) {
    Alert alert;
    alert.key = key_of(finding);
    alert.kind = finding.kind;
    alert.contract = finding.contract;
    alert.subject = finding.subject;
    alert.period = finding.period;
    alert.raised_on = today;
    alert.stage = first_stage;
    alert.next_step_on = today;
    take_over(alert, finding);
    return {StepKind::raised, today, "it holds since " + finding.since.text(), std::move(alert)};
}

bool may_reopen(const Alert& ended, Date today, const AlertPolicy& policy, const WorkingCalendar& calendar) {
    return !ended.open() && ended.resolved_on &&
           calendar.plus(*ended.resolved_on, WorkingDays{policy.reopen_within_working_days}) >= today;
}

AlertStep raise_again(const Alert& ended, const Finding& finding, Date today) {
    Alert alert = ended;
    alert.state = AlertState::raised;
    alert.stage = std::string{first_stage} + " again on " + today.text();
    alert.resolved_on.reset();
    alert.acknowledged_until.reset();
    alert.acknowledged_by.clear();
    alert.escalation_level = 0;
    alert.escalated_to.clear();
    alert.first_told_on.reset();
    alert.graver_since.reset();
    alert.raised_again_on = today;
    alert.next_step_on = today;
    take_over(alert, finding);
    return {StepKind::raised_again, today, "it holds again since " + finding.since.text(), std::move(alert)};
}

std::optional<AlertStep> follow(const Alert& open, const Finding& finding, Date today) {
    Alert alert = open;
    take_over(alert, finding);
    const bool staged = row_of(finding.kind).staged;
    const bool graver = !staged && alert.severity > open.severity;  // a staged finding's own stages say when to tell
    const bool new_stage = staged && alert.stage != open.stage;
    const bool new_member = has_new_member(open, finding);
    if (graver) {
        alert.stage = "now " + std::string{name_of(alert.severity)} + ", since " + today.text();
        alert.graver_since = today;
    }
    const bool new_reader = has_new_reader(alert, open);
    if (graver || new_stage || new_member || new_reader)
        alert.next_step_on = std::max(today, open.acknowledged_until.value_or(today));
    const bool same = alert.severity == open.severity && !new_stage && alert.summary == open.summary &&
                      alert.members == open.members && same_figures(open.evidence, alert.evidence) &&
                      alert.audience == open.audience;
    if (same) return std::nullopt;
    std::string reason = "what it says has changed";
    if (new_reader) reason = "somebody else is to hear of it too";
    if (new_member) reason = "there is more of it";
    if (new_stage) reason = "it has come to the stage: " + alert.stage;
    if (graver) reason = "it has become " + std::string{name_of(alert.severity)};
    return AlertStep{StepKind::changed, today, std::move(reason), std::move(alert)};
}

AlertStep end(const Alert& open, Ending ending, Date today) {
    Alert alert = open;
    const bool withdrawn = ending == Ending::never_held;
    alert.state = withdrawn ? AlertState::withdrawn : AlertState::resolved;
    alert.stage = std::string{name_of(alert.state)} + " on " + today.text();
    alert.resolved_on = today;
    alert.next_step_on = alert.times_told > 0 ? std::optional{today} : std::nullopt;
    const auto reason =
        withdrawn ? "what is known now shows that it did not hold on " + open.raised_on.text() : "it no longer holds";
    return {withdrawn ? StepKind::withdrawn : StepKind::resolved, today, reason, std::move(alert)};
}

std::optional<Telling> telling_due(const Alert& alert, Date today, const AlertPolicy& policy,
                                   const WorkingCalendar& calendar) {
    if (!alert.next_step_on || *alert.next_step_on > today) return std::nullopt;
    if (!alert.open()) {
        if (alert.times_told == 0) return std::nullopt;
        return Telling{StepKind::notified, alert.stage, alert.escalation_level,
                       escalated_audience(alert.audience, alert.escalation_level)};
    }
    if (alert.acknowledged_until && today <= *alert.acknowledged_until) return std::nullopt;
    if (!alert.first_told_on) return Telling{StepKind::notified, alert.stage, alert.escalation_level, alert.audience};
    return reminder_or_escalation(alert, milestones(alert, today, policy, calendar));
}

AlertStep told(const Alert& before, const Telling& telling, Date today, const AlertPolicy& policy,
               const WorkingCalendar& calendar) {
    Alert alert = before;
    ++alert.times_told;
    if (!alert.open()) {
        alert.next_step_on.reset();
        return {StepKind::notified, today, "people were told that it has ended", std::move(alert)};
    }
    if (!alert.first_told_on) alert.first_told_on = today;
    if (alert.state == AlertState::raised || alert.state == AlertState::acknowledged)
        alert.state = AlertState::notified;
    std::string reason = "people were told";
    if (telling.step == StepKind::reminded) reason = "nobody has answered for it";
    if (telling.step == StepKind::escalated) {
        alert.state = AlertState::escalated;
        alert.escalated_to = name_of(escalation_ladder[static_cast<std::size_t>(telling.escalation_level - 1)]);
        reason = "nobody has answered for it, so it goes to " + alert.escalated_to;
    }
    alert.escalation_level = telling.escalation_level;
    alert.stage = telling.stage;
    alert.next_step_on = milestones(alert, today, policy, calendar).next;
    return {telling.step, today, std::move(reason), std::move(alert)};
}

AlertStep nothing_new(const Alert& before, Date today, const AlertPolicy& policy, const WorkingCalendar& calendar) {
    Alert alert = before;
    alert.next_step_on = alert.open() ? milestones(alert, today, policy, calendar).next : std::nullopt;
    return {StepKind::changed, today, "everybody concerned had been told", std::move(alert)};
}

AlertStep not_told(const Alert& before, const std::string& reason, Date today, const WorkingCalendar& calendar) {
    Alert alert = before;
    alert.next_step_on = alert.open() ? std::optional{calendar.plus(today, WorkingDays{1})} : std::nullopt;
    return {StepKind::changed, today, reason, std::move(alert)};
}

Result<AlertStep> acknowledge(const Alert& before, const Acknowledgement& asked, Date today, const AlertPolicy& policy,
                              const WorkingCalendar& calendar) {
    const auto number = "alert " + std::to_string(before.id);
    if (!before.open())
        return refused(number + " has ended (" + std::string{name_of(before.state)} +
                       "): there is nothing to acknowledge");
    if (trimmed(asked.note).empty())
        return invalid("an acknowledgement needs a note that says what is being done: --note \"...\"");
    if (trimmed(asked.by).empty()) return invalid("an acknowledgement needs a name: --by EMAIL");
    const auto latest = calendar.plus(today, WorkingDays{policy.acknowledge_at_most_working_days});
    const auto until = asked.until.value_or(calendar.plus(today, WorkingDays{policy.acknowledge_working_days}));
    if (until < today) return invalid("the day until which it is acknowledged, " + until.text() + ", has passed");
    if (until > latest) {
        return refused("an acknowledgement holds until " + latest.text() + " at most (" +
                       counted(policy.acknowledge_at_most_working_days, "working day") + "); acknowledge again then");
    }
    Alert alert = before;
    alert.state = AlertState::acknowledged;
    alert.acknowledged_until = until;
    alert.acknowledged_by = asked.by;
    alert.next_step_on = until + Days{1};
    return AlertStep{StepKind::acknowledged, today, asked.note, std::move(alert)};
}

}  // namespace contractwatch
