// Cells quoted, and defused where a spreadsheet would run them.
#include "adapters/csv/writer.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/money.h"
#include "base/text.h"

namespace contractwatch {
namespace {

bool would_run(std::string_view text) {
    constexpr std::string_view risky[] = {
        "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return text != "-" && std::ranges::any_of(risky, [&](std::string_view each) { return text.starts_with(each); });
}

std::string in_quotes(std::string_view text) {
    std::string cell = "\"";
    for (const char letter : text) {
        if (letter == '"') cell += '"';
        cell += letter;
    }
    return cell + '"';
}

}  // namespace

std::string text_cell(std::string_view text) {
    std::string clean{text};
    std::erase(clean, '\0');
    if (would_run(trimmed(clean)) || would_run(clean)) return in_quotes('\'' + clean);
    const bool plain = clean.find_first_of(",;\t\"\r\n") == std::string::npos && trimmed(clean).size() == clean.size();
    return plain ? clean : in_quotes(clean);
}

std::string number_cell(std::string_view number) {
    return number.find_first_of(",;\t\"\r\n") == std::string_view::npos ? std::string{number} : in_quotes(number);
}

std::string given_cell(std::string_view cell) {
    const bool number = Money::parse(cell) || Decimal::parse(cell);
    return number ? number_cell(trimmed(cell)) : text_cell(cell);
}

std::string template_line(const Kind& kind) {
    std::string line;
    for (const auto& column : kind.columns) {
        if (column.by_intake) continue;
        if (!line.empty()) line += ',';
        line += column.name;
    }
    return line + '\n';
}

}  // namespace contractwatch
