// The Bank of England's Bank Rate from day to day, on which statutory interest rests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

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
};

/// What is known of Bank Rate: its changes, and the day up to which it is known that there was no other.
class BankRates {
  public:
    /// The changes may come in any order.
    BankRates(std::vector<RateChange> changes, Date known_until);

    /// The rate in force on the day; nothing before the first change and after the day up to which it is known.
    std::optional<Rate> on(Date day) const;
    Date known_until() const { return known_until_; }

  private:
    std::vector<RateChange> changes_;
    Date known_until_;
};

/// The changes from 8 November 2001 on, as observed to 25 September 2026. Source: Bank of England Database, series
/// IUDBEDR, licensed under the Open Government Licence v3.0.
const BankRates& built_in_bank_rates();

/// The day whose Bank Rate governs interest that begins to run on the day: 31 December before for January to June, 30
/// June before for July to December (Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002).
Date reference_day(Date interest_from);

}  // namespace contractwatch
