// Statutory interest on invoices that were paid late: indicative, never a claim.
//
// Late Payment of Commercial Debts (Interest) Act 1998. The debt is due on the day agreed, or on the last of the 30
// days of s.4; interest runs from the day after, simple, on each day's opening balance up to the day the money is
// received. The rate is fixed when it begins to run: 8 % over the Bank Rate of the reference day. These numbers are
// rows of the law (legal_numbers.h), by their day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/payments/bank_rates.h"
#include "domain/payments/clocks.h"

namespace contractwatch {

/// Late Payment of Commercial Debts (Interest) Act 1998 s.5A: once a debt, by its size when interest begins to run:
/// under GBP 1,000, under GBP 10,000, or more. Null where no sum is in force on the day.
const LegalNumber* fixed_sum_for(Money debt, const LegalNumbers& law, Date day);

/// What interest on one invoice comes to as at a day.
struct Interest {
    std::optional<Date> relevant_day;          ///< the last day on which the debt could be paid without interest
    std::optional<Date> interest_from;         ///< the day after
    std::optional<Rate> rate;                  ///< nothing where there is none, or it cannot be known
    std::optional<RateChange> bank_rate = {};  ///< the row of the table that it rests on
    Days days{0};                              ///< for which interest ran
    Money balance;                             ///< when it began to run
    std::optional<Money> amount;               ///< nothing without a rate
    std::optional<Money> fixed;                ///< nothing without a rate
    /// The rows that it rests on: those in force when interest began, and that of the statutory day where that was
    /// reckoned with.
    std::vector<LegalNumber> law = {};
    std::string reason;  ///< why there is no figure, or what it rests on; may be empty
};

/// What became of the interest on an invoice, as at a day.
struct InterestBalance {
    Money paid;
    Money remitted;  ///< for reasons that the record has; of a remission without an amount all that was left
    Money left;      ///< of the indicative interest with its fixed sum; nothing where there is no figure
};
InterestBalance balance_of(const Interest& interest, const Invoice& invoice, Date as_at);

/// Interest on the invoice as at the day; nothing where none has begun to run. Where the council pays, the relevant day
/// is the earlier of the agreed day and the statutory one, and the agreed day counts only if the contract says so;
/// where a supplier pays, it is the agreed day, or else the statutory one, which the reason then says. An invoice late
/// under a contract that states its own rate, and one whose reference day's Bank Rate or whose numbers of the law are
/// not known, come without a figure and with the reason. What is over Bank Rate (Late Payment of Commercial Debts (Rate
/// of Interest) (No. 3) Order 2002) and the fixed sum are those in force on the day on which interest begins; the days
/// of s.4 (30, beginning with the latest of receipt, performance and the day after verification; so that the last is 29
/// days on) those in force on the day of receipt. There is none for grants and in-house services, under which nothing
/// is bought. `terms` are the days to pay that the invoice's own contract or sub-contract states.
std::optional<Interest> interest_on(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms,
                                    const BankRates& rates, Date as_at);

}  // namespace contractwatch
