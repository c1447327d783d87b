// The payments that reached the payee of an invoice, whether the record has them one by one or the invoice says so.
#pragma once

#include <vector>

#include "domain/payments/invoice.h"

namespace contractwatch {

/// Every payment of the invoice, of whatever date, by the day it reached the payee; money taken back is none. An
/// invoice that only says when it was paid, and not how much, has one payment of its whole gross amount.
std::vector<Receipt> payments_received(const Invoice& invoice);

}  // namespace contractwatch
