// Reading sub-contracts, and walking up from each of them to the head contract.
#include "domain/payments/supply_chain.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

struct Places {
    const Kind& of = kind("subcontracts");
    std::size_t subcontract = of.column("subcontract");
    std::size_t parent = of.column("parent");
    std::size_t payer = of.column("payer");
    std::size_t payee = of.column("payee");
    std::size_t supply_tier = of.column("supply_tier");
    std::size_t terms_days = of.column("terms_days");
    std::size_t clause = of.column("prompt_payment_clause");
    std::size_t payee_sme = of.column("payee_sme");
    std::size_t payee_vcse = of.column("payee_vcse");
    std::size_t start = of.column("start");
    std::size_t end = of.column("end");
};

SubContract sub_contract_of(const Row& row) {
    static const Places at;
    SubContract read;
    read.reference = row.text(at.subcontract);
    read.parent = row.text(at.parent);
    read.payer = row.text(at.payer);
    read.payee = row.text(at.payee);
    if (const auto tier = row.whole(at.supply_tier)) read.stated_tier = static_cast<int>(*tier);
    if (const auto days = row.whole(at.terms_days)) read.terms = Days{*days};
    read.clause = row.yes(at.clause);
    read.payee_sme = row.yes(at.payee_sme);
    read.payee_vcse = row.yes(at.payee_vcse);
    read.start = row.date(at.start);
    read.end = row.date(at.end);
    read.recorded_on = row.provenance.recorded_on;
    return read;
}

}  // namespace

SupplyChain::SupplyChain(std::span<const Row> rows) {
    all_.reserve(rows.size());
    for (const auto& row : rows)
        all_.push_back(sub_contract_of(row));
    for (auto& each : all_)
        each.tier = tier_of(each);
    std::ranges::stable_sort(all_, {}, [](const SubContract& each) {
        return std::tuple{!each.tier, each.tier.value_or(0), key_of(each.reference)};
    });
}

const SubContract* SupplyChain::find(std::string_view reference) const {
    const auto wanted = key_of(reference);
    const auto found = std::ranges::find(all_, wanted, [](const SubContract& each) { return key_of(each.reference); });
    return found == all_.end() ? nullptr : &*found;
}

std::optional<int> SupplyChain::tier_of(const SubContract& each) const {
    int tier = 2;
    const auto* above = &each;
    for (std::size_t steps = 0; !above->parent.empty(); ++steps, ++tier) {
        above = parent_of(*above);
        if (above == nullptr || steps == all_.size()) return std::nullopt;
    }
    return tier;
}

void stand_at_tier(Invoice& invoice, const SubContract* known) {
    if (known != nullptr && known->tier) invoice.supply_tier = *known->tier;
}

std::optional<Days> terms_above(const SupplyChain& chain, const SubContract& each, const Contract& head) {
    if (const auto* parent = chain.parent_of(each)) return parent->terms;
    if (!each.parent.empty() || !head.payment_terms_days) return std::nullopt;
    return Days{*head.payment_terms_days};
}

FlowDown flow_down_of(const SubContract& each, std::optional<Days> above, const PaymentLaw& law) {
    const auto& days = law.subcontract_days;
    const auto* longest = days.in_force(std::max(each.begun_on(), days.since().value_or(each.begun_on())));
    FlowDown found;
    if (!each.terms) {
        found.unknown.emplace_back("its days to pay are not recorded");
    } else if (above && *each.terms > *above) {
        found.faults.push_back(fmt::format("pays in {} days, longer than the {} days of the contract above it",
                                           each.terms->count(), above->count()));
    } else if (longest != nullptr && *each.terms > longest->days()) {
        found.law = *longest;
        found.faults.push_back(
            fmt::format("pays in {} days, longer than {}", each.terms->count(), longest->days().count()));
    }
    if (!each.clause) {
        found.unknown.emplace_back("whether the prompt payment clause is in it is not recorded");
    } else if (!*each.clause) {
        found.faults.emplace_back("the prompt payment clause is not in it");
    }
    return found;
}

}  // namespace contractwatch
