// Why something in the ledger stands apart from the figures.
#include "domain/payments/stands_apart.h"

namespace contractwatch {

std::string_view name_of(ApartBecause because) {
    constexpr std::string_view names[] = {
        "no_receipt_day", "receipt_day_assumed", "no_invoice_named", "unknown_invoice_named",
        "credited",       "settled_short",       "overpaid"};
    return names[static_cast<std::size_t>(because)];
}

std::string_view words_for(ApartBecause because) {
    constexpr std::string_view words[] = {
        "no day of receipt is recorded, so that no clock runs",
        "the invoice's own date stands in for the day of receipt, so that it is counted in rows of its own",
        "the credit note names no invoice, so that it is netted with none",
        "the invoice that it names is not in the record",
        "credit notes and deductions leave nothing to pay, so that it is in no percentage",
        "the ledger cleared it for less than was due, so that nothing of it is late",
        "more was paid than was due"};
    return words[static_cast<std::size_t>(because)];
}

std::optional<ApartBecause> apart_because(const Invoice& invoice, Date as_at) {
    if (!invoice.received_on) return ApartBecause::no_receipt_day;
    if (*invoice.received_on > as_at) return std::nullopt;
    switch (state_of(invoice, as_at)) {
        case InvoiceState::credited:
            return ApartBecause::credited;
        case InvoiceState::settled_short:
            return ApartBecause::settled_short;
        case InvoiceState::overpaid:
            return ApartBecause::overpaid;
        default:
            return invoice.received_assumed ? std::optional{ApartBecause::receipt_day_assumed} : std::nullopt;
    }
}

}  // namespace contractwatch
