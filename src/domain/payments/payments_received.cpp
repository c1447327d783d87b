// The payments that reached the payee of an invoice.
#include "domain/payments/payments_received.h"

#include <algorithm>

namespace contractwatch {

std::vector<Receipt> payments_received(const Invoice& invoice) {
    auto payments = invoice.receipts;
    if (payments.empty() && invoice.paid_on)
        payments.push_back({*invoice.paid_on, invoice.paid_amount.value_or(invoice.gross), invoice.paid_made_on});
    std::erase_if(payments, [](const Receipt& each) { return each.amount <= Money{}; });
    return payments;
}

}  // namespace contractwatch
