// The numbers that the law or guidance sets, as dated rows: what a calculation used can be shown.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "domain/facts/row.h"

namespace contractwatch {

/// The rules whose numbers calculations look up here.
inline constexpr std::string_view rule_over_bank_rate = "interest_over_bank_rate";  ///< per cent
inline constexpr std::string_view rule_fixed_sum = "interest_fixed_sum";            ///< pounds

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

    /// "interest_over_bank_rate 8 from 7 August 2002, SI 2002/1675, built in"; "..., taken in by entry 17".
    std::string words() const;
};

/// Policy: so long after somebody checked a number the operator is asked to have it checked again.
inline constexpr int months_between_checks = 12;

class LegalNumbers {
  public:
    LegalNumbers() = default;
    explicit LegalNumbers(std::vector<LegalNumber> numbers);

    /// The number of the rule that is in force on the day; of several the one that came into force last. Null where
    /// there is none.
    const LegalNumber* in_force(std::string_view rule, std::string_view applies_to, Date day) const;

    /// Those in force on the day, or coming, that nobody has checked for twelve months, by rule.
    std::vector<const LegalNumber*> unchecked(Date day) const;

    const std::vector<LegalNumber>& all() const { return numbers_; }  ///< by rule, what it applies to, and day

  private:
    std::vector<LegalNumber> numbers_;
};

/// Those that the program comes with.
const LegalNumbers& built_in_legal_numbers();

/// The built-in ones and those of rows of kind `legal_numbers`, which go before where rule, what it applies to and day
/// are the same.
LegalNumbers legal_numbers_with(std::span<const Row> taken_in);

}  // namespace contractwatch
