// What the record has of invoices and payments that stands apart from the figures.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "domain/payments/stands_apart.h"
#include "ports/store.h"

namespace contractwatch {

enum class ApartKind { invoice, credit_note, payment };
std::string_view name_of(ApartKind kind);

/// A row of the ledger that stands apart.
struct ApartRow {
    ApartKind kind = ApartKind::invoice;
    ApartBecause because = ApartBecause::no_receipt_day;
    std::string contract;  ///< empty: none known
    std::string payee;
    std::string payer;       ///< empty at supply tier 1: the council
    std::string reference;   ///< of the invoice or credit note; of a payment the invoice that it names
    std::optional<Date> on;  ///< received, else dated; of a payment the day the payee had the money
    Money amount;            ///< gross; of a payment what was paid
    Money due;               ///< of an invoice
    Money received;          ///< of an invoice
};

/// As at the day, by why, payee and reference; of one contract, or of all where none is named. A payment that names no
/// invoice stands for itself and is not among them.
std::vector<ApartRow> what_stands_apart(const Record& record, const ContractRef& only, const PayRuns& runs, Date as_at);

}  // namespace contractwatch
