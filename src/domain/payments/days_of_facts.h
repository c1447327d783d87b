// The days on which the facts of an invoice begin to exist.
#pragma once

#include "domain/payments/invoice.h"

namespace contractwatch {

/// Shows every day on which a fact of the invoice that bears on the policy clock begins to exist; nothing for one that
/// is not recorded.
template <class Show>
void each_fact(const Invoice& invoice, Show show) {
    show(invoice.received_on);
    if (invoice.receipts.empty()) show(invoice.paid_on);
    for (const auto& receipt : invoice.receipts)
        show(std::optional{receipt.on});
    for (const auto& credit : invoice.credits)
        show(credit.on);
    for (const auto& dispute : invoice.disputes) {
        show(std::optional{dispute.from});
        show(dispute.notified_on);
        show(dispute.resolved_on);
    }
}

}  // namespace contractwatch
