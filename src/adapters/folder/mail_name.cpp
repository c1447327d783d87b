// Names made of headers.
#include "adapters/folder/mail_name.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Lower-case letters, digits, '.', '-' and '_'; anything else becomes '_'. Never begins with a dot or a dash.
std::string safe(std::string_view text, std::size_t longest) {
    std::string name;
    for (const char given : text.substr(0, longest)) {
        const char letter = given >= 'A' && given <= 'Z' ? static_cast<char>(given + 0x20) : given;
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        const bool joint = !name.empty() && (letter == '.' || letter == '-');
        name += plain || joint ? letter : '_';
    }
    return name;
}

/// Reads so many digits from the front.
std::string digits(std::string_view& text, std::size_t most) {
    std::size_t count = 0;
    while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9')
        ++count;
    const std::string found{text.substr(0, count)};
    text.remove_prefix(count);
    return found;
}

/// Thu, 01 Oct 2026 07:00:00 +0000 (RFC 5322 3.3) as 2026-10-01-0700.
std::string stamp_of(std::string_view date) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto comma = date.find(',');
    auto rest = trimmed(comma == std::string_view::npos ? date : date.substr(comma + 1));
    const auto day = digits(rest, 2);
    rest = trimmed(rest);
    const auto* const month = std::ranges::find(months, rest.substr(0, 3));
    if (day.empty() || month == months.end()) return "undated";
    rest = trimmed(rest.substr(3));
    const auto year = digits(rest, 4);
    rest = trimmed(rest);
    const auto hour = digits(rest, 2);
    if (year.size() != 4 || hour.size() != 2 || !rest.starts_with(':')) return "undated";
    rest.remove_prefix(1);
    return fmt::format("{}-{:02}-{:0>2}-{}{:0>2}", year, month - months.begin() + 1, day, hour, digits(rest, 2));
}

}  // namespace

std::string header_of(std::string_view message, std::string_view name) {
    std::string value;
    bool found = false;
    while (!message.empty()) {
        const auto end = std::min(message.find('\n'), message.size());
        const auto line = message.substr(0, end);
        message.remove_prefix(std::min(end + 1, message.size()));
        const bool folded = line.starts_with(' ') || line.starts_with('\t');
        if (found && !folded) break;
        if (trimmed(line).empty()) break;
        if (found) value += ' ';
        if (found) value += trimmed(line);
        if (folded || found) continue;
        const auto colon = line.find(':');
        found = colon != std::string_view::npos && key_of(line.substr(0, colon)) == key_of(name);
        if (found) value = trimmed(line.substr(colon + 1));
    }
    return std::string{trimmed(value)};
}

std::string mail_name_of(const Envelope& envelope, std::string_view message) {
    constexpr std::size_t longest_part = 64;
    const auto& address = envelope.to.given();
    const auto to = safe(address.substr(0, address.find('@')), longest_part);
    const auto purpose = safe(header_of(message, "X-Contractwatch-Purpose"), 16);
    return fmt::format("{}-{}-{}", stamp_of(header_of(message, "Date")), to.empty() ? "nobody" : to,
                       purpose.empty() ? "mail" : purpose);
}

}  // namespace contractwatch
