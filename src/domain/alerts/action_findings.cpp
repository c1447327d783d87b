// Actions that are due, or overdue, told like a review.
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/staged.h"
#include "domain/contracts/action.h"
#include "domain/reviews/stage.h"

namespace contractwatch {
namespace {

std::string kind_words(const Action& action) {
    return action.kind == "rectification_plan" ? "rectification plan" : "action";
}

std::string summary_of(const Action& action, Date as_at) {
    const bool overdue = action.state_on(as_at) == ActionState::overdue;
    auto words = fmt::format("The {} {} {} due on {}{}: {}", kind_words(action), single_line(action.reference),
                             overdue ? "was" : "is", action.due_on.long_text(),
                             overdue ? " and is not recorded as done" : "", single_line(action.description));
    if (!words.ends_with('.')) words += '.';
    return words;
}

void add_where_given(Fields& evidence, std::string_view name, const std::string& text) {
    if (!text.empty()) evidence.push_back({std::string{name}, text});
}

void add_where_given(Fields& evidence, std::string_view name, const std::optional<Date>& day) {
    if (day) evidence.push_back({std::string{name}, day->text()});
}

Fields evidence_of(const Action& action) {
    Fields evidence = {{"owner", action.owner.given()},
                       {"due_on", action.due_on.text()},
                       {"kind_of_action", action.kind},
                       {"recorded_on", action.recorded_on.text()}};
    add_where_given(evidence, "raised_by_review", action.raised_by_review);
    add_where_given(evidence, "raised_by_measure", action.raised_by_measure);
    add_where_given(evidence, "notice_given_on", action.notice_given_on);
    add_where_given(evidence, "improve_by", action.improve_by);
    return evidence;
}

class ActionFindings {
  public:
    ActionFindings(const ContractRows& rows, const Rules& rules, Date as_at)
        : rows_(rows), rules_(rules), as_at_(as_at) {}

    Evaluation evaluation() {
        for (const auto& row : rows_.of("actions"))
            look_at(action_of(row));
        return std::move(result_);
    }

  private:
    void stands_until(Date day) { result_.holds_until = std::min(result_.holds_until, day); }

    void look_at(const Action& action) {
        if (as_at_ < action.recorded_on) return stands_until(action.recorded_on - Days{1});
        const auto closed_on = action.closed_on();
        if (closed_on && *closed_on <= as_at_) return;
        if (closed_on) stands_until(*closed_on - Days{1});
        const auto opens = window_opens(action);
        if (as_at_ < opens) return stands_until(opens - Days{1});
        add(action, opens);
    }

    Date window_opens(const Action& action) const {
        const auto& leads = rules_.reviews.remind_working_days;
        const int longest = leads.empty() ? 0 : std::ranges::max(leads);
        return rules_.calendar.plus(action.due_on, WorkingDays{-longest});
    }

    void add(const Action& action, Date opens) {
        const auto& policy = rules_.reviews;
        auto stage = stage_of(action.due_on, policy.remind_working_days, policy, rules_.calendar, as_at_);
        stands_until(stage.holds_until);
        Finding finding;
        finding.kind = FindingKind::action;
        finding.contract = rows_.contract;
        finding.subject = action.reference;
        finding.severity = severity_of(stage.urgency);
        finding.since = std::max(opens, action.recorded_on);
        finding.stage = fmt::format("{}, of {}", stage.name, action.due_on.short_text());
        finding.audience = audience_of(stage.told);
        if (stage.told != StageFor::director) finding.audience.insert(finding.audience.begin(), Audience::owner);
        finding.summary = summary_of(action, as_at_);
        finding.evidence = evidence_of(action);
        result_.findings.push_back(std::move(finding));
    }

    const ContractRows& rows_;
    const Rules& rules_;
    Date as_at_;
    Evaluation result_;
};

}  // namespace

Evaluation action_findings(const ContractRows& contract, const Rules& rules, Date as_at) {
    return ActionFindings{contract, rules, as_at}.evaluation();
}

}  // namespace contractwatch
