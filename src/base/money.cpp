// Pounds and pence as people write them.
#include "base/money.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::string_view pound_sign = "\xC2\xA3";
constexpr std::int64_t most_pence = 9'000'000'000'000;  // 90 billion pounds

/// Takes the prefix off the text, and the spaces after it; says whether it stood there.
bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text = trimmed(text.substr(prefix.size()));
    return true;
}

/// Takes round brackets off a text that stands in a pair of them.
bool take_brackets(std::string_view& text) {
    if (text.size() < 2 || text.front() != '(' || text.back() != ')') return false;
    text = trimmed(text.substr(1, text.size() - 2));
    return true;
}

/// 1,234.5 without sign and pound sign, in pence.
std::optional<std::int64_t> parse_pence(std::string_view text) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto decimals = point == std::string_view::npos ? "0" : text.substr(point + 1);
    if (decimals.empty() || decimals.size() > 2) return std::nullopt;
    auto digits = whole.empty() && point == 0 ? std::string{"0"} : ungrouped_digits(whole);
    const auto pence = ungrouped_digits(decimals);
    if (digits.empty() || pence.empty()) return std::nullopt;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (digits.size() > 11) return std::nullopt;
    const auto cents = std::stoll(pence) * (pence.size() == 1 ? 10 : 1);
    const auto total = std::stoll(digits) * 100 + cents;
    if (total > most_pence) return std::nullopt;
    return total;
}

}  // namespace

std::optional<Money> Money::parse(std::string_view text) {
    text = trimmed(text);
    bool pounds = take(text, pound_sign);
    bool negative = take_brackets(text);
    if (!negative) negative = take(text, "-");
    if (!pounds) take(text, pound_sign);
    const auto pence = parse_pence(text);
    if (!pence) return std::nullopt;
    return Money{negative ? -*pence : *pence};
}

std::string Money::text() const {
    const bool negative = pence_ < 0;
    const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(pence_) : static_cast<std::uint64_t>(pence_);
    auto pounds = std::to_string(magnitude / 100);
    for (std::size_t at = pounds.size(); at > 3;) {
        at -= 3;
        pounds.insert(at, 1, ',');
    }
    return fmt::format("{}{}{}.{:02}", negative ? "-" : "", pound_sign, pounds, magnitude % 100);
}

std::ostream& operator<<(std::ostream& out, Money money) {
    return out << money.text();
}

}  // namespace contractwatch
