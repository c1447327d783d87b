// The money of an invoice as at a day: what is due, what was received, and what state that leaves it in.
#include "domain/payments/invoice.h"

#include <algorithm>

#include "base/text.h"

namespace contractwatch {
namespace {

/// The first day at whose end the receipts up to the day reach the amount.
std::optional<Date> reached_on(const std::vector<Receipt>& receipts, Money amount, Date as_at) {
    Money received;
    for (std::size_t each = 0; each < receipts.size() && receipts[each].on <= as_at; ++each) {
        received += receipts[each].amount;
        const bool day_ends = each + 1 == receipts.size() || receipts[each + 1].on != receipts[each].on;
        if (day_ends && received + settlement_tolerance >= amount) return receipts[each].on;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(DisputeKind kind) {
    return kind == DisputeKind::invalid ? "invalid" : "disputed";
}

std::string_view name_of(InterestFact::Kind kind) {
    return kind == InterestFact::Kind::paid ? "paid" : "remitted";
}

std::string_view name_of(InvoiceState state) {
    constexpr std::string_view names[] = {"open", "part_paid", "settled", "settled_short", "overpaid", "credited"};
    return names[static_cast<std::size_t>(state)];
}

Money credit_notes_by(const Invoice& invoice, Date as_at) {
    Money credited;
    for (const auto& credit : invoice.credits) {
        if (!credit.on || *credit.on <= as_at) credited += credit.amount;
    }
    return credited;
}

Money amount_due(const Invoice& invoice, Date as_at) {
    return std::max(invoice.gross - invoice.deducted - credit_notes_by(invoice, as_at), Money{});
}

bool wholly_credited(const Invoice& invoice, Date as_at) {
    return amount_due(invoice, as_at) == Money{};
}

std::optional<Date> settled_on(const Invoice& invoice, Date as_at) {
    const auto due = amount_due(invoice, as_at);
    if (due == Money{}) return std::nullopt;
    if (!invoice.receipts.empty()) return reached_on(invoice.receipts, due, as_at);
    const bool nothing_paid = invoice.paid_amount && *invoice.paid_amount <= Money{};
    return nothing_paid ? std::nullopt : known(invoice.paid_on, as_at);
}

Money received_by(const Invoice& invoice, Date as_at) {
    if (invoice.receipts.empty())
        return known(invoice.paid_on, as_at) ? invoice.paid_amount.value_or(amount_due(invoice, as_at)) : Money{};
    Money received;
    for (const auto& receipt : invoice.receipts) {
        if (receipt.on <= as_at) received += receipt.amount;
    }
    return received;
}

Money outstanding_of(const Invoice& invoice, Date as_at) {
    if (settled_on(invoice, as_at)) return {};
    return std::max(amount_due(invoice, as_at) - received_by(invoice, as_at), Money{});
}

InvoiceState state_of(const Invoice& invoice, Date as_at) {
    const auto due = amount_due(invoice, as_at);
    const auto received = received_by(invoice, as_at);
    if (due == Money{}) return InvoiceState::credited;
    if (!settled_on(invoice, as_at)) return received > Money{} ? InvoiceState::part_paid : InvoiceState::open;
    if (received > due + settlement_tolerance) return InvoiceState::overpaid;
    return received + settlement_tolerance < due ? InvoiceState::settled_short : InvoiceState::settled;
}

Money interest_paid_in(const Invoice& invoice, const DateRange& days) {
    Money paid;
    for (const auto& fact : invoice.interest) {
        if (fact.kind == InterestFact::Kind::paid && days.contains(fact.on)) paid += fact.amount.value_or(Money{});
    }
    return paid;
}

std::string id_of(const Invoice& invoice) {
    return key_of(invoice.reference) + '|' + key_of(invoice.payee) + '|' + key_of(invoice.payer);
}

}  // namespace contractwatch
