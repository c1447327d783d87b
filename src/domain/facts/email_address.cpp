// Addresses taken apart at the @ and checked part by part.
#include "domain/facts/email_address.h"

#include <algorithm>

namespace contractwatch {
namespace {

constexpr std::size_t longest_local_part = 64;  // RFC 5321 4.5.3.1.1
constexpr std::size_t longest_address = 254;    // RFC 5321 4.5.3.1.3, without the angle brackets
constexpr std::size_t longest_label = 63;       // RFC 1035 2.3.4

bool is_alphanumeric(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

/// RFC 5322's atext.
bool is_atext(char letter) {
    return is_alphanumeric(letter) || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(letter) != std::string_view::npos;
}

bool is_dot_atom(std::string_view text) {
    const bool dots_apart =
        !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
    return dots_apart && std::ranges::all_of(text, [](char letter) { return letter == '.' || is_atext(letter); });
}

bool is_label(std::string_view label) {
    if (label.empty() || label.size() > longest_label || label.front() == '-' || label.back() == '-') return false;
    return std::ranges::all_of(label, [](char letter) { return letter == '-' || is_alphanumeric(letter); });
}

bool is_domain(std::string_view domain) {
    while (true) {
        const auto dot = domain.find('.');
        if (!is_label(domain.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        domain.remove_prefix(dot + 1);
    }
}

/// Several addresses in a cell, or a name beside one.
std::optional<std::string> fault_of_company(std::string_view address) {
    const bool several = std::ranges::count(address, '@') > 1;
    if (several) return "holds more than one address; give one";
    const bool named = address.find_first_of("<>(),;: ") != std::string_view::npos;
    if (named) return "holds more than an address; give name@example.gov.uk alone";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of_address(std::string_view address) {
    const bool ascii = std::ranges::all_of(address, [](char letter) { return letter > 0x1F && letter < 0x7F; });
    if (!ascii) return "has letters that mail servers do not take; an address is plain ASCII";
    if (auto company = fault_of_company(address)) return company;
    const auto at = address.find('@');
    if (at == std::string_view::npos) return "has no @; an address looks like name@example.gov.uk";
    const auto local = address.substr(0, at);
    const auto domain = address.substr(at + 1);
    if (local.size() > longest_local_part || address.size() > longest_address) return "is too long for an address";
    if (!is_dot_atom(local)) return "does not name a mailbox before the @; an address looks like name@example.gov.uk";
    const bool whole = domain.find('.') != std::string_view::npos || domain == "localhost";
    if (!is_domain(domain) || !whole) {
        return "does not name a mail domain after the @; an address looks like name@example.gov.uk";
    }
    return std::nullopt;
}

}  // namespace contractwatch
