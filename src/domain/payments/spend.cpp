// What the council spent, payment by payment.
#include "domain/payments/spend.h"

#include "base/text.h"

namespace contractwatch {
namespace {

__extension__ using WideMoney = __int128;

/// Of what was paid the share that is not VAT, half up.
Money without_vat(Money paid, const Invoice& invoice) {
    const WideMoney gross = invoice.gross.pence();
    const auto twice = WideMoney{paid.pence()} * invoice.net->pence() * 2;
    const auto rounded = (twice + (twice < 0 ? -gross : gross)) / (2 * gross);
    return Money::pence(static_cast<std::int64_t>(rounded));
}

Spend spend_on(const Invoice& invoice, Date on, Money paid) {
    const bool net = invoice.net && *invoice.net > Money{} && *invoice.net <= invoice.gross;
    return {on, net ? without_vat(paid, invoice) : paid, net, invoice.payee, &invoice};
}

}  // namespace

void add_spend(std::vector<Spend>& spend, std::span<const Invoice> invoices, Date as_at) {
    for (const auto& invoice : invoices) {
        if (!invoice.observed()) continue;
        for (const auto& receipt : invoice.receipts) {
            if (receipt.on <= as_at) spend.push_back(spend_on(invoice, receipt.on, receipt.amount));
        }
        const auto paid = invoice.receipts.empty() ? received_by(invoice, as_at) : Money{};
        if (paid != Money{}) spend.push_back(spend_on(invoice, *invoice.paid_on, paid));
    }
}

void add_spend_alone(std::vector<Spend>& spend, std::span<const Row> payments,
                     const std::unordered_set<std::string>& suppliers, const PayRuns& runs, Date as_at) {
    static const auto payee = kind("payments").column("payee");
    static const auto payer = kind("payments").column("payer");
    for (const auto& row : payments) {
        if (!names_no_invoice(row) || suppliers.contains(key_of(row.text(payer)))) continue;
        const auto receipt = receipt_of(row, runs);
        if (receipt.on > as_at) continue;
        spend.push_back(
            {receipt.on, receipt.amount, false, row.text(payee), nullptr, receipt.made_on.value_or(receipt.on)});
    }
}

std::string id_of(const Spend& spend) {
    if (spend.invoice != nullptr) return id_of(*spend.invoice);
    return '|' + key_of(spend.payee) + '|' + spend.made_on.text();
}

std::string spent_when(Date first, Date last) {
    if (first == last) return "on " + first.short_text();
    return "from " + first.short_text() + " to " + last.short_text();
}

bool names_no_invoice(const Row& payment) {
    static const auto invoice = kind("payments").column("invoice");
    return payment.text(invoice).empty();
}

}  // namespace contractwatch
