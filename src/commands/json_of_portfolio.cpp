// What the portfolio answers, as JSON.
#include "commands/json_of_portfolio.h"

#include "commands/json_of_chart.h"
#include "daemon/json_of.h"

namespace contractwatch {

namespace json = boost::json;

namespace {

template <class Number>
json::value number_or_null(const std::optional<Number>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

/// A JSON number, as exact as JSON readers are.
json::value number_of(const std::optional<Decimal>& decimal) {
    return decimal ? json::value(decimal->approximate()) : json::value(nullptr);
}

json::value cell_of(const Row& row, std::size_t column) {
    if (row.kind->columns[column].type == ColumnType::yes_no) return number_or_null(row.yes(column));
    if (const auto number = row.whole(column)) return *number;
    return text_or_null(row.text(column));
}

json::object json_of(const Forecast& forecast) {
    json::array periods;
    for (const auto& each : forecast.periods) {
        periods.push_back({{"period", each.period.text()},
                           {"value", each.value.approximate()},
                           {"rating", each.rating ? json::value(name_of(*each.rating)) : json::value(nullptr)}});
    }
    return {{"readings", forecast.readings},
            {"first_period", forecast.first_period},
            {"last_period", forecast.last_period},
            {"slope", forecast.slope},
            {"periods", std::move(periods)},
            {"likely_to_miss", forecast.likely_to_miss},
            {"words", forecast.words()}};
}

json::object derived(const RegisterEntry& entry) {
    json::array officers;
    for (const auto& each : entry.officers) {
        officers.push_back({{"role", name_of(each.role)},
                            {"email", each.person.given()},
                            {"name", each.name},
                            {"in_post", each.in_post}});
    }
    const auto& value = entry.whole_life_value;
    const auto& outcome = entry.outcome;
    return {{"importance", name_of(entry.importance.importance)},
            {"importance_because", entry.importance.words},
            {"whole_life_value_pence", value ? json::value(value->pence()) : json::value(nullptr)},
            {"live", entry.live},
            {"outcome_title", outcome ? json::value(outcome->title) : json::value(nullptr)},
            {"officers", std::move(officers)}};
}

}  // namespace

json::array json_of(const std::vector<LegalNumber>& law) {
    json::array list;
    for (const auto& number : law)
        list.push_back(json::string(number.words()));
    return list;
}

json::value json_of(const std::optional<Date>& day) {
    return day ? json::value(day->text()) : json::value(nullptr);
}

json::value text_or_null(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object json_of(const Finding& finding) {
    json::array members;
    for (const auto& member : finding.members)
        members.push_back({{"id", member.id}, {"line", member.line}});
    return {{"key", key_of(finding)},
            {"kind", row_of(finding.kind).name},
            {"contract", finding.contract.given()},
            {"subject", finding.subject},
            {"period", finding.period},
            {"severity", name_of(finding.severity)},
            {"since", finding.since.text()},
            {"summary", finding.summary},
            {"members", std::move(members)},
            {"evidence", json_of(finding.evidence)}};
}

json::object json_of(const Alert& alert) {
    return {{"id", alert.id},
            {"key", alert.key},
            {"kind", row_of(alert.kind).name},
            {"contract", alert.contract.given()},
            {"state", name_of(alert.state)},
            {"severity", name_of(alert.severity)},
            {"raised_at", alert.raised_on.text()},
            {"acknowledged_until", json_of(alert.acknowledged_until)},
            {"escalated_to", text_or_null(alert.escalated_to)},
            {"resolved_at", json_of(alert.resolved_on)},
            {"next_step_at", json_of(alert.next_step_on)}};
}

json::object json_of(const ContractReview& review) {
    const auto& occurrence = review.occurrence;
    return {{"contract", review.contract.given()},          {"lot", occurrence.date.lot.given()},
            {"review_type", name_of(occurrence.date.type)}, {"nominal_on", occurrence.nominal_on().text()},
            {"due_on", occurrence.due_on.text()},           {"state", name_of(occurrence.state)},
            {"held_on", json_of(occurrence.held_on)},       {"deferred_to", json_of(occurrence.deferred_to)},
            {"rating", text_or_null(occurrence.rating)},    {"days_overdue", occurrence.days_overdue.count()}};
}

json::object json_of(const MeasureStanding& standing) {
    const auto& row = standing.row;
    return {{"contract", row.contract.given()},
            {"lot", row.lot},
            {"measure", row.measure},
            {"period", text_or_null(row.period)},
            {"value", number_of(row.value)},
            {"target", number_of(row.target)},
            {"rating", row.rating ? json::value(name_of(*row.rating)) : json::value(nullptr)},
            {"points", number_or_null(row.points)},
            {"findings", json::array(standing.findings.begin(), standing.findings.end())},
            {"spc", row.chart ? json::value(json_of(*row.chart)) : json::value(nullptr)},
            {"forecast", row.forecast ? json::value(json_of(*row.forecast)) : json::value(nullptr)},
            {"title", row.title},
            {"target_high", number_of(row.target_high)},
            {"note", text_or_null(row.note)},
            {"kind", row.kind ? json::value(name_of(*row.kind)) : json::value(nullptr)},
            {"nature", row.qualitative ? "qualitative" : "quantitative"},
            {"direction", name_of(row.direction)},
            {"unit", text_or_null(row.unit)},
            {"baseline", number_of(row.baseline)},
            {"social_value", row.social_value},
            {"co_produced", row.co_produced},
            {"s52_kpi", row.s52_kpi},
            {"narrative", text_or_null(row.narrative)}};
}

json::object json_of(const PaymentRow& row) {
    return {{"by", name_of(row.by)},
            {"group", row.group},
            {"supply_tier", row.supply_tier},
            {"source", row.source},
            {"clock", row.clock},
            {"as_at", row.as_at.text()},
            {"population", row.population},
            {"on_time", row.on_time},
            {"share", number_or_null(row.share)},
            {"passes", number_or_null(row.passes)},
            {"contracts", number_or_null(row.contracts)},
            {"contracts_passing", number_or_null(row.contracts_passing)},
            {"contracts_all_on_time", number_or_null(row.contracts_all_on_time)},
            {"late_now", row.late_now},
            {"late_now_pence", row.late_now_pence},
            {"not_yet_due", row.not_yet_due},
            {"paid_early", row.paid_early},
            {"disputed", row.disputed},
            {"mean_days_to_pay", number_or_null(row.mean_days_to_pay)},
            {"median_days_to_pay", number_or_null(row.median_days_to_pay)},
            {"days_0_30", row.days_0_30},
            {"days_31_60", row.days_31_60},
            {"days_61_over", row.days_61_over},
            {"received_assumed", row.received_assumed}};
}

json::object json_of(const CountedInvoice& invoice) {
    return {
        {"contract", invoice.contract},
        {"payee", invoice.payee},
        {"invoice", invoice.invoice},
        {"payer", invoice.payer},
        {"standing", name_of(invoice.standing)},
        {"received_on", invoice.received_on.text()},
        {"last_day", json_of(invoice.last_day)},
        {"settled_on", json_of(invoice.settled_on)},
        {"outstanding_pence", invoice.outstanding.pence()},
        {"state", name_of(invoice.state)},
        {"due_pence", invoice.due.pence()},
        {"received_pence", invoice.received.pence()},
        {"credited_pence", invoice.credited.pence()},
        {"deducted_pence", invoice.deducted.pence()},
        {"made_on", json_of(invoice.made_on)},
        {"dispute", invoice.dispute ? json::value(name_of(*invoice.dispute)) : json::value()},
        {"notified_after_days", invoice.notified_after ? json::value(invoice.notified_after->count()) : json::value()},
        {"last_day_after_resolution", json_of(invoice.last_day_after_resolution)}};
}

json::object json_of(const VersionSpan& schedule) {
    const auto& version = schedule.version;
    return {{"lot", version.lot.given()},
            {"review_type", name_of(version.type)},
            {"effective_from", version.effective_from.text()},
            {"rule", text_or_null(version.rule)},
            {"anchor", json_of(version.anchor)},
            {"roll", name_of(version.roll)},
            {"remind_working_days", json::array(version.reminds.begin(), version.reminds.end())},
            {"origin", version.origin},
            {"covers_from", schedule.covers.first.text()},
            {"covers_until",
             schedule.covers.last == end_of_time ? json::value(nullptr) : json::value(schedule.covers.last.text())}};
}

json::object json_of(const ActionStanding& standing) {
    const auto& action = standing.action;
    return {{"action", action.reference},
            {"kind", action.kind},
            {"description", action.description},
            {"owner_email", action.owner.given()},
            {"due_on", action.due_on.text()},
            {"state", name_of(standing.state)},
            {"completed_on", json_of(action.completed_on)},
            {"outcome", text_or_null(action.outcome)},
            {"raised_by_review", text_or_null(action.raised_by_review)},
            {"raised_by_measure", text_or_null(action.raised_by_measure)},
            {"notice_given_on", json_of(action.notice_given_on)},
            {"improve_by", json_of(action.improve_by)},
            {"result", text_or_null(action.result)},
            {"decided_on", json_of(action.decided_on)},
            {"decided_by", text_or_null(action.decided_by)}};
}

json::object json_of(const RegisterEntry& entry) {
    json::object object;
    for (std::size_t column = 0; column < entry.row.kind->columns.size(); ++column)
        object.emplace(entry.row.kind->columns[column].stored_name(), cell_of(entry.row, column));
    object.emplace("derived", derived(entry));
    return object;
}

}  // namespace contractwatch
