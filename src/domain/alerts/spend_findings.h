// The ledger held against one contract of the register: paid after its end, and more than its value.
#pragma once

#include <span>

#include "domain/alerts/evaluate.h"
#include "domain/payments/invoice.h"

namespace contractwatch {

/// `spend_after_end`: payments of the rolling year that were made more than 30 days after the contract's last day (the
/// day on which it really ended, where the register has one, else its end), gathered by invoice.
///
/// `spend_over_value`: all that the record has as spent on the contract is more than its whole-life value, and
/// something of it was spent in the rolling year. The value is without recoverable VAT, and so is what is held against
/// it wherever the invoice states its amount without VAT; what does not say is counted as it was paid, and the evidence
/// says how much that is.
///
/// The council's own payments alone count, of grants and in-house services too.
Evaluation spend_findings(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules,
                          Date as_at);

}  // namespace contractwatch
