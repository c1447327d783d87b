// Why something in the ledger stands apart from the figures, or counts in them otherwise than one would think.
#pragma once

#include <optional>
#include <string_view>

#include "domain/payments/invoice.h"

namespace contractwatch {

enum class ApartBecause {
    no_receipt_day,       ///< no clock runs on the invoice
    receipt_day_assumed,  ///< the invoice's own day stands in for the day of receipt, so that it is in rows of its own
    no_invoice_named,     ///< a credit note that names no invoice: it is netted with none
    unknown_invoice_named,  ///< a credit note, or a payment, whose invoice is not in the record: it waits for it
    credited,               ///< wholly: in no percentage
    settled_short,          ///< cleared for less than was due: settled, and nothing of it is late
    overpaid,               ///< more was paid than was due: settled
};
std::string_view name_of(ApartBecause because);

/// The same for a person, as the end of a sentence.
std::string_view words_for(ApartBecause because);

/// Why the invoice stands apart as at the day; nothing for one that does not, and for one that had not been received.
std::optional<ApartBecause> apart_because(const Invoice& invoice, Date as_at);

}  // namespace contractwatch
