// Checks of addresses, settings and bytes.
#include "adapters/smtp/preflight.h"

#include <algorithm>

#include "base/text.h"
#include "domain/facts/email_address.h"

namespace contractwatch {
namespace {

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

bool is_host(std::string_view host) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
    return !host.empty() && host.find_first_not_of(letters) == std::string_view::npos;
}

std::string fault_of(const SmtpSettings& settings) {
    constexpr int highest_port = 65535;
    if (!is_host(settings.host))
        return "the mail server's host is a name or an address, not \"" + single_line(settings.host) + "\"";
    if (settings.port < 1 || settings.port > highest_port) return "the mail server's port is a number from 1 to 65535";
    if (!settings.hello_name.empty() && !is_host(settings.hello_name))
        return "the name to greet the mail server with is a host name";
    if (settings.signs_in() && settings.secret.empty()) return "a user for the mail server needs a secret beside it";
    if (settings.signs_in() && settings.security == SmtpEncryption::none && !is_loopback(settings.host)) {
        return "signing in without TLS would send the secret in clear; set security to starttls or tls, or leave the "
               "user empty";
    }
    return {};
}

std::string fault_of(std::string_view message) {
    if (message.empty()) return "the message is empty";
    const bool plain = std::ranges::all_of(message, [](char byte) { return byte > 0 && byte < 0x7F; });
    return plain ? std::string{} : "the message holds bytes other than ASCII, which not every server passes on";
}

DeliveryOutcome outcome(DeliveryResult result, const std::string& reply, const SmtpSettings& settings) {
    return {result, 0, "Not tried: " + reply + ".", single_line(settings.host)};
}

}  // namespace

std::optional<DeliveryOutcome> fault_before_sending(const SmtpSettings& settings, const Envelope& envelope,
                                                    std::string_view message) {
    if (auto fault = fault_of(settings); !fault.empty()) return outcome(DeliveryResult::configuration, fault, settings);
    if (const auto fault = fault_of_address(envelope.from.given())) {
        return outcome(DeliveryResult::configuration, "the sender " + single_line(envelope.from.given()) + " " + *fault,
                       settings);
    }
    if (const auto fault = fault_of_address(envelope.to.given())) {
        return outcome(DeliveryResult::refused, "the recipient " + single_line(envelope.to.given()) + " " + *fault,
                       settings);
    }
    if (auto fault = fault_of(message); !fault.empty()) return outcome(DeliveryResult::refused, fault, settings);
    return std::nullopt;
}

std::string with_crlf(std::string_view message) {
    std::string lines;
    lines.reserve(message.size() + message.size() / 32);
    for (std::size_t at = 0; at < message.size(); ++at) {
        const char byte = message[at];
        if (byte != '\r' && byte != '\n') {
            lines += byte;
            continue;
        }
        lines += "\r\n";
        if (byte == '\r' && at + 1 < message.size() && message[at + 1] == '\n') ++at;
    }
    if (!lines.ends_with("\r\n")) lines += "\r\n";
    return lines;
}

std::string decoded_challenge(std::string_view reply) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!reply.starts_with("334 ")) return {};
    std::string text;
    unsigned bits = 0;
    int held = 0;
    for (const char letter : trimmed(reply.substr(4))) {
        const auto digit = digits.find(letter);
        if (digit == std::string_view::npos) break;
        bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xFFFFU;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        text += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
    }
    return text.starts_with('{') ? single_line(text) : std::string{};
}

}  // namespace contractwatch
