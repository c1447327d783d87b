// Periods counted in whole months from an anchor.
#include "domain/calendar/period.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::array<std::string_view, 4> frequency_names = {"monthly", "quarterly", "half-yearly", "yearly"};
constexpr std::array<std::string_view, 3> basis_names = {"financial", "calendar", "contract"};

constexpr int first_year = 1900;
constexpr int last_year = 2199;
constexpr Date a_calendar_year{2000, 1, 1};
constexpr Date a_financial_year{2000, 4, 1};

/// What a notation says: a period's first day, how long it is, and whose year it is part of (a month: of either).
struct Notation {
    Frequency frequency;
    PeriodBasis basis;
    int year;
    int number;  ///< of the month, quarter or half, from 1

    Date first() const {
        const Date year_begins{year, basis == PeriodBasis::financial ? 4U : 1U, 1};
        return year_begins.plus_months((number - 1) * months_in(frequency));
    }
};

std::optional<int> number(std::string_view digits) {
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return std::stoi(std::string{digits});
}

std::optional<int> year_at(std::string_view text) {
    const auto year = text.size() < 4 ? std::nullopt : number(text.substr(0, 4));
    return year && *year >= first_year && *year <= last_year ? year : std::nullopt;
}

/// -Q1 to -Q4, -H1, -H2, or nothing for the whole year, after the year's notation.
std::optional<Notation> part_of_year(int year, PeriodBasis basis, std::string_view part) {
    if (part.empty()) return Notation{Frequency::yearly, basis, year, 1};
    if (part.size() != 3 || part[0] != '-') return std::nullopt;
    const auto which = part[2] - '0';
    if (part[1] == 'Q' && which >= 1 && which <= 4) return Notation{Frequency::quarterly, basis, year, which};
    if (part[1] == 'H' && which >= 1 && which <= 2) return Notation{Frequency::half_yearly, basis, year, which};
    return std::nullopt;
}

/// Whether those are the last two digits, or all four, of the year after.
bool is_year_after(int year, std::string_view digits) {
    const auto next = number(digits);
    return next && ((digits.size() == 2 && *next == (year + 1) % 100) || (digits.size() == 4 && *next == year + 1));
}

std::optional<Notation> read_notation(std::string_view text) {
    const auto year = year_at(text);
    if (!year) return std::nullopt;
    if (text.size() >= 7 && text[4] == '/') {
        if (!is_year_after(*year, text.substr(5, 2))) return std::nullopt;
        return part_of_year(*year, PeriodBasis::financial, text.substr(7));
    }
    const auto month = text.size() == 7 && text[4] == '-' ? number(text.substr(5)) : std::nullopt;
    if (!month) return part_of_year(*year, PeriodBasis::calendar, text.substr(4));
    if (*month < 1 || *month > 12) return std::nullopt;
    return Notation{Frequency::monthly, PeriodBasis::calendar, *year, *month};
}

/// A financial year written in a way of its own (2026-27, 2026/2027, 2026-27 Q2), as it is written here; else nothing.
std::optional<std::string> respelled(std::string_view text) {
    const auto year = year_at(text);
    if (!year || text.size() < 7 || (text[4] != '/' && text[4] != '-')) return std::nullopt;
    const auto end = std::min(text.find_first_not_of("0123456789", 5), text.size());
    if (!is_year_after(*year, text.substr(5, end - 5))) return std::nullopt;
    auto part = text.substr(end);
    while (part.starts_with(' ') || part.starts_with('-'))
        part.remove_prefix(1);
    const auto right = fmt::format("{}/{:02}{}{}", *year, (*year + 1) % 100, part.empty() ? "" : "-", part);
    if (!read_notation(right) || right == text) return std::nullopt;
    return right;
}

std::string described(Frequency frequency, PeriodBasis basis) {
    constexpr std::array<std::string_view, 4> nouns = {"month", "quarter", "half-year", "year"};
    const auto noun = nouns.at(static_cast<std::size_t>(frequency));
    if (basis == PeriodBasis::contract) return fmt::format("a {} counted from the contract's start", noun);
    if (frequency == Frequency::monthly) return "a month";
    if (basis == PeriodBasis::calendar) return fmt::format("a calendar {}", noun);
    return frequency == Frequency::yearly ? "a financial year" : fmt::format("a {} of the financial year", noun);
}

int months_between(Date from, Date to) {
    return (to.year() - from.year()) * 12 + static_cast<int>(to.month()) - static_cast<int>(from.month());
}

int floored(int dividend, int divisor) {
    return dividend >= 0 ? dividend / divisor : -((divisor - 1 - dividend) / divisor);
}

/// What a measure is reported for.
struct Wanted {
    Frequency frequency;
    PeriodBasis basis;
    std::optional<Date> contract_start;

    std::string described() const { return contractwatch::described(frequency, basis); }
    Period around(Date day) const { return Period::containing(day, frequency, basis, contract_start).value(); }
    bool is(const Notation& notation) const {
        const bool month = frequency == Frequency::monthly && basis == PeriodBasis::financial;
        return notation.frequency == frequency && (notation.basis == basis || month);
    }
    /// How one of its periods is written: the one in the middle of what was given, or the first of the contract's own.
    std::string example(const Notation& given) const {
        if (basis == PeriodBasis::contract) return around(*contract_start).text();
        return around(given.first().plus_months(months_in(given.frequency) / 2)).text();
    }
};

Result<Period> ending_on(Date day, const Wanted& wanted) {
    if (wanted.basis == PeriodBasis::contract && day < *wanted.contract_start) {
        return invalid(
            fmt::format("{} is before the contract's start on {}", day.text(), wanted.contract_start->text()));
    }
    const auto period = wanted.around(day);
    if (period.last() == day) return period;
    return invalid(fmt::format("{} is not the last day of {}; the one that it lies in ends on {}: write {}", day.text(),
                               wanted.described(), period.last().text(), period.text()));
}

