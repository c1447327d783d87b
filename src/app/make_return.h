// A return of payments made from the record, for any period and as at any day.
#pragma once

#include "domain/payments/dates_that_count.h"
#include "domain/payments/payment_return.h"
#include "ports/store.h"

namespace contractwatch {

/// Which dates an invoice must have so that it can count in a return of the period, or be left out of it.
DatesThatCount dates_of_return(const DateRange& period, const PaymentPolicy& policy);

/// The return of the period from every invoice in the record that can count. The rates must outlive it.
PaymentReturn make_return(const Record& record, PaymentReturnKind kind, const DateRange& period,
                          const PaymentPolicy& policy, const BankRates& rates, const PayRuns& runs, Date as_at);

}  // namespace contractwatch
