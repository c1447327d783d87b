// A return of payments made from the record, for any period and as at any day.
#pragma once

#include <vector>

#include "domain/payments/payment_return.h"
#include "ports/store.h"

namespace contractwatch {

/// The return of the period from every invoice in the record.
PaymentReturn make_return(const Record& record, PaymentReturnKind kind, const DateRange& period,
                          const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs, Date as_at);

/// A return to be made.
struct ReturnWanted {
    PaymentReturnKind kind = PaymentReturnKind::s69;
    DateRange period;
    Date as_at;
};

/// Each of them, in their order: the record is read once. The rates must outlive what is made.
std::vector<PaymentReturn> make_returns(const Record& record, const std::vector<ReturnWanted>& wanted,
                                        const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs);

}  // namespace contractwatch
