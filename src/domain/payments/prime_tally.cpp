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

std::optional<PrimeTally> prime_tally_of(const Invoice& invoice, const SubContract* known, Date as_at) {
    const auto tier = known != nullptr && known->tier ? *known->tier : invoice.supply_tier;
    if (tier != prime_pays_tier || !contractwatch::known(invoice.received_on, as_at)) return std::nullopt;
    const auto small = is_small(invoice, known);
    const auto settled = settled_on(invoice, as_at);
    if (!small || !settled) return std::nullopt;
    return PrimeTally{std::string{invoice.payer}, settled->first_of_month(), *small, 1,
                      days_to_pay(*invoice.received_on, *settled).count()};
}

std::vector<PrimeTally> prime_tallies(std::span<const Invoice> invoices, const SupplyChain& chain, Date as_at) {
    std::map<std::tuple<std::string, Date, bool>, PrimeTally> tallies;
    for (const auto& invoice : invoices) {
        const auto* known = invoice.subcontract.empty() ? nullptr : chain.find(invoice.subcontract);
        const auto one = prime_tally_of(invoice, known, as_at);
        if (!one) continue;
        auto& tally = tallies
                          .try_emplace({key_of(one->prime), one->month, one->small},
                                       PrimeTally{one->prime, one->month, one->small, 0, 0})
                          .first->second;
        tally.invoices += one->invoices;
        tally.days += one->days;
    }
    std::vector<PrimeTally> found;
    for (auto& [sort, tally] : tallies)
        found.push_back(std::move(tally));
    return found;
}

}  // namespace contractwatch
