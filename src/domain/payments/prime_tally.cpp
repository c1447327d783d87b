// How long primes took to pay their sub-contractors, by the month in which the money came.
#include "domain/payments/prime_tally.h"

#include <tuple>
#include <utility>

#include "base/text.h"
#include "domain/payments/clocks.h"
#include "domain/payments/tallying.h"

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

PrimeTally& PrimeTally::operator+=(const PrimeTally& more) {
    invoices += more.invoices;
    days += more.days;
    return *this;
}

std::string sort_of(const ContractRef& contract, const PrimeTally& tally) {
    return tabbed(
        {tally.month.text().substr(0, 7), contract.key(), key_of(tally.prime), tally.small ? "small" : "other"});
}

std::string line_of(const ContractRef& contract, const PrimeTally& tally) {
    return tabbed(
        {sort_of(contract, tally), std::to_string(tally.invoices), std::to_string(tally.days), tally.rows_sha256});
}

std::string line_behind(const Invoice& invoice, const PrimeTally& of_invoice, Date as_at) {
    return tabbed({field_text(invoice.reference), field_text(invoice.payee), field_text(invoice.payer),
                   field_text(invoice.contract), std::to_string(prime_pays_tier), invoice.received_on->text(),
                   settled_on(invoice, as_at)->text(), std::to_string(of_invoice.days),
                   of_invoice.small ? "small" : "other"});
}

std::vector<PrimeTally> prime_tallies(std::span<const Invoice> invoices, const SupplyChain& chain, Date as_at,
                                      const Sha256Of& sha256) {
    Tallying<std::tuple<std::string, Date, bool>, PrimeTally> tallying{sha256};
    for (const auto& invoice : invoices) {
        const auto* known = invoice.subcontract.empty() ? nullptr : chain.find(invoice.subcontract);
        const auto one = prime_tally_of(invoice, known, as_at);
        if (!one) continue;
        tallying.add({key_of(one->prime), one->month, one->small}, *one,
                     [&] { return line_behind(invoice, *one, as_at); });
    }
    std::vector<PrimeTally> found;
    for (auto& [sort, tally] : tallying.tallies())
        found.push_back(std::move(tally));
    return found;
}

}  // namespace contractwatch
