// Counting invoices into a population and its share on time.
#include "domain/payments/compliance.h"

#include <algorithm>

#include <fmt/format.h>

namespace contractwatch {

InvoiceStanding standing_of(const ClockedInvoice& invoice, const DateRange& period, Date as_at) {
    const auto day = invoice.last_day.value_or(invoice.undisturbed_last_day);
    if (!period.contains(day)) return InvoiceStanding::outside;
    if (invoice.credited) return InvoiceStanding::credited;
    if (invoice.disputed()) return InvoiceStanding::disputed;
    if (day >= as_at) return invoice.settled_on ? InvoiceStanding::paid_early : InvoiceStanding::not_yet_due;
    if (!invoice.settled_on) return InvoiceStanding::late_now;
    return *invoice.settled_on <= day ? InvoiceStanding::on_time : InvoiceStanding::paid_late;
}

std::string_view name_of(InvoiceStanding standing) {
    constexpr std::string_view names[] = {"outside",   "credited", "disputed",    "on_time",
                                          "paid_late", "late_now", "not_yet_due", "paid_early"};
    return names[static_cast<std::size_t>(standing)];
}

bool in_population(InvoiceStanding standing) {
    return standing == InvoiceStanding::on_time || standing == InvoiceStanding::paid_late ||
           standing == InvoiceStanding::late_now;
}

std::optional<bool> Share::passes(int mark_percent) const {
    if (population == 0) return std::nullopt;
    return on_time * 100 >= mark_percent * population;
}

std::optional<double> Share::fraction() const {
    if (population == 0) return std::nullopt;
    return static_cast<double>(on_time) / static_cast<double>(population);
}

Share& Share::operator+=(const Share& more) {
    on_time += more.on_time;
    population += more.population;
    return *this;
}

std::string Share::text() const {
    if (population == 0) return "n/a";
    const auto thousandths = (on_time * 2000 + population) / (2 * population);
    return fmt::format("{}.{} %", thousandths / 10, thousandths % 10);
}

std::optional<bool> below(const Share& one, const Share& other) {
    if (one.population == 0 || other.population == 0) return std::nullopt;
    auto left = one;
    auto right = other;  // by the whole parts, and where these are equal by what is left, turned upside down
    while (left.on_time / left.population == right.on_time / right.population) {
        const Share left_over{left.on_time % left.population, left.population};
        const Share right_over{right.on_time % right.population, right.population};
        if (right_over.on_time == 0) return false;
        if (left_over.on_time == 0) return true;
        left = {right_over.population, right_over.on_time};
        right = {left_over.population, left_over.on_time};
    }
    return left.on_time / left.population < right.on_time / right.population;
}

void DaysToPay::add(Days days) {
    days_.push_back(static_cast<std::int32_t>(days.count()));
    sum_ += days.count();
    if (days <= reporting_first_bucket) {
        ++up_to_30_;
    } else if (days <= reporting_second_bucket) {
        ++from_31_to_60_;
    }
}

std::optional<double> DaysToPay::mean() const {
    if (days_.empty()) return std::nullopt;
    return static_cast<double>(sum_) / static_cast<double>(days_.size());
}

std::optional<double> DaysToPay::median() const {
    if (days_.empty()) return std::nullopt;
    auto sorted = days_;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    if (sorted.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(sorted.begin(), middle)) / 2.0;
}

InvoiceStanding Compliance::add(const ClockedInvoice& invoice) {
    const auto standing = standing_of(invoice, period_, as_at_);
    count(standing, invoice);
    return standing;
}

void Compliance::count(InvoiceStanding standing, const ClockedInvoice& invoice) {
    switch (standing) {
        case InvoiceStanding::outside:
        case InvoiceStanding::credited:
            return;
        case InvoiceStanding::disputed:
            ++disputed_;
            return;
        case InvoiceStanding::not_yet_due:
            ++not_yet_due_;
            return;
        case InvoiceStanding::paid_early:
            ++paid_early_;
            return;
        case InvoiceStanding::late_now:
            ++late_now_;
            late_now_amount_ += invoice.outstanding;
            break;
        case InvoiceStanding::on_time:
            ++share_.on_time;
            break;
        case InvoiceStanding::paid_late:
            break;
    }
    ++share_.population;
    if (invoice.settled_on) days_.add(days_to_pay(invoice.received_on, *invoice.settled_on));
}

void Compliance::add_payment(Days taken) {
    ++share_.population;
    if (taken <= reporting_first_bucket) ++share_.on_time;
    days_.add(taken);
}

}  // namespace contractwatch
