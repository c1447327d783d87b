// How many of a period's invoices were paid on time: populations, shares, and days to pay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "domain/payments/clocks.h"

namespace contractwatch {

/// Where an invoice stands under a clock, for a period and as at a day.
enum class InvoiceStanding {
    outside,      ///< its last day is in another period
    credited,     ///< wholly: closed, in no percentage
    disputed,     ///< a counting dispute is open, and its undisturbed last day is in the period
    on_time,      ///< in the population: settled on or before its last day
    paid_late,    ///< in the population: settled after it
    late_now,     ///< in the population: past its last day and not settled
    not_yet_due,  ///< its last day is in the period, but not yet past, and it is not settled
    paid_early,   ///< likewise, and it is settled
};
std::string_view name_of(InvoiceStanding standing);
/// Whether it counts for the share: on time, paid late or late now.
bool in_population(InvoiceStanding standing);

/// Where the invoice stands. The population of a period as at a day are the invoices whose last day is in the period
/// and before that day, settled or not.
InvoiceStanding standing_of(const ClockedInvoice& invoice, const DateRange& period, Date as_at);

/// A share of invoices, compared exactly.
struct Share {
    std::int64_t on_time = 0;
    std::int64_t population = 0;

    /// on_time x 100 >= mark x population. Nothing for a population of none.
    std::optional<bool> passes(int mark_percent) const;
    /// 0 to 1, for display. Nothing for a population of none.
    std::optional<double> fraction() const;
    Share& operator+=(const Share& more);
    /// "82.4 %", one decimal, half up; "n/a" for a population of none.
    std::string text() const;

    friend bool operator==(const Share&, const Share&) = default;
};

/// Whether the one share is the smaller, compared exactly. Nothing where either is of a population of none.
std::optional<bool> below(const Share& one, const Share& other);

/// The days that payments took. Shares are out of those paid: what is unpaid stands beside, never in here.
class DaysToPay {
  public:
    void add(Days days);

    /// Of all added, the sum over the count; nothing where none was.
    std::optional<double> mean() const;
    /// The middle one, or half way between the middle two; nothing where none was added.
    std::optional<double> median() const;
    std::int64_t count() const { return static_cast<std::int64_t>(days_.size()); }
    // The buckets of Procurement Regulations 2024 reg 38.
    std::int64_t up_to_30() const { return up_to_30_; }
    std::int64_t from_31_to_60() const { return from_31_to_60_; }
    std::int64_t from_61() const { return count() - up_to_30_ - from_31_to_60_; }

  private:
    std::vector<std::int32_t> days_;
    std::int64_t sum_ = 0;
    std::int64_t up_to_30_ = 0;
    std::int64_t from_31_to_60_ = 0;
};

/// The figures of a group of invoices under one clock, for a period and as at a day.
class Compliance {
  public:
    Compliance(DateRange period, Date as_at) : period_(period), as_at_(as_at) {}

    /// Counts the invoice where it stands, which it answers. Days to pay are counted for the settled ones of the
    /// population.
    InvoiceStanding add(const ClockedInvoice& invoice);
    /// Counts a payment that the payee received, for the reporting clock: on time within 30 days of receipt.
    void add_payment(Days days_to_pay);

    const Share& share() const { return share_; }
    std::int64_t late() const {
        return share_.population - share_.on_time;
    }  ///< of the population, paid late or unpaid
    std::int64_t late_now() const { return late_now_; }
    Money late_now_amount() const { return late_now_amount_; }  ///< what is still to pay of those late now
    std::int64_t not_yet_due() const { return not_yet_due_; }
    std::int64_t paid_early() const { return paid_early_; }
    std::int64_t disputed() const { return disputed_; }
    const DaysToPay& days_taken() const { return days_; }

  private:
    void count(InvoiceStanding standing, const ClockedInvoice& invoice);

    DateRange period_;
    Date as_at_;
    Share share_;
    std::int64_t late_now_ = 0;
    Money late_now_amount_;
    std::int64_t not_yet_due_ = 0;
    std::int64_t paid_early_ = 0;
    std::int64_t disputed_ = 0;
    DaysToPay days_;
};

}  // namespace contractwatch
