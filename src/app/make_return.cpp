// A return of payments made from the record, for any period and as at any day.
#include "app/make_return.h"

#include "app/ledger.h"

namespace contractwatch {

DatesThatCount dates_of_return(const DateRange& period, const PaymentPolicy& policy) {
    constexpr Days no_terms{0};  // no contract's move a day that a return goes by
    return dates_that_count(period, no_terms, policy);
}

PaymentReturn make_return(const Record& record, PaymentReturnKind kind, const DateRange& period,
                          const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs, Date as_at) {
    const HeadContracts heads{record};
    PaymentReturn made{kind, period, policy, rates, as_at};
    each_invoice_dated(record, runs, dates_of_return(period, policy),
                       [&](const Invoice& invoice) { made.add(invoice, heads.of(invoice), heads.terms_of(invoice)); });
    const auto over = policy.law.published_over.least_amount();
    if (kind == PaymentReturnKind::s70 && over) {
        each_payment_without_invoice(
            record, *over, [&](const Invoice& payment) { made.add_without_invoice(payment, heads.of(payment)); });
    }
    return made;
}

}  // namespace contractwatch
