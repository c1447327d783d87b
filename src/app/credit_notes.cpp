// The credit notes in the record, and what each of them reduces.
#include "app/credit_notes.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace contractwatch {
namespace {

bool is_credit_note(const Row& row) {
    static const auto credits = kind("invoices").column("credits_invoice");
    static const auto gross = kind("invoices").column("amount_gross");
    return !blank(row.values[credits]) || row.money(gross).value_or(Money{}) < Money{};
}

CreditNoteEntry entry_of(const Row& row) {
    const auto& invoices = kind("invoices");
    const auto text = [&](std::string_view column) { return std::string{row.text(invoices.column(column))}; };
    const auto received = row.date(invoices.column("received_on"));
    const auto amount = row.money(invoices.column("amount_gross")).value_or(Money{});
    return {text("payee"),
            text("invoice"),
            text("credits_invoice"),
            text("contract"),
            received ? received : row.date(invoices.column("invoice_date")),
            amount < Money{} ? -amount : amount,
            CreditNoteUse::reduces};
}

CreditNoteUse use_of(const CreditNoteEntry& entry, const Record& record) {
    if (entry.credits_invoice.empty()) return CreditNoteUse::names_none;
    const auto named = record.rows_by_key(kind("invoices"), {key_of(entry.credits_invoice), key_of(entry.payee)});
    return std::ranges::all_of(named, is_credit_note) ? CreditNoteUse::not_recorded : CreditNoteUse::reduces;
}

}  // namespace

std::string_view name_of(CreditNoteUse use) {
    constexpr std::string_view names[] = {"reduces", "names_none", "not_recorded"};
    return names[static_cast<std::size_t>(use)];
}

std::vector<CreditNoteEntry> credit_notes(const Record& record) {
    std::vector<CreditNoteEntry> found;
    record.each_row(kind("invoices"), [&](const Row& row) {
        if (is_credit_note(row)) found.push_back(entry_of(row));
    });
    for (auto& entry : found)
        entry.use = use_of(entry, record);
    std::ranges::stable_sort(found, {},
                             [](const CreditNoteEntry& each) { return std::tie(each.payee, each.credit_note); });
    return found;
}

}  // namespace contractwatch
