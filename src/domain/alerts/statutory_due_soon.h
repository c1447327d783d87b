// Invoices near the last day that the law gives, where the council's own day has passed already.
#pragma once

#include <span>

#include "domain/alerts/evaluate.h"
#include "domain/payments/invoice.h"

namespace contractwatch {

/// `payment_due_soon` by the statutory clock of the contract, a finding of its own beside the one by the council's
/// policy, whose subject is the clock. It has the council's own invoices that are neither settled nor disputed, whose
/// last day by the policy is past, from as many working days before the act-by day as by the policy, to the last day.
/// Under the Procurement Act 2023 the last day is the cautious one: a due day that the payee stated ends the time and
/// does not begin it.
Evaluation statutory_due_soon(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules,
                              Date as_at);

}  // namespace contractwatch
