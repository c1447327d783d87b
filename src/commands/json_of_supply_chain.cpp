// The supply chain of a contract as JSON.
#include "commands/json_of_supply_chain.h"

#include "commands/json_of_portfolio.h"

namespace contractwatch {

namespace json = boost::json;

namespace {

json::array texts(const std::vector<std::string>& all) {
    return json::array(all.begin(), all.end());
}

json::value yes_or_no(const std::optional<bool>& known) {
    return known ? json::value(*known) : json::value(nullptr);
}

std::string_view flow_in_a_word(const FlowDown& flow) {
    if (!flow.faults.empty()) return "no";
    return flow.unknown.empty() ? "yes" : "unknown";
}

json::object json_of(const SubContractStanding& each) {
    const auto& of = each.of;
    return {{"sub_contract", of.reference},
            {"parent", text_or_null(of.parent)},
            {"supply_tier", of.tier ? json::value(*of.tier) : json::value(nullptr)},
            {"payer", of.payer},
            {"payee", of.payee},
            {"in_force", each.live},
            {"terms_days", of.terms ? json::value(of.terms->count()) : json::value(nullptr)},
            {"prompt_payment_clause", yes_or_no(of.clause)},
            {"flow_down", flow_in_a_word(each.flow_down)},
            {"faults", texts(each.flow_down.faults)},
            {"unknown", texts(each.flow_down.unknown)}};
}

json::object json_of(const TierShare& tier) {
    const auto share = tier.share.fraction();
    return {{"supply_tier", tier.supply_tier},
            {"source", tier.source},
            {"clock", text_or_null(tier.clock)},
            {"population", tier.share.population},
            {"on_time", tier.share.on_time},
            {"share", share ? json::value(*share) : json::value(nullptr)},
            {"weakest_payer", tier.weakest ? json::value(tier.weakest->payer) : json::value(nullptr)},
            {"weakest_link", in_words(tier)}};
}

json::object json_of(const SupplyChainReturn& each, Date as_at) {
    const auto& came = each.declared;
    const bool known = each.declared_by(as_at);
    const auto* state = known ? (came->submitted_on > each.due_on ? "declared late" : "declared")
                              : (each.overdue_on(as_at) ? "overdue" : "awaited");
    return {{"period", each.period.text()},
            {"due_on", each.due_on.text()},
            {"state", state},
            {"submitted_on", known ? json::value(came->submitted_on.text()) : json::value(nullptr)},
            {"submitted_by", known ? text_or_null(came->submitted_by) : json::value(nullptr)},
            {"invoices_in_return", known && came->invoices ? json::value(*came->invoices) : json::value(nullptr)},
            {"nil_return", known ? json::value(came->nil) : json::value(nullptr)}};
}

json::value weakest_words(const SupplyChainView& chain, std::string_view source) {
    const auto* weakest = weakest_of(chain.tiers, source);
    return weakest != nullptr ? json::value(in_words(*weakest)) : json::value(nullptr);
}

}  // namespace

json::object json_of(const SupplyChainView& chain, Date as_at) {
    json::array sub_contracts;
    for (const auto& each : chain.sub_contracts)
        sub_contracts.push_back(json_of(each));
    json::array tiers;
    for (const auto& tier : chain.tiers)
        tiers.push_back(json_of(tier));
    json::array returns;
    for (const auto& each : chain.returns)
        returns.push_back(json_of(each, as_at));
    json::array other;
    for (const auto& each : chain.returns_of_others)
        other.push_back({{"period", each.period}, {"submitted_on", each.submitted_on.text()}});
    json::array unknown;
    for (const auto& [reference, invoices] : chain.unknown_sub_contracts)
        unknown.push_back({{"sub_contract", reference}, {"invoices", invoices}});
    return {{"sub_contracts", std::move(sub_contracts)},
            {"from", chain.months.first.text()},
            {"to", chain.months.last.text()},
            {"tiers", std::move(tiers)},
            {"weakest_observed", weakest_words(chain, "observed")},
            {"weakest_declared", weakest_words(chain, "declared")},
            {"returns", std::move(returns)},
            {"returns_of_other_periods", std::move(other)},
            {"unknown_sub_contracts", std::move(unknown)}};
}

}  // namespace contractwatch
