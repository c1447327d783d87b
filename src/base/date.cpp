// Civil days read, written and moved by months.
#include "base/date.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace contractwatch {
namespace {

using namespace std::chrono;

constexpr const char* weekday_names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr const char* month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

constexpr int first_year = 1;
constexpr int last_year = 9999;

/// The number that so many digits at a place spell; nothing where one of them is no digit.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(at, count)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

void write_digits(std::string& text, std::size_t at, std::size_t count, unsigned number) {
    for (auto place = at + count; place > at; number /= 10)
        text[--place] = static_cast<char>('0' + number % 10);
}

/// HH:MM as minutes since midnight; nothing beyond 23:59.
std::optional<int> minutes_of_day(std::string_view text) {
    const auto hour = digits(text, 0, 2);
    const auto minute = digits(text, 3, 2);
    if (!hour || !minute || text[2] != ':' || *hour > 23 || *minute > 59) return std::nullopt;
    return *hour * 60 + *minute;
}

/// Z, or + or - and HH:MM: how far local time is ahead of UTC.
std::optional<minutes> offset(std::string_view text) {
    if (text == "Z") return minutes{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const auto ahead = minutes_of_day(text.substr(1));
    if (!ahead) return std::nullopt;
    return minutes{text[0] == '-' ? -*ahead : *ahead};
}

/// The decimals of a second that stand after its point, cut to milliseconds.
std::optional<milliseconds> fraction(std::string_view decimals) {
    if (decimals.empty() || decimals.size() > 9 || !digits(decimals, 0, decimals.size())) return std::nullopt;
    auto three = std::string{decimals.substr(0, 3)};
    three.resize(3, '0');
    return milliseconds{*digits(three, 0, 3)};
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || *year < first_year) return std::nullopt;
    const auto date = year_month_day{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                     std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return Date{std::chrono::local_days{date}};
}

std::string Date::text() const {
    const auto date = ymd();
    std::string text = "0000-00-00";
    const int year = static_cast<int>(date.year());
    write_digits(text, 0, 4, static_cast<unsigned>(std::clamp(year, 0, last_year)));
    write_digits(text, 5, 2, static_cast<unsigned>(date.month()));
    write_digits(text, 8, 2, static_cast<unsigned>(date.day()));
    return text;
}

std::string Date::long_text() const {
    return fmt::format("{} {}", weekday_names[weekday().c_encoding()], short_text());
}

std::string Date::short_text() const {
    const auto date = ymd();
    return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                       month_names[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()));
}

Date Date::plus_months(int months) const {
    const auto date = ymd();
    const auto month_number =
        static_cast<long long>(static_cast<int>(date.year())) * 12 + static_cast<unsigned>(date.month()) - 1 + months;
    const auto within = std::clamp(month_number, first_year * 12LL, last_year * 12LL + 11);
    const auto month =
        std::chrono::year{static_cast<int>(within / 12)} / std::chrono::month{static_cast<unsigned>(within % 12) + 1};
    const auto last = year_month_day_last{month / std::chrono::last};
    return Date{std::chrono::local_days{month / std::min(date.day(), last.day())}};
}

Date Date::first_of_month() const {
    const auto date = ymd();
    return Date{std::chrono::local_days{date.year() / date.month() / 1}};
}

Date Date::last_of_month() const {
    const auto date = ymd();
    return Date{std::chrono::local_days{date.year() / date.month() / last}};
}

std::ostream& operator<<(std::ostream& out, const Date& date) {
    return out << date.text();
}

std::string text_of(Instant instant) {
    const auto second = floor<seconds>(instant);
    const auto day = floor<days>(second);
    const auto time = hh_mm_ss{second - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", Date{std::chrono::local_days{day.time_since_epoch()}}.text(),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto day = Date::parse(text.substr(0, 10));
    if (!day || text.size() < 20 || text[10] != 'T' || text[16] != ':') return std::nullopt;
    const auto minute = minutes_of_day(text.substr(11, 5));
    const auto second = digits(text, 17, 2);
    auto rest = text.substr(19);
    auto part = milliseconds{0};
    if (rest.front() == '.') {
        const auto end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
        const auto given = fraction(rest.substr(1, end - 1));
        if (!given) return std::nullopt;
        part = *given;
        rest = rest.substr(end);
    }
    const auto ahead = offset(rest);
    if (!minute || !second || *second > 59 || !ahead) return std::nullopt;
    const auto midnight = sys_days{day->local_days().time_since_epoch()};
    return Instant{midnight + minutes{*minute} + seconds{*second} + part - *ahead};
}

}  // namespace contractwatch
