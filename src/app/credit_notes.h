// The credit notes in the record, and what each of them reduces.
#pragma once

#include <string>
#include <vector>

#include "base/money.h"
#include "ports/store.h"

namespace contractwatch {

/// Whether a credit note reduces an invoice.
enum class CreditNoteUse {
    reduces,       ///< the invoice that it names is in the record
    names_none,    ///< it names none: nothing is netted with it
    not_recorded,  ///< it names one of that payee that the record does not have
};
std::string_view name_of(CreditNoteUse use);

struct CreditNoteEntry {
    std::string payee;
    std::string credit_note;
    std::string credits_invoice;  ///< empty: it names none
    std::string contract;
    std::optional<Date> on;  ///< received, else dated
    Money amount;            ///< never negative
    CreditNoteUse use = CreditNoteUse::reduces;
};

/// By payee and credit note.
std::vector<CreditNoteEntry> credit_notes(const Record& record);

}  // namespace contractwatch
