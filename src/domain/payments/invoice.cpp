// Invoices read from their rows, joined with what was paid and credited.
#include "domain/payments/invoice.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Where the columns of `invoices` stand, looked up once.
struct InvoiceColumns {
    const Kind& of = kind("invoices");
    std::size_t contract = of.column("contract");
    std::size_t subcontract = of.column("subcontract");
    std::size_t supply_tier = of.column("supply_tier");
    std::size_t payer = of.column("payer");
    std::size_t payee = of.column("payee");
    std::size_t invoice = of.column("invoice");
    std::size_t received_on = of.column("received_on");
    std::size_t invoice_date = of.column("invoice_date");
    std::size_t due_stated_on = of.column("due_stated_on");
    std::size_t verified_on = of.column("verified_on");
    std::size_t performed_on = of.column("performed_on");
    std::size_t amount_gross = of.column("amount_gross");
    std::size_t paid_on = of.column("paid_on");
    std::size_t paid_amount = of.column("paid_amount");
    std::size_t credits_invoice = of.column("credits_invoice");
    std::size_t deduction = of.column("deduction");
    std::size_t disputed_from = of.column("disputed_from");
    std::size_t dispute_notified_on = of.column("dispute_notified_on");
    std::size_t dispute_resolved_on = of.column("dispute_resolved_on");
    std::size_t payee_sme = of.column("payee_sme");
    std::size_t payee_vcse = of.column("payee_vcse");
};

/// Where the columns of `payments` stand, looked up once.
struct PaymentColumns {
    const Kind& of = kind("payments");
    std::size_t payer = of.column("payer");
    std::size_t payee = of.column("payee");
    std::size_t invoice = of.column("invoice");
    std::size_t paid_on = of.column("paid_on");
    std::size_t amount = of.column("amount");
    std::size_t value_date = of.column("value_date");
};

/// Where the columns of `disputes` stand, looked up once.
struct DisputeColumns {
    const Kind& of = kind("disputes");
    std::size_t payer = of.column("payer");
    std::size_t payee = of.column("payee");
    std::size_t invoice = of.column("invoice");
    std::size_t kind_of_it = of.column("kind");
    std::size_t from = of.column("from");
    std::size_t notified_on = of.column("notified_on");
    std::size_t resolved_on = of.column("resolved_on");
};

const InvoiceColumns& invoice_columns() {
    static const InvoiceColumns columns;
    return columns;
}

const PaymentColumns& payment_columns() {
    static const PaymentColumns columns;
    return columns;
}

const DisputeColumns& dispute_columns() {
    static const DisputeColumns columns;
    return columns;
}

/// Rows that bear on an invoice, by the invoice and the payee that they name.
using RowsByInvoice = std::unordered_multimap<std::string, const Row*>;

std::string place(std::string_view invoice, std::string_view payee) {
    return key_of(invoice) + '\n' + key_of(payee);
}

Money magnitude(Money amount) {
    return amount < Money{} ? -amount : amount;
}

bool credit_note(const Row& row) {
    const auto& at = invoice_columns();
    return !row.text(at.credits_invoice).empty() || row.money(at.amount_gross).value_or(Money{}) < Money{};
}

/// The one dispute that the invoice's own columns can tell of.
std::vector<Dispute> dispute_in(const Row& invoice) {
    const auto& at = invoice_columns();
    const auto from = invoice.date(at.disputed_from);
    if (!from) return {};
    return {{*from, invoice.date(at.dispute_notified_on), invoice.date(at.dispute_resolved_on)}};
}

Dispute dispute_of(const Row& row) {
    const auto& at = dispute_columns();
    const bool invalid = row.text(at.kind_of_it) == name_of(DisputeKind::invalid);
    return {row.date(at.from).value_or(end_of_time), row.date(at.notified_on), row.date(at.resolved_on),
            invalid ? DisputeKind::invalid : DisputeKind::disputed};
}

Invoice invoice_of(const Row& row) {
    const auto& at = invoice_columns();
    Invoice invoice;
    invoice.reference = row.text(at.invoice);
    invoice.payee = row.text(at.payee);
    invoice.payer = row.text(at.payer);
    invoice.contract = row.text(at.contract);
    invoice.subcontract = row.text(at.subcontract);
    invoice.supply_tier = static_cast<int>(std::clamp<std::int64_t>(row.whole(at.supply_tier).value_or(1), 1, 99));
    invoice.received_on = row.date(at.received_on);
    invoice.due_stated_on = row.date(at.due_stated_on);
    invoice.verified_on = row.date(at.verified_on);
    invoice.performed_on = row.date(at.performed_on);
    invoice.paid_on = row.date(at.paid_on);
    invoice.paid_amount = row.money(at.paid_amount);
    invoice.gross = row.money(at.amount_gross).value_or(Money{});
    invoice.deducted = magnitude(row.money(at.deduction).value_or(Money{}));
    invoice.disputes = dispute_in(row);
    invoice.payee_sme = row.yes(at.payee_sme);
    invoice.payee_vcse = row.yes(at.payee_vcse);
    return invoice;
}

