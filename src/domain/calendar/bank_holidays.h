// Bank holidays: the days on which a part of the United Kingdom does not work, though they fall on Monday to Friday.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace contractwatch {

/// The parts of the United Kingdom that GOV.UK publishes bank holidays for.
enum class Division { england_and_wales, scotland, northern_ireland };

/// As GOV.UK writes it: england-and-wales, scotland, northern-ireland.
std::string_view name_of(Division division);

/// The division of that name, without regard to case, spaces, '_' and '-'.
std::optional<Division> find_division(std::string_view name);

/// The bank holidays of one division.
class BankHolidays {
  public:
    BankHolidays() = default;  ///< none, and no year covered
    /// Those days, in any order; one given twice counts once.
    explicit BankHolidays(std::vector<Date> days);

    const std::vector<Date>& days() const { return days_; }  ///< in their order
    bool contains(Date day) const;
    /// 31 December of the last year that has one; 1 January of year 1 where there is none. Beyond it nothing is known.
    Date covered_until() const;

    friend bool operator==(const BankHolidays&, const BankHolidays&) = default;

  private:
    std::vector<Date> days_;
};

}  // namespace contractwatch
