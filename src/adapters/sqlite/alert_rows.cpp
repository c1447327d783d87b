// An alert as cells of the record, and back.
#include "adapters/sqlite/alert_rows.h"

#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/named.h"
#include "ports/store.h"

namespace contractwatch::sqlite {
namespace {

Value day_cell(const std::optional<Date>& day) {
    return day ? Value{day->text()} : Value{};
}

Value text_cell(const std::string& text) {
    return text.empty() ? Value{} : Value{text};
}

AlertState state_named(std::string_view name) {
    using enum AlertState;
    static constexpr AlertState all[] = {raised, notified, acknowledged, escalated, resolved, withdrawn};
    return named(all, name);
}

Severity severity_named(std::string_view name) {
    using enum Severity;
    static constexpr Severity all[] = {info, warning, critical};
    return named(all, name);
}

FindingKind kind_named(std::string_view name) {
    const auto kind = find_finding_kind(name);
    if (!kind)
        throw RecordFailure("the record holds the kind of finding " + std::string{name} +
                            ", which this program does not know");
    return *kind;
}

}  // namespace

const std::vector<std::string>& alert_state_columns() {
    static const std::vector<std::string> names{"state",
                                                "severity",
                                                "since",
                                                "stage",
                                                "summary",
                                                "members",
                                                "evidence",
                                                "audience",
                                                "times_told",
                                                "first_told_on",
                                                "escalation_level",
                                                "escalated_to",
                                                "acknowledged_until",
                                                "acknowledged_by",
                                                "resolved_on",
                                                "raised_again_on",
                                                "graver_since",
                                                "next_step_on"};
    return names;
}

std::vector<Value> alert_state_cells(const Alert& alert) {
    return {std::string{name_of(alert.state)},
            std::string{name_of(alert.severity)},
            alert.since.text(),
            alert.stage,
            alert.summary,
            json_of(alert.members),
            json_of(alert.evidence),
            json_of(alert.audience),
            std::int64_t{alert.times_told},
            day_cell(alert.first_told_on),
            std::int64_t{alert.escalation_level},
            text_cell(alert.escalated_to),
            day_cell(alert.acknowledged_until),
            text_cell(alert.acknowledged_by),
            day_cell(alert.resolved_on),
            day_cell(alert.raised_again_on),
            day_cell(alert.graver_since),
            day_cell(alert.next_step_on)};
}

AlertStep read_step(const Statement& at, int column) {
    using enum StepKind;
    static constexpr StepKind all[] = {raised,    changed,  notified,  reminded,    acknowledged,
                                       escalated, resolved, withdrawn, raised_again};
    return {named(all, at.text(column)), Date::parse(at.text(column + 1)).value_or(Date{}), at.string(column + 2),
            read_alert(at, column + 3)};
}

Alert read_alert(const Statement& at, int column) {
    Alert alert;
    alert.id = at.number(column++);
    alert.key = at.string(column++);
    alert.kind = kind_named(at.text(column++));
    alert.contract = ContractRef{at.text(column++)};
    alert.subject = at.string(column++);
    alert.period = at.string(column++);
    alert.raised_on = Date::parse(at.text(column++)).value_or(Date{});
    alert.state = state_named(at.text(column++));
    alert.severity = severity_named(at.text(column++));
    alert.since = Date::parse(at.text(column++)).value_or(Date{});
    alert.stage = at.string(column++);
    alert.summary = at.string(column++);
    alert.members = members_of(at.text(column++));
    alert.evidence = fields_of(at.text(column++));
    alert.audience = audience_of(at.text(column++));
    alert.times_told = static_cast<int>(at.number(column++));
    alert.first_told_on = Date::parse(at.text(column++));
    alert.escalation_level = static_cast<int>(at.number(column++));
    alert.escalated_to = at.string(column++);
    alert.acknowledged_until = Date::parse(at.text(column++));
    alert.acknowledged_by = at.string(column++);
    alert.resolved_on = Date::parse(at.text(column++));
    alert.raised_again_on = Date::parse(at.text(column++));
    alert.graver_since = Date::parse(at.text(column++));
    alert.next_step_on = Date::parse(at.text(column++));
    return alert;
}

}  // namespace contractwatch::sqlite
