// A cell that holds a number for reckoning.
#include "adapters/csv/number_cell.h"

#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Sums over any series of such numbers stay finite.
constexpr double largest = 1e100;

Error no_number(std::string_view cell) {
    return invalid(
        fmt::format("\"{}\" is no number; write one such as 95, 0.95, 1,234.5, 1.5e3 or 95 %", single_line(cell)));
}

/// The digits without thousands commas; empty where commas stand in the wrong place.
std::string without_commas(std::string_view text) {
    const auto end = text.find_first_of(".eE");
    const auto whole = text.substr(0, end);
    if (whole.find(',') == std::string_view::npos) return std::string{text};
    const auto digits = ungrouped_digits(whole);
    return digits.empty() ? digits : digits + std::string{text.substr(whole.size())};
}

}  // namespace

Result<double> read_number(std::string_view cell) {
    auto text = trimmed(cell);
    if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto digits = without_commas(text);
    if (digits.find_first_of("0123456789.") != 0) return no_number(cell);
    double number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    const bool beyond = read.ec == std::errc::result_out_of_range;
    if ((read.ec != std::errc{} && !beyond) || read.ptr != end) return no_number(cell);
    if (beyond || number > largest)
        return invalid(
            fmt::format("\"{}\" cannot be reckoned with; give a number between -1e100 and 1e100 that "
                        "is 0 or not smaller than 1e-300",
                        single_line(cell)));
    return negative ? -number : number;
}

}  // namespace contractwatch
