// What requests come to, as JSON.
#include "daemon/json_of.h"

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

json::value json_of(const SweepSummary& summary) {
    json::array not_sent;
    for (const auto& each : summary.not_sent)
        not_sent.push_back({{"alert", each.alert}, {"reason", each.reason}});
    return {{"evaluated", summary.evaluated}, {"raised", summary.raised},        {"reminded", summary.reminded},
            {"escalated", summary.escalated}, {"resolved", summary.resolved},    {"withdrawn", summary.withdrawn},
            {"queued", summary.queued},       {"not_sent", std::move(not_sent)}, {"gap", summary.gap}};
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

json::value json_of(const FieldValue& value) {
    return std::visit(
        [](const auto& held) -> json::value {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<Held, std::vector<std::string>>) {
                return json::array(held.begin(), held.end());
            } else {
                return json::value(held);
            }
        },
        value);
}

json::object json_of(const Fields& fields) {
    json::object object;
    for (const auto& field : fields)
        object.emplace(field.name, json_of(field.value));
    return object;
}

}  // namespace contractwatch
