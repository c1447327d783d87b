// The steps of an alert's life in words, as an auditor reads them.
#include "domain/alerts/step_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

constexpr std::size_t line_characters = 240;
constexpr std::size_t members_shown = 25;

/// Reasons are the program's own words, but for the note of an acknowledgement.
std::string reason_in_words(const AlertStep& step) {
    if (step.step == StepKind::acknowledged) return '"' + clipped(step.reason, line_characters) + '"';
    auto reason = step.step == StepKind::escalated ? with_spaces(step.reason) : single_line(step.reason);
    if (reason.ends_with('.')) reason.pop_back();
    return with_days_in_words(reason);
}

std::string what_happened(const AlertStep& step) {
    const auto& after = step.after;
    switch (step.step) {
        case StepKind::raised:
            return "was raised";
        case StepKind::changed:
            return "was looked at again";
        case StepKind::notified:
            return "was put into the outbox";
        case StepKind::reminded:
            return "was put into the outbox again, as a reminder";
        case StepKind::acknowledged:
            return fmt::format("was acknowledged by {} until {}", after.acknowledged_by,
                               after.acknowledged_until.value_or(step.on).short_text());
        case StepKind::escalated:
            return "was escalated to the " + with_spaces(after.escalated_to);
        case StepKind::resolved:
            return "was resolved";
        case StepKind::withdrawn:
            return "was withdrawn";
        case StepKind::raised_again:
            return "was raised again";
    }
    return {};
}

std::string next_look(const Alert& alert) {
    const auto day = alert.next_step_on ? alert.next_step_on->short_text() : std::string{};
    if (!alert.open()) return day.empty() ? "" : " That is to be told from " + day + " on.";
    return day.empty() ? " Nothing more is due unless what it says changes." : " Its next step is due on " + day + ".";
}

std::string evidence_in_words(const Alert& alert) {
    std::string words;
    for (const auto& field : alert.evidence) {
        const auto line = in_words(field);
        words += (words.empty() ? "" : "; ") + line.name + ": " + line.value;
    }
    return words;
}

void add_members(std::vector<std::string>& lines, const Alert& alert) {
    const auto shown = std::min(alert.members.size(), members_shown);
    for (std::size_t at = 0; at < shown; ++at)
        lines.push_back("- " + clipped(alert.members[at].line, line_characters));
    if (alert.members.size() > shown) lines.push_back(fmt::format("- and {} more", alert.members.size() - shown));
}

}  // namespace

std::string stage_in_words(std::string_view stage) {
    return with_days_in_words(with_spaces(stage));
}

std::string step_in_words(const AlertStep& step) {
    return fmt::format("Alert {} {}: {}.{}", step.after.id, what_happened(step), reason_in_words(step),
                       next_look(step.after));
}

std::vector<std::string> said_in_words(const Alert& after, const Alert* before) {
    std::vector<std::string> lines;
    if (before == nullptr || before->severity != after.severity)
        lines.push_back(fmt::format("Severity: {}", name_of(after.severity)));
    if (before == nullptr || before->summary != after.summary) lines.push_back(sentence_of(after.summary));
    if (before == nullptr || before->members != after.members) add_members(lines, after);
    const bool new_evidence = before == nullptr || before->evidence != after.evidence;
    if (new_evidence && !after.evidence.empty()) lines.push_back("Evidence: " + evidence_in_words(after));
    return lines;
}

std::string standing_in_words(const Alert& alert) {
    const auto told = alert.times_told == 0 ? std::string{"was never put into the outbox"}
                                            : "was put into the outbox " + counted(alert.times_told, "time");
    if (!alert.open()) {
        return fmt::format("It has ended: {} on {}. It was raised on {}, and {}.", name_of(alert.state),
                           alert.resolved_on.value_or(alert.raised_on).short_text(), alert.raised_on.short_text(),
                           told);
    }
    auto state = std::string{name_of(alert.state)};
    if (alert.state == AlertState::acknowledged && alert.acknowledged_until)
        state += " until " + alert.acknowledged_until->short_text();
    if (alert.state == AlertState::escalated) state += " to the " + with_spaces(alert.escalated_to);
    return fmt::format("It is open: {}, {}. It was raised on {}, and {}.{}", state, name_of(alert.severity),
                       alert.raised_on.short_text(), told, next_look(alert));
}

}  // namespace contractwatch
