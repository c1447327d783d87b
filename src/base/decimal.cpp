// Decimal numbers read, written and scaled without rounding on the way.
#include "base/decimal.h"

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

__extension__ using Wide = __int128;

constexpr int places = 9;

/// The number that digits followed by so many zeros spell (fewer than none: cut off so many digits, and round on the
/// first of them, half up); nothing from nine billion whole ones.
std::optional<std::int64_t> shifted(std::string digits, long long zeros) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    const auto length = static_cast<long long>(digits.size());
    if (length == 0 || length + zeros < 0) return 0;
    if (length + zeros > 19) return std::nullopt;
    const auto kept = static_cast<std::size_t>(std::min(length, length + zeros));
    const bool up = kept < digits.size() && digits[kept] >= '5';
    digits.resize(kept);
    if (zeros > 0) digits.append(static_cast<std::size_t>(zeros), '0');
    std::uint64_t units = 0;
    for (const char digit : digits)
        units = units * 10 + static_cast<std::uint64_t>(digit - '0');
    if (up) ++units;
    if (units > static_cast<std::uint64_t>(Decimal::most_units)) return std::nullopt;
    return static_cast<std::int64_t>(units);
}

/// The whole number after an e; one of more than five digits stands for any: the outcome is nothing, or nought.
std::optional<long long> exponent(std::string_view text) {
    constexpr long long any = 100'000;
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const bool plain = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!plain) return std::nullopt;
    const auto size = text.size() > 5 ? any : std::stoll(std::string{text});
    return negative ? -size : size;
}

/// A number without sign and percent sign, in units.
std::optional<std::int64_t> parse_units(std::string_view text) {
    const auto letter = text.find_first_of("eE");
    const auto power = letter == std::string_view::npos ? 0 : exponent(text.substr(letter + 1));
    text = text.substr(0, letter);
    const auto point = text.find('.');
    const auto decimals = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const auto whole = point == 0 ? std::string{"0"} : ungrouped_digits(text.substr(0, point));
    const bool plain = decimals.find_first_not_of("0123456789") == std::string_view::npos;
    const bool pointless = point != std::string_view::npos && decimals.empty();
    if (!power || whole.empty() || !plain || pointless) return std::nullopt;
    return shifted(whole + std::string{decimals}, places + *power - static_cast<long long>(decimals.size()));
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    text = trimmed(text);
    if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto units = parse_units(text);
    if (!units) return std::nullopt;
    return of_units(negative ? -*units : *units);
}

std::string Decimal::text() const {
    const bool negative = units_ < 0;
    const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(units_) : static_cast<std::uint64_t>(units_);
    const auto one = static_cast<std::uint64_t>(scale);
    auto text = fmt::format("{}{}", negative ? "-" : "", magnitude / one);
    auto decimals = fmt::format("{:09}", magnitude % one);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return decimals.empty() ? text : text + '.' + decimals;
}

Decimal Decimal::times(std::int64_t numerator, std::int64_t denominator) const {
    if (denominator == 0) throw std::logic_error("a decimal was divided by zero");
    const auto product = Wide{units_} * numerator / denominator;
    const auto within = std::clamp<Wide>(product, -most_units, most_units);
    return of_units(static_cast<std::int64_t>(within));
}

std::ostream& operator<<(std::ostream& out, const Decimal& decimal) {
    return out << decimal.text();
}

}  // namespace contractwatch
