// What requests come to, as JSON.
#include "daemon/json_of.h"

#include "adapters/sqlite/json_text.h"

namespace contractwatch {

namespace json = boost::json;

json::value json_of(const IntakeOutcome& outcome) {
    const auto& file = outcome.file;
    json::array problems;
    for (const auto& problem : outcome.problems) {
        problems.push_back({{"line", problem.line}, {"column", problem.column}, {"message", problem.message}});
    }
    return {{"file", file.name},
            {"sha256", file.sha256},
            {"kind", file.kind},
            {"accepted", file.accepted},
            {"revised", file.revised},
            {"unchanged", file.unchanged},
            {"skipped", file.skipped},
            {"rejected", file.rejected},
            {"accepted_pence", file.accepted_pence},
            {"taken_before", outcome.taken_before},
            {"unknown_columns", json::array(outcome.unknown_columns.begin(), outcome.unknown_columns.end())},
            {"problems", std::move(problems)}};
}

namespace {

json::object json_of(const Retention& retention) {
    return {{"contract", retention.contract.given()},
            {"ended_on", retention.ended_on.text()},
            {"under_seal", retention.under_seal},
            {"kept_until", retention.kept_until.text()}};
}

}  // namespace

json::value json_of(const PruneSummary& summary) {
    json::array contracts;
    for (const auto& each : summary.contracts) {
        auto contract = json_of(each.retention);
        contract.emplace("rows", each.rows);
        contracts.push_back(std::move(contract));
    }
    json::array held_back;
    for (const auto& each : summary.held_back) {
        auto contract = json_of(each.retention);
        contract.emplace("reason", each.reason);
        held_back.push_back(std::move(contract));
    }
    json::object rows;
    for (const auto& each : summary.tables)
        rows.emplace(each.table, each.rows);
    return {{"contracts", std::move(contracts)},
            {"held_back", std::move(held_back)},
            {"rows", std::move(rows)},
            {"message_bodies", summary.bodies},
            {"message_bodies_before", summary.bodies_kept_from.text()},
            {"entry", summary.entry},
            {"wiped", summary.wiped}};
}

json::value json_of(const EraseSummary& summary) {
    return {{"rows", json::array(summary.rows.begin(), summary.rows.end())},
            {"entry", summary.entry},
            {"wiped", summary.wiped}};
}

json::value json_of(const SweepSummary& summary) {
    json::array not_sent;
    for (const auto& each : summary.not_sent)
        not_sent.push_back({{"alert", each.alert}, {"reason", each.reason}});
    return {{"evaluated", summary.evaluated},
            {"raised", summary.raised},
            {"reminded", summary.reminded},
            {"escalated", summary.escalated},
            {"resolved", summary.resolved},
            {"withdrawn", summary.withdrawn},
            {"queued", summary.queued},
            {"not_sent", std::move(not_sent)},
            {"known_figures", json::value_from(summary.known)},
            {"gap", summary.gap}};
}

json::value json_of(const DeliverySummary& summary) {
    const json::value next =
        summary.next_attempt_at ? json::value(text_of(*summary.next_attempt_at)) : json::value(nullptr);
    return {{"sent", summary.sent},
            {"deferred", summary.deferred},
            {"failed", summary.failed},
            {"waiting", summary.waiting},
            {"next_attempt_at", next}};
}

json::object json_of(const Fields& fields) {
    return json::parse(sqlite::json_of(fields)).as_object();
}

}  // namespace contractwatch
