// The digests of what stands behind a return of payments, as its parts are printed.
#pragma once

#include "domain/payments/payment_return.h"
#include "ports/store.h"

namespace contractwatch {

/// With the SHA-256 of its rows, and of what it leaves out, as `payments return --csv` prints them.
ReportedReturn digested(ReportedReturn reported, const PaymentReturn& made);

}  // namespace contractwatch
