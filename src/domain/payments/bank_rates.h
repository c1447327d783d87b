// The Bank of England's Bank Rate from day to day, on which statutory interest rests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "domain/contracts/legal_numbers.h"
#include "domain/facts/row.h"

namespace contractwatch {

/// A rate in hundredths of a per cent: 375 is 3.75 %.
struct Rate {
    int hundredths = 0;

    double percent() const { return hundredths / 100.0; }
    std::string text() const;  ///< "11.75 %"

    friend auto operator<=>(const Rate&, const Rate&) = default;
};

/// From that day on, until the next change.
struct RateChange {
    Date from;
    Rate rate;
    std::int64_t entry = 0;  ///< of the log, by which it was taken in; 0: of the built-in table

    /// "the built-in table", "the table taken in by entry 17": which one a figure rests on.
    std::string table() const;
};

/// What is known of Bank Rate: its changes, and the day up to which it is known that there was no other; and the
/// numbers of the law by which interest rests on it.
class BankRates {
  public:
    /// The changes may come in any order.
    BankRates(std::vector<RateChange> changes, Date known_until);

    /// The rate in force on the day; nothing before the first change and after the day up to which it is known.
    std::optional<Rate> on(Date day) const;
    /// The change by which it is in force.
    const RateChange* change_on(Date day) const;
    const std::vector<RateChange>& changes() const { return changes_; }  ///< by day
    Date known_until() const { return known_until_; }

    const LegalNumbers& law() const { return law_; }  ///< built in, unless others were given
    void use_law(LegalNumbers law);
    /// Late Payment of Commercial Debts (Interest) Act 1998 s.4: to pay a debt, from day to day.
    const DatedNumber& payment_days() const { return payment_days_; }

  private:
    std::vector<RateChange> changes_;
    Date known_until_;
    LegalNumbers law_ = built_in_legal_numbers();
    DatedNumber payment_days_ = law_.of(rule_interest_days);
};

/// The changes from 8 November 2001 on, as observed to 25 September 2026. Source: Bank of England Database, series
/// IUDBEDR, licensed under the Open Government Licence v3.0.
const BankRates& built_in_bank_rates();

/// The built-in changes and those of rows of kind `bank_rates`, which go before where both have the day. Rates are
/// known up to the last row's own day, and to the one on which it was recorded: whoever takes a change in knows of no
/// later one.
BankRates bank_rates_with(std::span<const Row> taken_in);

/// The day whose Bank Rate governs interest that begins to run on the day: 31 December before for January to June, 30
/// June before for July to December (Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002).
Date reference_day(Date interest_from);

}  // namespace contractwatch
