// What the record leaves in doubt about the payment of a contract's invoices: days of receipt that were moved later,
// and invoices whose payments tell otherwise than they do themselves.
#pragma once

#include <span>

#include "domain/alerts/evaluate.h"
#include "domain/payments/invoice.h"

namespace contractwatch {

/// A day of receipt that was revised to a later one is a finding for twelve months from the later day, of invoices that
/// primes declared too: a warning where the later day alone keeps an invoice in time by the policy clock, else for
/// information. It says what the share over the last closed months would be by the days that were recorded first.
///
/// An invoice that says itself when, or how much, it was paid, and of which there are payments, is a finding from that
/// day on where the day is not the one on which the payments settle it (of what they do not settle, that of the last),
/// neither as the ledger dates them nor as the payee had the money; or where the amount is not their sum, within a
/// penny. Without an amount the invoice says that it was paid in full. It is a warning where the invoice is in time by
/// one of the two and late by the other.
///
/// Nothing of either in an in-house service, to which no clock applies. The invoices must outlive the call only.
Evaluation payment_doubts(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules,
                          Date as_at);

}  // namespace contractwatch
