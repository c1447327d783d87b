// The checks of recurrence rules, each with the sentence that goes with it.
#include "domain/calendar/recurrence_rule.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/calendar/rule_parts.h"

namespace contractwatch {
namespace {

constexpr std::string_view ways =
    "say monthly or yearly (a day that a month lacks is brought to its end), BYMONTHDAY=-1 for the last day of each "
    "month, or RSCALE=GREGORIAN;SKIP=BACKWARD";

bool skips_backward(const RuleParts& parts) {
    return parts.is("SKIP", "BACKWARD");
}

Result<void> check_meaning(const RuleParts& parts) {
    constexpr std::array<std::string_view, 4> frequencies = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const auto frequency = parts.value("FREQ");
    if (std::ranges::find(frequencies, frequency) == frequencies.end()) {
        return wrong_part("FREQ", frequency, "is not how often a review comes; say DAILY, WEEKLY, MONTHLY or YEARLY");
    }
    if (parts.has("BYWEEKNO")) {
        return wrong_part(
            "BYWEEKNO", parts.value("BYWEEKNO"),
            "counts weeks, which programs number differently; say a month and a weekday, such as BYMONTH=5;BYDAY=2MO");
    }
    if (parts.has("WKST") && !is_weekday_name(parts.value("WKST")))
        return wrong_part("WKST", parts.value("WKST"), "is no weekday");
    const bool gregorian = parts.is("RSCALE", "GREGORIAN");
    if (parts.has("RSCALE") && !gregorian)
        return wrong_part("RSCALE", parts.value("RSCALE"), "is another calendar; say GREGORIAN");
    const bool known_skip = gregorian && (skips_backward(parts) || parts.is("SKIP", "OMIT"));
    if (parts.has("SKIP") && !known_skip) {
        return wrong_part("SKIP", parts.value("SKIP"), "is not accepted; say RSCALE=GREGORIAN;SKIP=BACKWARD");
    }
    if (parts.has("COUNT") && parts.has("UNTIL"))
        return invalid("COUNT and UNTIL exclude each other; give one of them");
    if ((frequency == "WEEKLY" && parts.has("BYMONTHDAY")) || (frequency != "YEARLY" && parts.has("BYYEARDAY"))) {
        return invalid(
            fmt::format("FREQ={} cannot count days of the month or year; say FREQ=MONTHLY with BYMONTHDAY, or "
                        "FREQ=YEARLY with BYYEARDAY",
                        frequency));
    }
    const auto days = parts.numbers("BYMONTHDAY");
    if (frequency == "DAILY" && std::ranges::any_of(days, [](int day) { return day < 0; })) {
        return invalid(
            "BYMONTHDAY counts from the month's end with FREQ=MONTHLY and FREQ=YEARLY only; say FREQ=MONTHLY");
    }
    if (frequency == "YEARLY" && parts.has("BYMONTHDAY") && !parts.has("BYMONTH")) {
        return invalid("FREQ=YEARLY with BYMONTHDAY does not say which months; add BYMONTH, or say FREQ=MONTHLY");
    }
    return {};
}

// RFC 5545 section 3.3.10: a number before a weekday belongs with months and years only.
Result<void> check_weekdays(const RuleParts& parts) {
    const bool of_months = parts.is("FREQ", "MONTHLY") || parts.has("BYMONTH");
    const bool counts = parts.is("FREQ", "MONTHLY") || parts.is("FREQ", "YEARLY");
    for (const auto& [n, weekday] : parts.weekdays()) {
        if (n == 0) continue;
        const auto given = parts.value("BYDAY");
        if (!counts)
            return wrong_part("BYDAY", given, "counts weekdays of a month; say FREQ=MONTHLY, or leave the number out");
        if (parts.has("BYMONTHDAY")) {
            return wrong_part("BYDAY", given, "and BYMONTHDAY both say which day of the month; give one of them");
        }
        if (of_months && std::abs(n) > 4) {
            return wrong_part(
                "BYDAY", given,
                fmt::format("would leave out the months that have only four; say BYDAY=-1{} for the last", weekday));
        }
        if (std::abs(n) > 52)
            return wrong_part(
                "BYDAY", given,
                fmt::format("would leave out most years; say BYDAY=-1{} for the last of the year", weekday));
    }
    return {};
}

/// How many days every month or year of the rule has to choose from; where weekdays and days of the month are both
/// given, how many it can have at most.
int choices(const RuleParts& parts) {
    const auto months = parts.is("FREQ", "YEARLY") ? std::max<std::size_t>(parts.numbers("BYMONTH").size(), 1) : 1;
    const bool whole_years = parts.is("FREQ", "YEARLY") && !parts.has("BYMONTH");
    auto days = parts.numbers(parts.has("BYYEARDAY") ? "BYYEARDAY" : "BYMONTHDAY").size();
    if (days == 0 && !parts.has("BYDAY")) days = 1;
    if (days == 0) {
        for (const auto& each : parts.weekdays())
            days += each.n != 0 ? 1 : whole_years ? 52 : 4;
    }
    return static_cast<int>(days * months);
}

Result<void> check_positions(const RuleParts& parts) {
    if (!parts.has("BYSETPOS")) return {};
    const auto given = parts.value("BYSETPOS");
    if (!parts.is("FREQ", "MONTHLY") && !parts.is("FREQ", "YEARLY")) {
        return wrong_part("BYSETPOS", given, "belongs with FREQ=MONTHLY or FREQ=YEARLY; name the days with BYDAY");
    }
    for (const auto* name : {"BYMONTHDAY", "BYYEARDAY"}) {
        const auto days = parts.numbers(name);
        const auto from_end = std::ranges::count_if(days, [](int day) { return day < 0; });
        if (from_end == 0 || from_end == std::ssize(days)) continue;
        return wrong_part(
            name, parts.value(name),
            "counts from both ends, so that a day may be named twice; with BYSETPOS count from one of them");
    }
    const int fewest = choices(parts);
    for (const int n : parts.numbers("BYSETPOS")) {
        if (std::abs(n) <= fewest) continue;
        return wrong_part(
            "BYSETPOS", given,
            fmt::format("is more than the {} that there are every time; count from the end, as in BYSETPOS=-1",
                        counted(fewest, "day")));
    }
    return {};
}

/// The months (1 to 12) in which the rule can come.
std::vector<int> months_of(const RuleParts& parts, Date anchor) {
    const auto named = parts.numbers("BYMONTH");
    std::array<bool, 12> met{};
    const bool monthly = parts.is("FREQ", "MONTHLY");
    const int step = monthly ? parts.interval() : 1;
    const int first = static_cast<int>(anchor.month()) - 1;
    for (int n = 0; n < 12; ++n)
        met.at(static_cast<std::size_t>((first + n * step) % 12)) = true;
    const bool anchors_only = parts.is("FREQ", "YEARLY") && named.empty();
    std::vector<int> months;
    for (int month = 1; month <= 12; ++month) {
        const bool is_named = named.empty() || std::ranges::find(named, month) != named.end();
        const bool is_met = anchors_only ? month == first + 1 : met.at(static_cast<std::size_t>(month - 1));
        if (is_named && is_met) months.push_back(month);
    }
    return months;
}

int last_day(int month, int year) {
    return static_cast<int>(Date{year, static_cast<unsigned>(month), 1}.last_of_month().day());
}

int shortest(int month) {
    return last_day(month, 2026);
}
int longest(int month) {
    return last_day(month, 2028);
}

/// The days of the month that the rule names, or that it takes from its anchor.
std::vector<int> days_of(const RuleParts& parts, Date anchor) {
    if (parts.has("BYMONTHDAY")) return parts.numbers("BYMONTHDAY");
    const bool by_month = parts.is("FREQ", "MONTHLY") || parts.is("FREQ", "YEARLY");
    if (!by_month || parts.has("BYDAY") || parts.has("BYYEARDAY")) return {};
    return {static_cast<int>(anchor.day())};
}

Error leaves_out(const RuleParts& parts, Date anchor, int day) {
    const bool leap_day = parts.is("FREQ", "YEARLY") && day == 29;
    const auto cause = parts.has("BYMONTHDAY")
                           ? fmt::format("BYMONTHDAY={}", parts.value("BYMONTHDAY"))
                           : fmt::format("FREQ={} counted from {}", parts.value("FREQ"), anchor.short_text());
    const auto what = leap_day ? std::string{"year that has no 29 February"}
                               : fmt::format("month without a {}{}", day, day == 31 ? "st" : "th");
    return invalid(fmt::format("{} would leave out, without a word, every {}; {}", cause, what, ways));
}

Result<void> check_short_months(const RuleParts& parts, Date anchor) {
    const auto months = months_of(parts, anchor);
    if (months.empty()) return invalid("the rule never comes: its months are not among those that INTERVAL counts to");
    for (const int day : days_of(parts, anchor)) {
        if (day < -28)
            return wrong_part("BYMONTHDAY", parts.value("BYMONTHDAY"),
                              fmt::format("would leave out short months; {}", ways));
        if (skips_backward(parts)) continue;
        const auto has_never = [&](int month) { return day > longest(month); };
        if (std::ranges::all_of(months, has_never)) {
            return invalid(fmt::format("the rule never comes: none of its months has a {}th day; {}", day, ways));
        }
        const auto lacks = [&](int month) { return day > shortest(month); };
        if (std::ranges::any_of(months, lacks)) return leaves_out(parts, anchor, day);
    }
    for (const int day : parts.numbers("BYYEARDAY")) {
        if (std::abs(day) > 365) {
            return wrong_part("BYYEARDAY", parts.value("BYYEARDAY"),
                              "comes in leap years only; say BYMONTH=12;BYMONTHDAY=31, or yearly");
        }
    }
    return {};
}

/// The day of UNTIL, which stands as 20270331, with or without a time of day after it.
std::optional<Date> day_of(std::string_view until) {
    const auto time = until.substr(std::min<std::size_t>(until.size(), 8));
    const bool timed =
        time.size() >= 7 && time[0] == 'T' && time.find_first_not_of("0123456789", 1) >= 7 && time.substr(7).size() < 2;
    if (until.size() < 8 || (!time.empty() && !timed)) return std::nullopt;
    return Date::parse(fmt::format("{}-{}-{}", until.substr(0, 4), until.substr(4, 2), until.substr(6, 2)));
}

Result<void> check_end(const RuleParts& parts, Date anchor) {
    if (!parts.has("UNTIL")) return {};
    const auto until = day_of(parts.value("UNTIL"));
    if (!until) return wrong_part("UNTIL", parts.value("UNTIL"), "is no day; write it like UNTIL=20270331");
    if (*until >= anchor) return {};
    return wrong_part("UNTIL", parts.value("UNTIL"),
                      fmt::format("is before {}, from which the rule counts", anchor.short_text()));
}

/// A list with each of its members once and without plus signs: libical counts a day named twice as two.
std::string without_repeats(std::string_view list) {
    std::vector<std::string> once;
    std::string member;
    for (const char letter : std::string{list} + ',') {
        if (letter != ',' && letter != '+') member += letter;
        if (letter != ',') continue;
        if (std::ranges::find(once, member) == once.end()) once.push_back(member);
        member.clear();
    }
    return fmt::format("{}", fmt::join(once, ","));
}

std::string written(const RuleParts& parts) {
    std::string text;
    for (const auto& [name, value] : parts.all()) {
        const auto kept = name == "UNTIL" ? value.substr(0, 8) : without_repeats(value);
        text += fmt::format("{}{}={}", text.empty() ? "" : ";", name, kept);
    }
    return text;
}

}  // namespace

Result<std::string> checked_rule(std::string_view rule, Date anchor) {
    const auto parts = RuleParts::parse(rule);
    if (!parts) return parts.error();
    for (const auto check : {check_meaning, check_weekdays, check_positions}) {
        if (const auto checked = check(*parts); !checked) return checked.error();
    }
    for (const auto check : {check_short_months, check_end}) {
        if (const auto checked = check(*parts, anchor); !checked) return checked.error();
    }
    return written(*parts);
}

}  // namespace contractwatch
