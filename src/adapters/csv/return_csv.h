// The parts of a return of payments as CSV, byte for byte as they are printed: what is digested when it is reported.
#pragma once

#include <string>

#include "domain/payments/payment_return.h"

namespace contractwatch {

/// A line for each row behind the figures, under a header.
std::string return_rows_csv(const PaymentReturn& made);
/// Likewise for what the return leaves out.
std::string return_left_out_csv(const PaymentReturn& made);

}  // namespace contractwatch
