// A return of payments made from the record, for any period and as at any day.
#pragma once

#include "domain/payments/payment_return.h"
#include "ports/store.h"

namespace contractwatch {

/// The return of the period from every invoice in the record.
PaymentReturn make_return(const Record& record, PaymentReturnKind kind, const DateRange& period,
                          const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs, Date as_at);

}  // namespace contractwatch
