// The numbers that the law or guidance sets, as dated rows: what a calculation used can be shown.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/contracts/dated_number.h"
#include "domain/facts/legal_rules.h"
#include "domain/facts/row.h"

namespace contractwatch {

/// Policy: so long after somebody checked a number the operator is asked to have it checked again.
inline constexpr int months_between_checks = 12;

class LegalNumbers {
  public:
    LegalNumbers() = default;
    explicit LegalNumbers(std::vector<LegalNumber> numbers);

    /// The number of the rule that is in force on the day; of several the one that came into force last. Null where
    /// there is none.
    const LegalNumber* in_force(std::string_view rule, std::string_view applies_to, Date day) const;

    /// Everything that there is of the rule, for calculations that look it up again and again.
    DatedNumber of(std::string_view rule, std::string_view applies_to = {}) const;

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
