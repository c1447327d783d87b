// A number that the law or guidance sets, from day to day: what a calculation looks up, as often as it likes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"

namespace contractwatch {

/// One number from a day on.
struct LegalNumber {
    std::string rule;
    std::string applies_to;  ///< empty: everything under the rule
    Decimal value;
    Date from;
    Date until = end_of_time;  ///< the last day on which it holds
    std::string authority;
    Date checked_on;
    std::int64_t entry = 0;  ///< of the log, by which it was taken in; 0: built in

    bool holds_on(Date day) const { return from <= day && day <= until; }
    Days days() const { return Days{value.units() / Decimal::scale}; }  ///< where the rule counts days
    Money amount() const;                                               ///< where it counts pounds

    /// "interest_over_bank_rate 8 from 7 August 2002, SI 2002/1675, built in"; "..., taken in by entry 17".
    std::string words() const;

    friend bool operator==(const LegalNumber&, const LegalNumber&) = default;
};

/// The number of one rule from day to day. It is made once; what it answers takes no memory and compares no text.
class DatedNumber {
  public:
    explicit DatedNumber(std::vector<LegalNumber> rows);

    /// The row in force on the day; of several the one that came into force last. Null where there is none.
    const LegalNumber* in_force(Date day) const;

    /// The first day on which any was in force; nothing where there is no row.
    std::optional<Date> since() const;
    /// The most days, and the least amount, that it ever is; nothing where there is no row.
    std::optional<Days> most_days() const;
    std::optional<Money> least_amount() const;

    friend bool operator==(const DatedNumber&, const DatedNumber&) = default;

  private:
    std::vector<LegalNumber> rows_;  ///< the latest first
};

}  // namespace contractwatch
