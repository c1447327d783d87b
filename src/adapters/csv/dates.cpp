// Dates recognised by their shape, and refused where the shape fits and the day does not.
#include "adapters/csv/dates.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

using namespace std::chrono;

constexpr int first_year = 1900;
constexpr int last_year = 2199;
constexpr int first_year_of_rule = 1996;
constexpr int first_day_number = 18'264;  // 1950-01-01: smaller numbers may be years or quantities
constexpr int last_day_number = 73'050;   // 2099-12-31
constexpr Date day_zero{1899, 12, 30};    // of spreadsheets, for days from March 1900 on

constexpr std::string_view ways = "write it as 30/09/2026 or 2026-09-30";

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Of at most six digits.
int number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    return value;
}

Error no_date(std::string_view text) {
    return invalid(fmt::format("\"{}\" is no date; {}", single_line(text.substr(0, 40)), ways));
}

Error no_such_day(std::string_view text) {
    return invalid(fmt::format("there is no day {}; {}", single_line(text), ways));
}

Result<Date> checked(int year, int month, int day, std::string_view text) {
    const bool within = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    const auto date = year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}};
    if (!within || !date.ok()) return no_such_day(text);
    if (year < first_year || year > last_year) {
        return invalid(
            fmt::format("{} lies in the year {}; give a year from {} to {}, and leave the cell blank where "
                        "there is no date",
                        text, year, first_year, last_year));
    }
    return Date{local_days{date}};
}

/// 09:30, 09:30:00 or 09:30:00.000, in minutes; nothing for anything else.
std::optional<int> minutes_of(std::string_view time) {
    if (time.size() < 5 || time[2] != ':' || !all_digits(time.substr(0, 2)) || !all_digits(time.substr(3, 2))) {
        return std::nullopt;
    }
    const int hour = number(time.substr(0, 2));
    const int minute = number(time.substr(3, 2));
    auto rest = time.substr(5);
    if (rest.size() >= 3 && rest[0] == ':' && all_digits(rest.substr(1, 2)) && number(rest.substr(1, 2)) <= 60) {
        rest.remove_prefix(3);
        const bool decimals = rest.size() > 1 && rest[0] == '.' && all_digits(rest.substr(1));
        if (decimals) rest = {};
    }
    if (!rest.empty() || hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

/// Z, +01:00, +0100 or +01, in minutes ahead of UTC.
std::optional<int> offset_of(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    std::string digits{text.substr(1)};
    if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
    if (digits.size() == 2) digits += "00";
    if (digits.size() != 4 || !all_digits(digits)) return std::nullopt;
    const int ahead = number(digits.substr(0, 2)) * 60 + number(digits.substr(2));
    if (ahead > 24 * 60 || number(digits.substr(2)) > 59) return std::nullopt;
    return text[0] == '-' ? -ahead : ahead;
}

/// The day of a date-time whose date has been read; the time stands behind T or a space.
Result<Date> with_time(Date date, std::string_view time, std::string_view text) {
    const auto sign = time.find_first_of("Zz+-");
    const auto minute = minutes_of(trimmed(time.substr(0, sign)));
    if (!minute) return no_date(text);
    if (sign == std::string_view::npos) return date;
    const auto ahead = offset_of(time.substr(sign));
    if (!ahead) return no_date(text);
    if (date.year() < first_year_of_rule) {
        return invalid(fmt::format("{} has an offset, and before {} summer time had other days; give the plain date",
                                   text, first_year_of_rule));
    }
    return day_in_united_kingdom(Instant{sys_days{date.local_days().time_since_epoch()} + minutes{*minute - *ahead}});
}

/// 1 to 12 for a month's name or its first three letters or more; 0 for anything else.
int month_of(std::string_view name) {
    const auto key = key_of(name);
    if (key.size() < 3) return 0;
    const auto* const found =
        std::ranges::find_if(months, [&](std::string_view month) { return month.starts_with(key); });
    return found == months.end() ? 0 : static_cast<int>(found - months.begin()) + 1;
}

/// Two digits are 1969 to 2068, four are the year; nothing for any other count.
std::optional<int> year_of(std::string_view text) {
    if (!all_digits(text)) return std::nullopt;
    if (text.size() == 4) return number(text);
    if (text.size() != 2) return std::nullopt;
    return number(text) + (number(text) < 69 ? 2000 : 1900);
}

/// A date's three parts, and the mark between them.
struct Parts {
    std::string_view first;
    std::string_view second;
    std::string_view third;
    char mark;
};

/// Parts at two equal marks; runs of spaces count as one.
std::optional<Parts> split(std::string_view text) {
    const auto one = text.find_first_of("/-. ");
    if (one == std::string_view::npos || one == 0) return std::nullopt;
    const char mark = text[one];
    const auto second = text.find_first_not_of(' ', one + 1);
    const auto two = text.find(mark, second);
    if (second == std::string_view::npos || two == std::string_view::npos) return std::nullopt;
    const auto third = text.find_first_not_of(' ', two + 1);
    if (third == std::string_view::npos) return std::nullopt;
    return Parts{text.substr(0, one), text.substr(second, two - second), text.substr(third), mark};
}

Result<Date> numeric(const Parts& parts, DateOrder order, std::string_view text) {
    const bool month_first = order == DateOrder::month_first;
    const int day = number(month_first ? parts.second : parts.first);
    const int month = number(month_first ? parts.first : parts.second);
    if (parts.third.size() == 2 && parts.mark != '/') {
        return invalid(fmt::format("{} is ambiguous: it may begin with the year or the day; {}", text, ways));
    }
    const auto year = year_of(parts.third);
    if (!year) return no_date(text);
    if (month > 12 && day >= 1 && day <= 12) {
        return invalid(
            fmt::format("there is no month {} in {}, read {} first; where the whole file is the other way round "
                        "say date_order = \"{}\" in its feed",
                        month, text, month_first ? "month" : "day", month_first ? "day-first" : "month-first"));
    }
    return checked(*year, month, day, text);
}

bool one_or_two_digits(std::string_view text) {
    return text.size() <= 2 && all_digits(text);
}

/// A date without a time of day, other than YYYY-MM-DD.
Result<Date> plain_date(std::string_view text, DateOrder order) {
    const auto parts = split(text);
    if (!parts || !one_or_two_digits(parts->first)) return no_date(text);
    if (one_or_two_digits(parts->second)) return numeric(*parts, order, text);
    const int month = month_of(parts->second);
    const auto year = year_of(parts->third);
    if (month == 0 || !year) return no_date(text);
    return checked(*year, month, number(parts->first), text);
}

bool is_iso_shaped(std::string_view text) {
    return text.size() >= 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
           all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
}

Result<Date> iso_date(std::string_view text) {
    const auto date = checked(number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2)), text);
    if (!date || text.size() == 10) return date;
    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return no_date(text);
    return with_time(*date, trimmed(text.substr(11)), text);
}

