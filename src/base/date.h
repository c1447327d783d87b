// Civil days, and the instants that only ports and what lies above them may speak of.
#pragma once

#include <chrono>
#include <compare>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace contractwatch {

using Days = std::chrono::days;

/// A moment in UTC, to the millisecond. The domain never holds one.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A civil day of the Gregorian calendar from 0001-01-01 to 9999-12-31: no time of day, no zone.
class Date {
  public:
    constexpr Date() = default;  ///< 1970-01-01
    constexpr explicit Date(std::chrono::local_days day) : day_(day) {}
    /// The day of that year, month (1 to 12) and day of the month; the day must exist.
    constexpr Date(int year, unsigned month, unsigned day)
        : day_(std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}) {}

    /// Reads YYYY-MM-DD and nothing else; nothing for a day that does not exist.
    static std::optional<Date> parse(std::string_view text);

    std::string text() const;        ///< YYYY-MM-DD; a later year than 9999 is written 9999
    std::string long_text() const;   ///< Thursday 1 October 2026
    std::string short_text() const;  ///< 1 October 2026

    int year() const { return static_cast<int>(ymd().year()); }
    unsigned month() const { return static_cast<unsigned>(ymd().month()); }
    unsigned day() const { return static_cast<unsigned>(ymd().day()); }
    std::chrono::weekday weekday() const { return std::chrono::weekday{day_}; }
    std::chrono::year_month_day ymd() const { return std::chrono::year_month_day{day_}; }
    constexpr std::chrono::local_days local_days() const { return day_; }

    /// This day so many months on (or back), brought to the month's last day where the month is shorter.
    Date plus_months(int months) const;
    Date first_of_month() const;
    Date last_of_month() const;

    friend constexpr auto operator<=>(const Date&, const Date&) = default;
    friend constexpr Date operator+(Date date, Days days) { return Date{date.day_ + days}; }
    friend constexpr Date operator-(Date date, Days days) { return Date{date.day_ - days}; }
    friend constexpr Days operator-(Date left, Date right) { return left.day_ - right.day_; }
    friend std::ostream& operator<<(std::ostream& out, const Date& date);

  private:
    std::chrono::local_days day_{};
};

/// Later than every day that this program meets: "stands for ever".
inline constexpr Date end_of_time{9999, 12, 31};

/// Days from the first to the last of them, both counted.
struct DateRange {
    Date first;
    Date last;

    bool contains(Date day) const { return first <= day && day <= last; }
    friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// YYYY-MM-DDTHH:MM:SSZ (milliseconds are cut off).
std::string text_of(Instant instant);

/// Reads YYYY-MM-DDTHH:MM:SS with Z or an offset such as +01:00.
std::optional<Instant> parse_instant(std::string_view text);

}  // namespace contractwatch