CreditNote credit_note_of(const Row& row) {
    const auto& at = invoice_columns();
    const auto received = row.date(at.received_on);
    return {received ? received : row.date(at.invoice_date), magnitude(row.money(at.amount_gross).value_or(Money{}))};
}

Receipt receipt_of(const Row& row) {
    const auto& at = payment_columns();
    const auto made = row.date(at.paid_on);
    return {row.date(at.value_date).value_or(made.value_or(end_of_time)), row.money(at.amount).value_or(Money{}), made};
}

/// At supply tier 1 a blank payer is the council, and so is the payer that the other row names.
bool same_payer(std::string_view one, std::string_view other, const Invoice& invoice) {
    if (one == other) return true;
    if (invoice.observed() && (one.empty() || other.empty())) return true;
    return key_of(one) == key_of(other);
}

RowsByInvoice credits_by_invoice(std::span<const Row> invoices) {
    const auto& at = invoice_columns();
    RowsByInvoice found;
    for (const auto& row : invoices) {
        const auto named = row.text(at.credits_invoice);
        if (!named.empty()) found.emplace(place(named, row.text(at.payee)), &row);
    }
    return found;
}

/// Rows of a kind whose columns of that kind name the invoice and the payee.
template <class Columns>
RowsByInvoice naming_an_invoice(std::span<const Row> rows, const Columns& at) {
    RowsByInvoice found;
    found.reserve(rows.size());
    for (const auto& row : rows) {
        const auto named = row.text(at.invoice);
        if (!named.empty()) found.emplace(place(named, row.text(at.payee)), &row);
    }
    return found;
}

void add_credits(Invoice& invoice, const std::string& key, const RowsByInvoice& credits) {
    const auto [first, last] = credits.equal_range(key);
    for (auto each = first; each != last; ++each) {
        const Row& row = *each->second;
        if (same_payer(row.text(invoice_columns().payer), invoice.payer, invoice))
            invoice.credits.push_back(credit_note_of(row));
    }
}

void add_receipts(Invoice& invoice, const std::string& key, const RowsByInvoice& payments) {
    const auto [first, last] = payments.equal_range(key);
    for (auto each = first; each != last; ++each) {
        const Row& row = *each->second;
        if (same_payer(row.text(payment_columns().payer), invoice.payer, invoice))
            invoice.receipts.push_back(receipt_of(row));
    }
    std::ranges::sort(invoice.receipts, {}, &Receipt::on);
}

void add_disputes(Invoice& invoice, const std::string& key, const RowsByInvoice& disputes) {
    const auto [first, last] = disputes.equal_range(key);
    for (auto each = first; each != last; ++each) {
        const Row& row = *each->second;
        if (!same_payer(row.text(dispute_columns().payer), invoice.payer, invoice)) continue;
        const auto dispute = dispute_of(row);
        std::erase_if(invoice.disputes, [&](const Dispute& other) { return other.from == dispute.from; });
        invoice.disputes.push_back(dispute);
    }
}

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

std::vector<Invoice> invoices_of(std::span<const Row> invoices, std::span<const Row> payments,
                                 std::span<const Row> disputes) {
    const auto credits = credits_by_invoice(invoices);
    const auto paid = naming_an_invoice(payments, payment_columns());
    const auto disputed = naming_an_invoice(disputes, dispute_columns());
    std::vector<Invoice> found;
    found.reserve(invoices.size());
    for (const auto& row : invoices) {
        if (credit_note(row)) continue;
        auto& invoice = found.emplace_back(invoice_of(row));
        if (credits.empty() && paid.empty() && disputed.empty()) continue;
        const auto key = place(invoice.reference, invoice.payee);
        add_credits(invoice, key, credits);
        add_receipts(invoice, key, paid);
        add_disputes(invoice, key, disputed);
    }
    return found;
}

std::optional<std::vector<std::string>> credited_by(const Row& row) {
    const auto& at = invoice_columns();
    if (row.kind != &at.of || !blank(row.values[at.contract]) || blank(row.values[at.credits_invoice]))
        return std::nullopt;
    return std::vector{key_of(row.text(at.credits_invoice)), key_of(row.text(at.payee))};
}

Money amount_due(const Invoice& invoice, Date as_at) {
    Money due = invoice.gross - invoice.deducted;
    for (const auto& credit : invoice.credits) {
        if (!credit.on || *credit.on <= as_at) due = due - credit.amount;
    }
    return std::max(due, Money{});
}

bool wholly_credited(const Invoice& invoice, Date as_at) {
    return amount_due(invoice, as_at) == Money{};
}

std::optional<Date> settled_on(const Invoice& invoice, Date as_at) {
    const auto due = amount_due(invoice, as_at);
    if (due == Money{}) return std::nullopt;
    if (!invoice.receipts.empty()) return reached_on(invoice.receipts, due, as_at);
    const auto paid_on = known(invoice.paid_on, as_at);
    const bool short_of_it = invoice.paid_amount && *invoice.paid_amount + settlement_tolerance < due;
    return short_of_it ? std::nullopt : paid_on;
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

std::string id_of(const Invoice& invoice) {
    return key_of(invoice.reference) + '|' + key_of(invoice.payee) + '|' + key_of(invoice.payer);
}

}  // namespace contractwatch
