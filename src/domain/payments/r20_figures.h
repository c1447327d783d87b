// R20's figures of a period, shown together: how many contracts and how many invoices the council pays within its own
// days, and whether that is getting better.
//
// Select Committee on Commissioning, recommendation 20: 14 days, "delivered within 90 % of contracts", and continuing
// to improve. By the policy clock alone. What counts are invoices under a contract of the register; those without one
// stand in a row of their own, and what is declared down the supply chain in a row for each tier, never blended.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/payments/compliance.h"

namespace contractwatch {

std::string_view name_of(R20Headline headline);
/// "contracts at the pass mark", as mails and tables say it.
std::string_view words_for(R20Headline headline);

/// What is held against the baseline, of one span of days: shares of contracts, of invoices, and of pence due.
struct R20Shares {
    DateRange days;  ///< in which the last days fall
    Share contracts_at_pass_mark;
    Share contracts_all_on_time;
    Share invoices;
    Share value;

    const Share& of(R20Headline headline) const;
};

/// So many whole quarters, the first of them so many before the quarter that was running on the day. Quarters of the
/// calendar and of the financial year are the same.
DateRange closed_quarters(Date day, int before, int count);

/// The shares of one span, as they grow.
class R20Span {
  public:
    explicit R20Span(DateRange days) : days_(days) {}

    /// Invoices of a contract, by number and by the pence due on them.
    void add(const std::string& contract_key, const Share& invoices, const Share& value);

    const DateRange& days() const { return days_; }
    R20Shares shares(int pass_mark_percent) const;

  private:
    DateRange days_;
    std::unordered_map<std::string, Share> contracts_;
    Share value_;
};

/// Invoices of one sort, by number.
struct R20Row {
    Share share;
    std::int64_t late_now = 0;
    Money late_now_amount;
    std::int64_t not_yet_due = 0;
    std::int64_t disputed = 0;
    std::optional<double> mean_days_to_pay;
    std::optional<double> median_days_to_pay;
};

struct R20 {
    Date as_at;
    R20Shares period;
    R20Row all;                            ///< under the contracts of the register
    R20Row sme;                            ///< of these, whose payee is an SME
    R20Row vcse;                           ///< or a VCSE
    R20Row without_contract;               ///< none named, or none that the register has
    std::map<int, R20Row> declared = {};   ///< by supply tier from 2 on, where the contract states flow_down_days
    std::vector<R20Shares> quarters = {};  ///< the last eight that had closed when the period ended, oldest first
    R20Shares last_year;                   ///< the later four of them
    R20Shares year_before;                 ///< the four before
    R20Headline headline = R20Headline::contracts_at_pass_mark;
    int baseline_percent = 0;
    std::optional<bool> reaches_baseline;  ///< the headline of the period; nothing for a population of none
    std::optional<bool> falling;           ///< the headline of the last year is below that of the year before
};

/// Takes invoices one after another, each with its head contract where that is in the register. The population of a
/// span are the invoices whose last day is in it and before the day as at which; late now stands beside it.
class R20Figures {
  public:
    R20Figures(DateRange period, const PaymentPolicy& policy, Date as_at);

    void add(const Invoice& invoice, const HeadContract* contract);

    R20 figures() const;

  private:
    void add_observed(const Invoice& invoice, const HeadContract& contract, const ClockedInvoice& under);
    void add_declared(const Invoice& invoice, const HeadContract* contract);
    void add_to(R20Span& span, const std::string& contract_key, const ClockedInvoice& under) const;

    DateRange period_;
    PaymentPolicy policy_;
    Date as_at_;
    R20Span in_period_;
    std::vector<R20Span> quarters_;
    R20Span last_year_;
    R20Span year_before_;
    Compliance all_;
    Compliance sme_;
    Compliance vcse_;
    Compliance without_contract_;
    std::map<int, Compliance> declared_;
};

}  // namespace contractwatch
