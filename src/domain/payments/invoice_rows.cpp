// Invoices read from their rows, joined with what was paid, credited, disputed, and became of interest.
#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "domain/payments/invoice.h"

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
    std::size_t assume_received = of.column("assume_received");
    std::size_t received_revised_from = of.column("received_revised_from");
    std::size_t invoice_date = of.column("invoice_date");
    std::size_t due_stated_on = of.column("due_stated_on");
    std::size_t verified_on = of.column("verified_on");
    std::size_t performed_on = of.column("performed_on");
    std::size_t amount_net = of.column("amount_net");
    std::size_t amount_gross = of.column("amount_gross");
    std::size_t paid_on = of.column("paid_on");
    std::size_t paid_on_is = of.column("paid_on_is");
    std::size_t value_date = of.column("value_date");
    std::size_t method = of.column("method");
    std::size_t paid_amount = of.column("paid_amount");
    std::size_t credits_invoice = of.column("credits_invoice");
    std::size_t deduction = of.column("deduction");
    std::size_t deduction_reason = of.column("deduction_reason");
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
    std::size_t paid_on_is = of.column("paid_on_is");
    std::size_t method = of.column("method");
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

/// Where the columns of `interest` stand, looked up once.
struct InterestColumns {
    const Kind& of = kind("interest");
    std::size_t payer = of.column("payer");
    std::size_t payee = of.column("payee");
    std::size_t invoice = of.column("invoice");
    std::size_t what = of.column("kind");
    std::size_t on = of.column("on");
    std::size_t amount = of.column("amount");
    std::size_t decided_by = of.column("decided_by");
    std::size_t reason = of.column("reason");
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

const InterestColumns& interest_columns() {
    static const InterestColumns columns;
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

InterestFact interest_fact_of(const Row& row) {
    const auto& at = interest_columns();
    const bool paid = row.text(at.what) == name_of(InterestFact::Kind::paid);
    return {paid ? InterestFact::Kind::paid : InterestFact::Kind::remitted, row.date(at.on).value_or(end_of_time),
            row.money(at.amount), std::string{row.text(at.decided_by)}, std::string{row.text(at.reason)}};
}

/// A payment as its row dates it, and the day the payee had the money.
struct PaidDay {
    std::optional<Date> made;
    std::optional<Date> reached_payee;
};

/// The row's own value date, else its paid_on, which is moved where it is that of the pay run.
template <class Columns>
PaidDay paid_day_of(const Row& row, const Columns& at, const PayRuns& runs) {
    PaidDay day{row.date(at.paid_on), row.date(at.value_date)};
    if (day.reached_payee || !day.made) return day;
    const bool run = row.text(at.paid_on_is) == "run_date";
    day.reached_payee = run ? runs.reaches_payee(*day.made, row.text(at.method)) : *day.made;
    return day;
}

/// The day of receipt, or the invoice's own where the feed says that this stands in for it.
void read_receipt(Invoice& invoice, const Row& row) {
    const auto& at = invoice_columns();
    invoice.received_on = row.date(at.received_on);
    invoice.received_revised_from = row.date(at.received_revised_from);
    if (invoice.received_on || row.text(at.assume_received).empty()) return;
    invoice.received_on = row.date(at.invoice_date);
    invoice.received_assumed = invoice.received_on.has_value();
}

/// Only what has a reason is deducted.
Money deducted_by(const Row& row) {
    const auto& at = invoice_columns();
    return row.text(at.deduction_reason).empty() ? Money{} : magnitude(row.money(at.deduction).value_or(Money{}));
}

Invoice invoice_of(const Row& row, const PayRuns& runs) {
    const auto& at = invoice_columns();
    Invoice invoice;
    invoice.reference = row.text(at.invoice);
    invoice.payee = row.text(at.payee);
    invoice.payer = row.text(at.payer);
    invoice.contract = row.text(at.contract);
    invoice.subcontract = row.text(at.subcontract);
    const std::int64_t least = invoice.subcontract.empty() ? 1 : 2;  // the council is party to no sub-contract
    invoice.supply_tier =
        static_cast<int>(std::clamp<std::int64_t>(row.whole(at.supply_tier).value_or(least), least, 99));
    read_receipt(invoice, row);
    invoice.due_stated_on = row.date(at.due_stated_on);
    invoice.verified_on = row.date(at.verified_on);
    invoice.performed_on = row.date(at.performed_on);
    const auto paid = paid_day_of(row, at, runs);
    invoice.paid_on = paid.reached_payee;
    invoice.paid_made_on = paid.made;
    invoice.paid_amount = row.money(at.paid_amount);
    invoice.gross = row.money(at.amount_gross).value_or(Money{});
    invoice.net = row.money(at.amount_net);
    invoice.deducted = deducted_by(row);
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

void add_receipts(Invoice& invoice, const std::string& key, const RowsByInvoice& payments, const PayRuns& runs) {
    const auto [first, last] = payments.equal_range(key);
    for (auto each = first; each != last; ++each) {
        const Row& row = *each->second;
        if (same_payer(row.text(payment_columns().payer), invoice.payer, invoice))
            invoice.receipts.push_back(receipt_of(row, runs));
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

void add_interest(Invoice& invoice, const std::string& key, const RowsByInvoice& interest) {
    const auto [first, last] = interest.equal_range(key);
    for (auto each = first; each != last; ++each) {
        const Row& row = *each->second;
        if (same_payer(row.text(interest_columns().payer), invoice.payer, invoice))
            invoice.interest.push_back(interest_fact_of(row));
    }
    std::ranges::stable_sort(invoice.interest, {}, &InterestFact::on);
}

}  // namespace

bool is_credit_note(const Row& invoice) {
    const auto& at = invoice_columns();
    return !invoice.text(at.credits_invoice).empty() || invoice.money(at.amount_gross).value_or(Money{}) < Money{};
}

Receipt receipt_of(const Row& payment, const PayRuns& runs) {
    const auto& at = payment_columns();
    const auto paid = paid_day_of(payment, at, runs);
    return {paid.reached_payee.value_or(end_of_time), payment.money(at.amount).value_or(Money{}), paid.made};
}

std::vector<Invoice> invoices_of(std::span<const Row> invoices, std::span<const Row> payments,
                                 std::span<const Row> disputes, std::span<const Row> interest, const PayRuns& runs) {
    const auto credits = credits_by_invoice(invoices);
    const auto paid = naming_an_invoice(payments, payment_columns());
    const auto disputed = naming_an_invoice(disputes, dispute_columns());
    const auto of_interest = naming_an_invoice(interest, interest_columns());
    const bool alone = credits.empty() && paid.empty() && disputed.empty() && of_interest.empty();
    std::vector<Invoice> found;
    found.reserve(invoices.size());
    for (const auto& row : invoices) {
        if (is_credit_note(row)) continue;
        auto& invoice = found.emplace_back(invoice_of(row, runs));
        if (alone) continue;
        const auto key = place(invoice.reference, invoice.payee);
        add_credits(invoice, key, credits);
        add_receipts(invoice, key, paid, runs);
        add_disputes(invoice, key, disputed);
        add_interest(invoice, key, of_interest);
    }
    return found;
}

std::optional<std::vector<std::string>> credited_by(const Row& row) {
    const auto& at = invoice_columns();
    if (row.kind != &at.of || blank(row.values[at.credits_invoice])) return std::nullopt;
    return std::vector{key_of(row.text(at.credits_invoice)), key_of(row.text(at.payee))};
}

}  // namespace contractwatch
