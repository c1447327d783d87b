// A return of payments made from the record, for any period and as at any day.
#include "app/make_return.h"

#include <algorithm>

#include "app/ledger.h"

namespace contractwatch {
namespace {

/// No contract's terms move a day that a return goes by.
constexpr Days no_terms{0};

}  // namespace

PaymentReturn make_return(const Record& record, PaymentReturnKind kind, const DateRange& period,
                          const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs, Date as_at) {
    return std::move(make_returns(record, {{kind, period, as_at}}, policy, rates, runs).front());
}

std::vector<PaymentReturn> make_returns(const Record& record, const std::vector<ReturnWanted>& wanted,
                                        const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs) {
    const HeadContracts heads{record};
    std::vector<PaymentReturn> made;
    made.reserve(wanted.size());
    std::vector<DateRange> days;
    for (const auto& each : wanted) {
        made.emplace_back(each.kind, each.period, policy, rates, each.as_at);
        days.push_back(dates_that_count(each.period, no_terms, policy).whole());
    }
    each_invoice(record, runs, [&](const Invoice& invoice) {
        const auto* head = heads.of(invoice);
        const auto terms = heads.terms_of(invoice);
        for (std::size_t at = 0; at < made.size(); ++at) {
            if (can_count(invoice, days[at])) made[at].add(invoice, head, terms);
        }
    });
    const auto over = policy.law.published_over.least_amount();
    if (over && std::ranges::find(wanted, PaymentReturnKind::s70, &ReturnWanted::kind) != wanted.end()) {
        each_payment_without_invoice(record, *over, [&](const Invoice& payment) {
            for (auto& each : made)
                each.add_without_invoice(payment, heads.of(payment));
        });
    }
    return made;
}

}  // namespace contractwatch
