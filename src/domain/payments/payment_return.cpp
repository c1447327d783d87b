// Which invoices each return counts, and what it says of them.
#include "domain/payments/payment_return.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "domain/payments/interest.h"
#include "domain/payments/payments_received.h"

namespace contractwatch {
namespace {

constexpr std::array return_kinds = {PaymentReturnKind::s69, PaymentReturnKind::s70, PaymentReturnKind::reg113};

std::optional<double> part_of(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::string_view regime_of(PaymentReturnKind kind) {
    return kind == PaymentReturnKind::reg113 ? "pcr15" : "pa23";
}

/// The same for all three: what is paid by a supplier, bought from nobody, or stands under another law.
std::string out_of_scope(PaymentReturnKind kind, const Invoice& invoice, const HeadContract* contract) {
    if (!invoice.observed()) return "it is paid by a supplier: declared, not seen in the council's own ledger";
    if (contract == nullptr) return "it names no contract that is in the register";
    if (contract->in_house) return "the contract is an in-house service";
    if (contract->concession) return "the contract is a concession";
    if (contract->regime.empty()) return "the register does not say which law the contract stands under";
    if (contract->regime == regime_of(kind)) return {};
    return fmt::format("the contract's regime is {}, not {}", contract->regime, regime_of(kind));
}

std::string not_yet_under_s70(const HeadContract& contract, const PaymentLaw& law) {
    const auto since = law.published_over.since();
    if (!contract.commenced_on) return "procurement_commenced_on of the contract is not recorded";
    if (!since || *contract.commenced_on >= *since) return {};
    return fmt::format("the contract's procurement commenced before {}", since->short_text());
}

/// "£30,000"; where that changed within the period it goes by each payment's own day.
std::string published_over_in(const DateRange& period, const PaymentLaw& law) {
    const auto* number = law.published_over.in_force(period.last);
    if (number == nullptr || number != law.published_over.in_force(period.first))
        return "the amount of s.70 on their day";
    auto text = number->amount().text();
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    return text;
}

template <class Row>
std::vector<Row> in_order(std::vector<Row> rows) {
    std::ranges::stable_sort(rows, {}, [](const Row& row) { return std::tie(row.contract, row.payee, row.invoice); });
    return rows;
}

}  // namespace

std::string_view name_of(PaymentReturnKind kind) {
    switch (kind) {
        case PaymentReturnKind::s69:
            return "s69";
        case PaymentReturnKind::s70:
            return "s70";
        case PaymentReturnKind::reg113:
            return "reg113";
    }
    return {};
}

std::optional<PaymentReturnKind> find_payment_return(std::string_view name) {
    const auto* const found = std::ranges::find(return_kinds, name, [](auto each) { return name_of(each); });
    return found == return_kinds.end() ? std::nullopt : std::optional{*found};
}

Frequency frequency_of(PaymentReturnKind kind) {
    return kind == PaymentReturnKind::s70 ? Frequency::quarterly : Frequency::half_yearly;
}

const LegalNumber* publishing_days_of(PaymentReturnKind kind, const DateRange& period, const PaymentLaw& law) {
    return kind == PaymentReturnKind::reg113 ? nullptr : law.publishing_days.in_force(period.last);
}

std::optional<Date> publish_by(PaymentReturnKind kind, const DateRange& period, const PaymentLaw& law) {
    if (kind == PaymentReturnKind::reg113) return period.last + reg113_published_within;
    const auto* number = publishing_days_of(kind, period, law);
    return number == nullptr ? std::nullopt : std::optional{period.last + (number->days() - Days{1})};
}

PaymentReturn::PaymentReturn(PaymentReturnKind kind, DateRange period, const PaymentPolicy& policy,
                             const BankRates& rates, Date as_at)
    : kind_(kind), period_(period), policy_(policy), rates_(rates), as_at_(as_at), end_(std::min(period.last, as_at)) {
    rests_on(publishing_days_of(kind, period, policy_.law));
}

void PaymentReturn::rests_on(const LegalNumber* number) {
    if (number != nullptr && std::ranges::find(law_, *number) == law_.end()) law_.push_back(*number);
}

void PaymentReturn::add(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms) {
    if (!touches(invoice)) return;
    auto reason = why_left_out(invoice, contract);
    if (!reason.empty()) return leave_out(invoice, std::move(reason));
    switch (kind_) {
        case PaymentReturnKind::s69:
            add_payments(invoice);
            return add_payable(invoice, contract);
        case PaymentReturnKind::s70:
            return add_large_payments(invoice);
        case PaymentReturnKind::reg113:
            return add_older(invoice, contract, terms);
    }
}

void PaymentReturn::add_without_invoice(const Invoice& payment, const HeadContract* contract) {
    if (kind_ != PaymentReturnKind::s70 || !touches(payment)) return;
    auto reason = why_left_out(payment, contract);
    if (!reason.empty()) return leave_out(payment, "its invoice is not in the record, and " + std::move(reason));
    for (const auto& receipt : payments_received(payment)) {
        auto& row = rows_.emplace_back(row_of(payment, "without_invoice"));
        row.paid_on = receipt.made_on.value_or(receipt.on);
        row.amount = receipt.amount;
        rests_on(policy_.law.published_over.in_force(*row.paid_on));
        ++paid_without_invoice_;
        without_invoice_ += receipt.amount;
    }
}

void PaymentReturn::leave_out(const Invoice& invoice, std::string reason) {
    left_out_.push_back(
        {std::string{invoice.contract}, std::string{invoice.payee}, std::string{invoice.reference}, std::move(reason)});
}

/// By the return's own clock, whichever law the contract stands under.
std::optional<Date> PaymentReturn::last_day(const Invoice& invoice) const {
    return statutory_last_day(invoice, clock(), policy_, as_at_);
}

bool PaymentReturn::due_in_period(const Invoice& invoice) const {
    if (!known(invoice.received_on, as_at_)) return false;
    const auto last = last_day(invoice);
    return last && period_.contains(*last);
}

bool PaymentReturn::is_large(const Receipt& payment, Date day) const {
    const auto* over = policy_.law.published_over.in_force(day);
    return over != nullptr && payment.amount > over->amount();
}

/// s.70 goes by the day that the ledger gives the payment, the others by the day on which the payee had the money.
bool PaymentReturn::to_be_listed(const Receipt& payment) const {
    const bool large = kind_ == PaymentReturnKind::s70;
    const auto day = large ? payment.made_on.value_or(payment.on) : payment.on;
    return period_.contains(day) && day <= as_at_ && (!large || is_large(payment, day));
}

bool PaymentReturn::touches(const Invoice& invoice) const {
    if (kind_ != PaymentReturnKind::s70 && due_in_period(invoice)) return true;
    if (kind_ == PaymentReturnKind::reg113 && invoice.received_on)
        return interest_paid_in(invoice, to_date()) > Money{};
    return std::ranges::any_of(payments_received(invoice), [&](const Receipt& each) { return to_be_listed(each); });
}

std::string PaymentReturn::why_left_out(const Invoice& invoice, const HeadContract* contract) const {
    if (auto reason = out_of_scope(kind_, invoice, contract); !reason.empty()) return reason;
    if (kind_ == PaymentReturnKind::s70) return not_yet_under_s70(*contract, policy_.law);
    if (!known(invoice.received_on, as_at_)) return "received_on is not recorded";
    if (wholly_credited(invoice, end_)) return "it is wholly credited";
    return {};
}

ReturnRow PaymentReturn::row_of(const Invoice& invoice, std::string_view part) {
    rests_on(statutory_days_of(invoice, clock(), policy_));
    ReturnRow row;
    row.part = part;
    row.contract = invoice.contract;
    row.payee = invoice.payee;
    row.invoice = invoice.reference;
    row.received_on = invoice.received_on;
    row.last_day = last_day(invoice);
    return row;
}

void PaymentReturn::add_payments(const Invoice& invoice) {
    for (const auto& payment : payments_received(invoice)) {
        if (!to_be_listed(payment)) continue;
        auto& row = rows_.emplace_back(row_of(invoice, "payment"));
        row.paid_on = payment.on;
        row.days_to_pay = days_to_pay(*invoice.received_on, payment.on);
        row.amount = payment.amount;
        days_.add(*row.days_to_pay);
    }
}

ReturnRow PaymentReturn::row_of_dispute(const Invoice& invoice, const HeadContract* contract, std::string_view part) {
    auto row = row_of(invoice, part);
    const auto under = clocked(invoice, contract, clock(), policy_, end_);
    if (!under) return row;
    row.dispute = under->dispute;
    row.notified_after = under->notified_after;
    row.last_day_after_resolution = under->last_day_after_resolution;
    return row;
}

/// Whether a dispute of which the payee was told by the last day was open at the period's end; then it is listed as
/// such.
bool PaymentReturn::set_apart(const Invoice& invoice, const HeadContract* contract) {
    const auto under = clocked(invoice, contract, clock(), policy_, end_);
    if (!under || !under->disputed()) return false;
    auto& row = rows_.emplace_back(row_of_dispute(invoice, contract, "disputed"));
    row.amount = amount_due(invoice, end_);
    row.unpaid = outstanding_of(invoice, end_);
    disputed_ += row.amount;
    return true;
}

void PaymentReturn::add_payable(const Invoice& invoice, const HeadContract* contract) {
    if (!due_in_period(invoice) || *last_day(invoice) > end_ || set_apart(invoice, contract)) return;
    auto& row = rows_.emplace_back(row_of_dispute(invoice, contract, "payable"));
    row.paid_on = settled_on(invoice, end_);
    row.amount = amount_due(invoice, end_);
    row.unpaid = row.paid_on ? Money{} : std::max(row.amount - received_by(invoice, end_), Money{});
    payable_ += row.amount;
    unpaid_ += row.unpaid;
}

void PaymentReturn::add_large_payments(const Invoice& invoice) {
    for (const auto& payment : payments_received(invoice)) {
        if (!to_be_listed(payment)) continue;
        auto& row = rows_.emplace_back(row_of(invoice, "payment"));
        row.paid_on = payment.made_on.value_or(payment.on);
        row.amount = payment.amount;
        rests_on(policy_.law.published_over.in_force(*row.paid_on));
        paid_ += payment.amount;
    }
}

void PaymentReturn::add_older(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms) {
    add_interest_paid(invoice);
    if (!due_in_period(invoice) || *last_day(invoice) > end_ || set_apart(invoice, contract)) return;
    auto& row = rows_.emplace_back(row_of_dispute(invoice, contract, "invoice"));
    row.paid_on = settled_on(invoice, as_at_);
    row.amount = amount_due(invoice, as_at_);
    if (row.paid_on) row.days_to_pay = days_to_pay(*invoice.received_on, *row.paid_on);
    row.unpaid =
        row.paid_on && *row.paid_on <= end_ ? Money{} : std::max(row.amount - received_by(invoice, end_), Money{});
    ++on_time_.population;
    if (row.paid_on && *row.paid_on <= *row.last_day) {
        ++on_time_.on_time;
        return;
    }
    const auto interest = interest_on(invoice, contract, terms, rates_, as_at_);
    if (!interest) return;
    for (const auto& number : interest->law)
        rests_on(&number);
    interest_ += interest->amount.value_or(Money{});
    if (!interest->amount) ++without_interest_;
}

void PaymentReturn::add_interest_paid(const Invoice& invoice) {
    const auto paid = interest_paid_in(invoice, to_date());
    if (paid <= Money{}) return;
    auto& row = rows_.emplace_back(row_of(invoice, "interest"));
    row.amount = paid;
    interest_paid_ += paid;
}

std::vector<ReturnFigure> PaymentReturn::s69_figures() const {
    const auto payments = days_.count();
    return {
        {"payments", "payments that payees received in the period", payments, {}},
        {"mean_days_to_pay", "their mean days from receipt to payment", {}, days_.mean()},
        {"share_0_30", "the share paid within 30 days", {}, part_of(days_.up_to_30(), payments)},
        {"share_31_60", "in 31 to 60 days", {}, part_of(days_.from_31_to_60(), payments)},
        {"share_61_over", "in 61 days or more", {}, part_of(days_.from_61(), payments)},
        {"payable_pence", "sums whose last day fell in the period", payable_.pence(), {}},
        {"unpaid_pence", "of these, not paid by its end", unpaid_.pence(), {}},
        {"unpaid_share", "the share of the sums", {}, part_of(unpaid_.pence(), payable_.pence())},
        {"disputed_pence", "sums beside them that were disputed, or not valid, at its end", disputed_.pence(), {}},
    };
}

std::vector<ReturnFigure> PaymentReturn::s70_figures() const {
    const auto listed = static_cast<std::int64_t>(rows_.size()) - paid_without_invoice_;
    return {
        {"payments", "single payments over " + published_over_in(period_, policy_.law), listed, {}},
        {"paid_pence", "what they come to", paid_.pence(), {}},
        {"without_invoice", "payments beside them whose invoice is not in the record", paid_without_invoice_, {}},
        {"without_invoice_pence", "what these come to", without_invoice_.pence(), {}},
    };
}

std::vector<ReturnFigure> PaymentReturn::reg113_figures() const {
    return {
        {"invoices", "invoices whose last day fell in the period", on_time_.population, {}},
        {"on_time", "of these, paid by their last day", on_time_.on_time, {}},
        {"share", "the share paid by its last day", {}, on_time_.fraction()},
        {"interest_paid_pence", "statutory interest paid in the period", interest_paid_.pence(), {}},
        {"interest_liable_pence", "statutory interest on the others, indicative", interest_.pence(), {}},
        {"without_interest_figure", "of these, invoices whose interest cannot be computed", without_interest_, {}},
        {"disputed_pence", "sums beside them that were disputed, or not valid, at its end", disputed_.pence(), {}},
    };
}

std::vector<ReturnFigure> PaymentReturn::figures() const {
    if (kind_ == PaymentReturnKind::s69) return s69_figures();
    return kind_ == PaymentReturnKind::s70 ? s70_figures() : reg113_figures();
}

std::vector<ReturnRow> PaymentReturn::rows() const {
    return in_order(rows_);
}

std::vector<LeftOut> PaymentReturn::left_out() const {
    return in_order(left_out_);
}

std::vector<LegalNumber> PaymentReturn::law() const {
    auto rows = law_;
    std::ranges::sort(rows, {},
                      [](const LegalNumber& each) { return std::tie(each.rule, each.applies_to, each.from); });
    return rows;
}

}  // namespace contractwatch
