// The invoices of one contract counted by the month of their last day.
#include "domain/payments/payment_tally.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "domain/payments/days_of_facts.h"
#include "domain/payments/payment_figures.h"

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

class Tallying {
  public:
    void add(const PaymentTally& one) {
        const std::tuple sort{one.month, one.supply_tier, one.sme, one.vcse};
        auto& tally = tallies_.try_emplace(sort, PaymentTally{one.month, one.supply_tier, one.sme, one.vcse, {}, {}})
                          .first->second;
        tally.invoices += one.invoices;
        tally.value += one.value;
    }

    std::vector<PaymentTally> in_order() const {
        std::vector<PaymentTally> found;
        for (const auto& [sort, tally] : tallies_)
            found.push_back(tally);
        return found;
    }

  private:
    std::map<std::tuple<Date, int, bool, bool>, PaymentTally> tallies_;
};

}  // namespace

std::optional<PaymentTally> tally_of(const Invoice& invoice, const HeadContract& contract, const PaymentPolicy& policy,
                                     Date as_at) {
    const auto under = under_policy(invoice, contract, policy, as_at);
    if (!under) return std::nullopt;
    const auto month = month_of(under->last_day.value_or(under->undisturbed_last_day));
    const auto standing = standing_of(*under, month, month.last + Days{1});
    if (!in_population(standing)) return std::nullopt;
    const std::int64_t on_time = standing == InvoiceStanding::on_time ? 1 : 0;
    const auto pence = under->due.pence();
    return PaymentTally{
        month.first,  invoice.supply_tier,     is("sme", invoice, contract), is("vcse", invoice, contract),
        {on_time, 1}, {on_time * pence, pence}};
}

PaymentTallies payment_tallies(std::span<const Invoice> invoices, const HeadContract& contract,
                               const PaymentPolicy& policy, Date as_at) {
    Tallying tallying;
    PaymentTallies found;
    for (const auto& invoice : invoices) {
        each_fact(invoice, [&](std::optional<Date> fact) {
            if (fact && *fact > as_at) found.holds_until = std::min(found.holds_until, *fact - Days{1});
        });
        if (const auto tally = tally_of(invoice, contract, policy, as_at)) tallying.add(*tally);
    }
    found.months = tallying.in_order();
    return found;
}

}  // namespace contractwatch
