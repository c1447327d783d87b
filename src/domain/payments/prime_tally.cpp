// How long primes took to pay their sub-contractors, by the month in which the money came.
#include "domain/payments/prime_tally.h"

#include <map>
#include <tuple>

#include "base/text.h"
#include "domain/payments/clocks.h"

namespace contractwatch {
namespace {

constexpr int prime_pays_tier = 2;

std::optional<bool> is_small(const Invoice& invoice, const SubContract* known) {
    const auto sme = !invoice.payee_sme && known != nullptr ? known->payee_sme : invoice.payee_sme;
    const auto vcse = !invoice.payee_vcse && known != nullptr ? known->payee_vcse : invoice.payee_vcse;
    if (sme.value_or(false) || vcse.value_or(false)) return true;
    return sme ? std::optional{false} : std::nullopt;
}

}  // namespace

std::vector<PrimeTally> prime_tallies(std::span<const Invoice> invoices, const SupplyChain& chain, Date as_at) {
    std::map<std::tuple<std::string, Date, bool>, PrimeTally> tallies;
    for (const auto& invoice : invoices) {
        const auto* known = invoice.subcontract.empty() ? nullptr : chain.find(invoice.subcontract);
        const auto tier = known != nullptr && known->tier ? *known->tier : invoice.supply_tier;
        if (tier != prime_pays_tier || !contractwatch::known(invoice.received_on, as_at)) continue;
        const auto small = is_small(invoice, known);
        const auto settled = settled_on(invoice, as_at);
        if (!small || !settled) continue;
        const auto month = settled->first_of_month();
        auto& tally = tallies
                          .try_emplace({key_of(invoice.payer), month, *small},
                                       PrimeTally{std::string{invoice.payer}, month, *small, 0, 0})
                          .first->second;
        ++tally.invoices;
        tally.days += days_to_pay(*invoice.received_on, *settled).count();
    }
    std::vector<PrimeTally> found;
    for (auto& [sort, tally] : tallies)
        found.push_back(std::move(tally));
    return found;
}

}  // namespace contractwatch