Error no_period(std::string_view given, const Wanted& wanted) {
    const Notation a_quarter{Frequency::quarterly, PeriodBasis::calendar, 2026, 3};
    return invalid(fmt::format("'{}' is no period; {} is written like {}", single_line(given), wanted.described(),
                               wanted.example(a_quarter)));
}

Error another_kind(std::string_view given, const Notation& notation, const Wanted& wanted) {
    return invalid(fmt::format("{} is {}, but the measure is reported for {}: write it like {}", given,
                               described(notation.frequency, notation.basis), wanted.described(),
                               wanted.example(notation)));
}

std::string upper_case(std::string_view text) {
    std::string upper{text};
    for (auto& letter : upper) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return upper;
}

}  // namespace

int months_in(Frequency frequency) {
    constexpr std::array<int, 4> months = {1, 3, 6, 12};
    return months.at(static_cast<std::size_t>(frequency));
}

std::string_view name_of(Frequency frequency) {
    return frequency_names.at(static_cast<std::size_t>(frequency));
}

std::optional<Frequency> find_frequency(std::string_view name) {
    const auto wanted = header_key(name);
    for (const auto each : {Frequency::monthly, Frequency::quarterly, Frequency::half_yearly, Frequency::yearly}) {
        if (header_key(name_of(each)) == wanted) return each;
    }
    return std::nullopt;
}

std::string_view name_of(PeriodBasis basis) {
    return basis_names.at(static_cast<std::size_t>(basis));
}

std::optional<PeriodBasis> find_period_basis(std::string_view name) {
    const auto wanted = header_key(name);
    for (const auto each : {PeriodBasis::financial, PeriodBasis::calendar, PeriodBasis::contract}) {
        if (header_key(name_of(each)) == wanted) return each;
    }
    return std::nullopt;
}

Period::Period(Frequency frequency, PeriodBasis basis, Date anchor, int index)
    : frequency_(frequency), basis_(basis), anchor_(anchor), index_(index) {
    const int months = months_in(frequency);
    days_ = {anchor.plus_months(index * months), anchor.plus_months((index + 1) * months) - Days{1}};
}

Result<Period> Period::containing(Date day, Frequency frequency, PeriodBasis basis,
                                  std::optional<Date> contract_start) {
    auto anchor = basis == PeriodBasis::financial ? a_financial_year : a_calendar_year;
    if (basis == PeriodBasis::contract) {
        if (!contract_start) {
            return invalid(
                "the measure follows the contract's own periods, but the contract has no start to count from");
        }
        anchor = *contract_start;
    }
    const Period near{frequency, basis, anchor, floored(months_between(anchor, day), months_in(frequency))};
    if (day < near.first()) return near.previous();
    return day > near.last() ? near.next() : near;  // later only where a clamped first day follows in the same month
}

Result<Period> Period::parse(std::string_view text, Frequency frequency, PeriodBasis basis,
                             std::optional<Date> contract_start) {
    const Wanted wanted{frequency, basis, contract_start};
    const auto given = upper_case(trimmed(text));
    if (const auto possible = containing({}, frequency, basis, contract_start); !possible) return possible.error();
    if (const auto day = Date::parse(given); day && year_at(given)) return ending_on(*day, wanted);

    auto notation = read_notation(given);
    const auto meant = respelled(given);
    const bool a_month_or_year = notation && frequency == Frequency::yearly && basis == PeriodBasis::financial;
    if (meant && (!notation || a_month_or_year)) {
        notation = read_notation(*meant);
        if (wanted.is(*notation)) {
            return invalid(fmt::format("{} is not how {} is written; write {}", given, wanted.described(), *meant));
        }
    }
    if (!notation) return no_period(text, wanted);
    if (!wanted.is(*notation)) return another_kind(given, *notation, wanted);
    return containing(notation->first(), frequency, basis, contract_start);
}

std::string Period::text() const {
    if (basis_ == PeriodBasis::contract) return last().text();
    if (frequency_ == Frequency::monthly) return first().text().substr(0, 7);
    const auto year_begins = basis_ == PeriodBasis::financial ? first().plus_months(-3).year() : first().year();
    const auto months = months_between(Date{year_begins, basis_ == PeriodBasis::financial ? 4U : 1U, 1}, first());
    auto text = fmt::format("{:04}", year_begins);
    if (basis_ == PeriodBasis::financial) text += fmt::format("/{:02}", (year_begins + 1) % 100);
    if (frequency_ == Frequency::yearly) return text;
    return text +
           fmt::format("-{}{}", frequency_ == Frequency::quarterly ? 'Q' : 'H', months / months_in(frequency_) + 1);
}

std::optional<std::string> fault_of_period(std::string_view text) {
    if (Date::parse(text)) return std::nullopt;  // a last day
    for (const auto basis : {PeriodBasis::financial, PeriodBasis::calendar}) {
        for (const auto frequency :
             {Frequency::monthly, Frequency::quarterly, Frequency::half_yearly, Frequency::yearly}) {
            if (Period::parse(text, frequency, basis)) return std::nullopt;
        }
    }
    if (const auto meant = respelled(upper_case(trimmed(text))))
        return fmt::format("{} is not how a part of the financial year is written; write {}", text, *meant);
    return fmt::format(
        "\"{}\" is no period; write 2026-09, 2026-Q3, 2026-H1 or 2026, by the financial year 2026/27-Q2, "
        "2026/27-H1 or 2026/27, or the last day",
        text);
}

}  // namespace contractwatch