/// A spreadsheet's day number; the decimals behind it are a time of day.
Result<Date> day_number(std::string_view whole, std::string_view text) {
    if (whole.size() == 5 && number(whole) >= first_day_number && number(whole) <= last_day_number) {
        return day_zero + Days{number(whole)};
    }
    return no_date(text);
}

}  // namespace

Date day_in_united_kingdom(Instant moment) {
    const auto year = year_month_day{floor<days>(moment)}.year();
    const auto begins = Instant{sys_days{year / March / Sunday[last]} + hours{1}};
    const auto ends = Instant{sys_days{year / October / Sunday[last]} + hours{1}};
    const bool summer = begins <= moment && moment < ends;
    const auto day = floor<days>(summer ? moment + hours{1} : moment);
    return Date{local_days{day.time_since_epoch()}};
}

Result<Date> parse_date(std::string_view text, DateOrder order) {
    if (is_iso_shaped(text)) return iso_date(text);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const bool one_number =
        all_digits(whole) && (point == std::string_view::npos || all_digits(text.substr(point + 1)));
    if (one_number) return day_number(whole, text);
    const auto colon = text.find(':');
    const auto time = colon == std::string_view::npos ? colon : text.rfind(' ', colon);
    if (time == std::string_view::npos) return plain_date(text, order);
    const auto date = plain_date(trimmed(text.substr(0, time)), order);
    if (!date) return date;
    return with_time(*date, trimmed(text.substr(time)), text);
}

}  // namespace contractwatch
