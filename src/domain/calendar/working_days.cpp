// Working days by number: every day has the count of working days up to it, from which all else is arithmetic.
#include "domain/calendar/working_days.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/calendar/built_in_bank_holidays.h"

namespace contractwatch {
namespace {

constexpr std::array<std::string_view, 4> roll_names = {"following", "preceding", "modified_following", "none"};

constexpr Date a_monday{1969, 12, 29};

/// Whole weeks from a Monday, and the day of the week (0: Monday) that is left.
struct WeekDay {
    long week;
    long day;
};

WeekDay week_day(Date day) {
    const long days = (day - a_monday).count();
    const long week = (days >= 0 ? days : days - 6) / 7;
    return {week, days - week * 7};
}

bool is_weekday(Date day) {
    return week_day(day).day < 5;
}

/// The days from Monday to Friday since that Monday, the day itself counted.
long weekdays_until(Date day) {
    const auto [week, weekday] = week_day(day);
    return week * 5 + std::min(weekday + 1, 5L);
}

/// The day from Monday to Friday up to which there are so many.
Date weekday_numbered(long number) {
    const long before = number - 1;
    const long week = (before >= 0 ? before : before - 4) / 5;
    return a_monday + Days{week * 7 + before - week * 5};
}

}  // namespace

std::string_view name_of(Roll roll) {
    return roll_names.at(static_cast<std::size_t>(roll));
}

std::optional<Roll> find_roll(std::string_view name) {
    const auto wanted = header_key(name);
    for (const auto roll : {Roll::following, Roll::preceding, Roll::modified_following, Roll::none}) {
        if (header_key(name_of(roll)) == wanted) return roll;
    }
    return std::nullopt;
}

WorkingCalendar::WorkingCalendar() : WorkingCalendar(built_in_bank_holidays(Division::england_and_wales)) {}

WorkingCalendar::WorkingCalendar(const BankHolidays& holidays) : covered_until_(holidays.covered_until()) {
    std::ranges::copy_if(holidays.days(), std::back_inserter(holidays_), is_weekday);
}

bool WorkingCalendar::is_working_day(Date day) const {
    return is_weekday(day) && !std::ranges::binary_search(holidays_, day);
}

Date WorkingCalendar::on_or_after(Date day) const {
    return is_working_day(day) ? day : plus(day, WorkingDays{1});
}

Date WorkingCalendar::on_or_before(Date day) const {
    return is_working_day(day) ? day : plus(day, WorkingDays{-1});
}

Date WorkingCalendar::plus(Date day, WorkingDays days) const {
    if (days.count() > 0) return numbered(number_of(day) + days.count());
    if (days.count() < 0) return numbered(number_of(day - Days{1}) + days.count() + 1);
    return day;
}

WorkingDays WorkingCalendar::working_days_between(Date from, Date to) const {
    return WorkingDays{static_cast<int>(number_of(to) - number_of(from))};
}

Date WorkingCalendar::roll(Date day, Roll roll) const {
    if (roll == Roll::none) return day;
    if (roll == Roll::preceding) return on_or_before(day);
    const auto after = on_or_after(day);
    const bool other_month = after > day.last_of_month();
    return roll == Roll::modified_following && other_month ? on_or_before(day) : after;
}

long WorkingCalendar::holidays_until(Date day) const {
    return std::ranges::upper_bound(holidays_, day) - holidays_.begin();
}

long WorkingCalendar::number_of(Date day) const {
    return weekdays_until(day) - holidays_until(day);
}

Date WorkingCalendar::numbered(long number) const {
    // The first weekday that, without the holidays up to it, has that number: each step only takes in more holidays.
    auto day = weekday_numbered(number);
    for (auto next = day;; day = next) {
        next = weekday_numbered(number + holidays_until(day));
        if (next == day) return day;
    }
}

}  // namespace contractwatch
