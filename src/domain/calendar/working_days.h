// Working days: Monday to Friday but for bank holidays, and where a date goes that is none.
#pragma once

#include <compare>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/calendar/bank_holidays.h"

namespace contractwatch {

/// A number of working days; negative: backwards.
class WorkingDays {
  public:
    constexpr WorkingDays() = default;
    constexpr explicit WorkingDays(int count) : count_(count) {}

    constexpr int count() const { return count_; }

    friend constexpr auto operator<=>(const WorkingDays&, const WorkingDays&) = default;
    friend constexpr WorkingDays operator-(WorkingDays days) { return WorkingDays{-days.count_}; }
    friend constexpr WorkingDays operator+(WorkingDays a, WorkingDays b) { return WorkingDays{a.count_ + b.count_}; }
    friend std::ostream& operator<<(std::ostream& out, WorkingDays days) {
        return out << days.count_ << " working days";
    }

  private:
    int count_ = 0;
};

/// Where a date goes that is no working day.
enum class Roll {
    following,           ///< to the next working day
    preceding,           ///< to the working day before
    modified_following,  ///< to the next working day, but where that is in another month to the one before
    none,                ///< nowhere
};

std::string_view name_of(Roll roll);  ///< following, preceding, modified_following, none

/// The roll of that name, without regard to case, spaces, '_' and '-'.
std::optional<Roll> find_roll(std::string_view name);

/// The working days of one division. Beyond covered_until() weekends alone count. Every question takes a few
/// nanoseconds, however far it reaches.
class WorkingCalendar {
  public:
    WorkingCalendar();  ///< of England and Wales, with the bank holidays that the program brings along
    explicit WorkingCalendar(const BankHolidays& holidays);

    bool is_working_day(Date day) const;
    Date on_or_after(Date day) const;   ///< that day, or the first working day after it
    Date on_or_before(Date day) const;  ///< that day, or the last working day before it (the act-by day of a last day)

    /// So many working days after that day, which is not counted itself; with a negative number before it; with none
    /// the day itself, a working day or not.
    Date plus(Date day, WorkingDays days) const;

    /// The working days d with from < d <= to; negative, the same the other way, where `to` comes first.
    WorkingDays working_days_between(Date from, Date to) const;

    Date roll(Date day, Roll roll) const;

    /// The last day for which bank holidays are known.
    Date covered_until() const { return covered_until_; }

    friend bool operator==(const WorkingCalendar&, const WorkingCalendar&) = default;

  private:
    long number_of(Date day) const;
    Date numbered(long number) const;
    long holidays_until(Date day) const;

    std::vector<Date> holidays_;  ///< those from Monday to Friday
    Date covered_until_;
};

}  // namespace contractwatch
