// The invoices of one contract counted by the month of their last day.
#include "domain/payments/payment_tally.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/payments/days_of_facts.h"
#include "domain/payments/payment_figures.h"
#include "domain/payments/tallying.h"

namespace contractwatch {
namespace {

DateRange month_of(Date day) {
    return {day.first_of_month(), day.last_of_month()};
}

/// The invoice under the policy clock, from the facts that count for it.
std::optional<ClockedInvoice> under_policy(const Invoice& invoice, const HeadContract& contract,
                                           const PaymentPolicy& policy, Date as_at) {
    auto under = clocked(invoice, &contract, PaymentClock::policy, policy, as_at);
    if (!under || invoice.observed()) return under;
    const auto month_end = under->last_day.value_or(under->undisturbed_last_day).last_of_month();
    return clocked(invoice, &contract, PaymentClock::policy, policy, std::min(as_at, month_end));
}

bool is(std::string_view size, const Invoice& invoice, const HeadContract& contract) {
    return std::ranges::count(sizes_of(invoice, &contract), size) > 0;
}

}  // namespace

PaymentTally& PaymentTally::operator+=(const PaymentTally& more) {
    invoices += more.invoices;
    value += more.value;
    return *this;
}

std::string sort_of(const ContractRef& contract, const PaymentTally& tally) {
    const auto* const size = tally.sme ? (tally.vcse ? "sme vcse" : "sme") : (tally.vcse ? "vcse" : "");
    return tabbed({tally.month.text().substr(0, 7), contract.key(), std::to_string(tally.supply_tier), size});
}

std::string line_of(const ContractRef& contract, const PaymentTally& tally) {
    return tabbed({sort_of(contract, tally), std::to_string(tally.invoices.on_time),
                   std::to_string(tally.invoices.population), tally.rows_sha256});
}

std::optional<TalliedInvoice> tallied(const Invoice& invoice, const HeadContract& contract, const PaymentPolicy& policy,
                                      Date as_at) {
    const auto under = under_policy(invoice, contract, policy, as_at);
    if (!under) return std::nullopt;
    const auto month = month_of(under->last_day.value_or(under->undisturbed_last_day));
    const auto standing = standing_of(*under, month, month.last + Days{1});
    if (!in_population(standing)) return std::nullopt;
    const std::int64_t on_time = standing == InvoiceStanding::on_time ? 1 : 0;
    const auto pence = under->due.pence();
    const PaymentTally tally{
        month.first,  invoice.supply_tier,     is("sme", invoice, contract), is("vcse", invoice, contract),
        {on_time, 1}, {on_time * pence, pence}};
    return TalliedInvoice{tally, *under};
}

PaymentTallies payment_tallies(std::span<const Invoice> invoices, const HeadContract& contract,
                               const PaymentPolicy& policy, Date as_at, const Sha256Of& sha256) {
    Tallying<std::tuple<Date, int, bool, bool>, PaymentTally> tallying{sha256};
    PaymentTallies found;
    for (const auto& invoice : invoices) {
        each_fact(invoice, [&](std::optional<Date> fact) {
            if (fact && *fact > as_at) found.holds_until = std::min(found.holds_until, *fact - Days{1});
        });
        const auto counted = tallied(invoice, contract, policy, as_at);
        if (!counted) continue;
        const auto& one = counted->tally;
        tallying.add({one.month, one.supply_tier, one.sme, one.vcse}, one, [&] { return counted->line_of(invoice); });
    }
    for (auto& [sort, tally] : tallying.tallies())
        found.months.push_back(std::move(tally));
    return found;
}

}  // namespace contractwatch
