// Lists of JSON objects as a table that a person reads.
#include "commands/table.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace contractwatch {
namespace {

namespace json = boost::json;

/// Characters as a terminal counts them, roughly: UTF-8 continuation bytes take no place.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string cell_text(const json::value& value) {
    if (value.is_null()) return "-";
    if (value.is_string()) return std::string{value.get_string()};
    if (value.is_double()) return fmt::format("{:.12g}", value.get_double());
    if (value.is_bool()) return value.get_bool() ? "yes" : "no";
    if (!value.is_array()) return json::serialize(value);
    std::string text;
    for (const auto& each : value.get_array())
        text += (text.empty() ? "" : ", ") + cell_text(each);
    return text;
}

void print_table(std::ostream& out, const json::array& rows, const std::vector<TableHead>& columns) {
    if (rows.empty()) {
        out << "none\n";
        return;
    }
    std::vector<std::vector<std::string>> lines(1);
    for (const auto& column : columns)
        lines.front().push_back(column.heading);
    for (const auto& row : rows) {
        lines.emplace_back();
        for (const auto& column : columns) {
            const auto* value = row.as_object().if_contains(column.member);
            lines.back().push_back(value != nullptr ? cell_text(*value) : "");
        }
    }
    std::vector<std::size_t> widths(columns.size());
    for (const auto& line : lines) {
        for (std::size_t at = 0; at < line.size(); ++at)
            widths[at] = std::max(widths[at], width_of(line[at]));
    }
    for (const auto& line : lines) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            const bool last = at + 1 == line.size();
            out << line[at] << (last ? "\n" : std::string(widths[at] - width_of(line[at]) + 2, ' '));
        }
    }
}

std::string one_decimal(const std::optional<double>& number) {
    return number ? fmt::format("{:.1f}", *number) : "-";
}

}  // namespace contractwatch
