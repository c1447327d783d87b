// The grammar of recurrence rules.
#include "domain/calendar/rule_parts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::size_t longest_rule = 500;

/// A part that a rule may have, what its value is written with, and the largest number in it.
struct PartKind {
    std::string_view name;
    std::string_view characters;
    int most;
};

constexpr std::string_view digits = "0123456789";
constexpr std::string_view list = "0123456789,";
constexpr std::string_view signed_list = "0123456789,+-";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::array<PartKind, 13> part_kinds = {{{"FREQ", letters, 0},
                                                  {"INTERVAL", digits, 1200},
                                                  {"COUNT", digits, 10'000},
                                                  {"UNTIL", "0123456789TZ", 0},
                                                  {"WKST", letters, 0},
                                                  {"BYMONTH", list, 12},
                                                  {"BYMONTHDAY", signed_list, 31},
                                                  {"BYYEARDAY", signed_list, 366},
                                                  {"BYDAY", "0123456789,+-MOTUWEHFRSA", 53},
                                                  {"BYSETPOS", signed_list, 366},
                                                  {"BYWEEKNO", signed_list, 53},
                                                  {"RSCALE", letters, 0},
                                                  {"SKIP", letters, 0}}};

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// The number that a sign, or none, and one to five digits spell.
std::optional<int> number(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const bool plain = text.find_first_not_of(digits) == std::string_view::npos;
    if (text.empty() || text.size() > 5 || !plain) return std::nullopt;
    const int size = std::stoi(std::string{text});
    return negative ? -size : size;
}

/// -1FR as the number and the weekday; a number that is none, or nought, as nothing.
std::optional<ByDay> by_day(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    const auto place = text.size() - 2;
    if (place == 0) return ByDay{0, text};
    const auto n = number(text.substr(0, place));
    if (!n || *n == 0) return std::nullopt;
    return ByDay{*n, text.substr(place)};
}

/// Whether a part's value can be read and every number of it lies within its bounds; nought never does.
bool within_bounds(std::string_view value, const PartKind& kind) {
    if (value.empty() || value.find_first_not_of(kind.characters) != std::string_view::npos) return false;
    return kind.most == 0 || std::ranges::all_of(split(value, ','), [&](std::string_view each) {
               if (kind.name == "BYDAY") {
                   const auto day = by_day(each);
                   return day && is_weekday_name(day->weekday) && std::abs(day->n) <= kind.most;
               }
               const auto n = number(each);
               return n && *n != 0 && std::abs(*n) <= kind.most;
           });
}

Result<void> check(const RuleParts::Part& part) {
    const auto& [name, value] = part;
    const bool finer = name == "BYHOUR" || name == "BYMINUTE" || name == "BYSECOND";
    if (finer)
        return wrong_part(name, value, "speaks of a time of day, but what comes again here is a day; leave it out");
    const auto kind = std::ranges::find(part_kinds, name, &PartKind::name);
    if (kind == part_kinds.end()) return invalid(fmt::format("'{}' is no part of a rule", single_line(name)));
    if (!within_bounds(value, *kind)) return wrong_part(name, value, "cannot be read, or is out of bounds");
    return {};
}

std::string upper_case(std::string_view text) {
    std::string upper{text};
    for (auto& letter : upper) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return upper;
}

RuleParts::Part part_of(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return {std::string{text}, {}};
    return {std::string{text.substr(0, equals)}, std::string{text.substr(equals + 1)}};
}

}  // namespace

Result<RuleParts> RuleParts::parse(std::string_view rule) {
    if (rule.size() > longest_rule) return invalid("the rule is longer than any that makes sense");
    auto text = upper_case(trimmed(rule));
    if (text.starts_with("RRULE:")) text.erase(0, 6);
    RuleParts parts;
    for (const auto part : split(text, ';')) {
        if (!part.empty()) parts.parts_.push_back(part_of(part));
    }
    if (!parts.has("FREQ")) {
        return invalid(
            fmt::format("'{}' does not say how often; say monthly, quarterly, half-yearly or yearly, or a rule of "
                        "RFC 5545 such as FREQ=MONTHLY;BYDAY=2TU or FREQ=WEEKLY;INTERVAL=2",
                        single_line(rule)));
    }
    for (const auto& part : parts.parts_) {
        if (const auto checked = check(part); !checked) return checked.error();
        const auto times = std::ranges::count(parts.parts_, part.name, &Part::name);
        if (times > 1) return invalid(fmt::format("{} stands {} times in the rule", part.name, times));
    }
    return parts;
}

std::string_view RuleParts::value(std::string_view name) const {
    const auto found = std::ranges::find(parts_, name, &Part::name);
    return found == parts_.end() ? std::string_view{} : std::string_view{found->value};
}

std::vector<int> RuleParts::numbers(std::string_view name) const {
    std::vector<int> all;
    for (const auto each : split(value(name), ',')) {
        if (const auto n = number(each)) all.push_back(*n);
    }
    return all;
}

std::vector<ByDay> RuleParts::weekdays() const {
    std::vector<ByDay> all;
    for (const auto each : split(value("BYDAY"), ',')) {
        if (const auto day = by_day(each)) all.push_back(*day);
    }
    return all;
}

Error wrong_part(std::string_view name, std::string_view value, std::string_view why) {
    return invalid(fmt::format("{}={} {}", name, single_line(value), why));
}

bool is_weekday_name(std::string_view name) {
    constexpr std::array<std::string_view, 7> names = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    return std::ranges::find(names, name) != names.end();
}

}  // namespace contractwatch
