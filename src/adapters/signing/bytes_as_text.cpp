// Base64 by OpenSSL, hex by hand.
#include "adapters/signing/bytes_as_text.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace contractwatch {
namespace {

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* octets(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

std::string base64_of(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and the zero that OpenSSL writes behind it
    EVP_EncodeBlock(octets(text), octets(bytes), static_cast<int>(bytes.size()));
    text.pop_back();
    return text;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes(text.size() / 4 * 3, '\0');
    const auto decoded = EVP_DecodeBlock(octets(bytes), octets(text), static_cast<int>(text.size()));
    if (decoded < 0) return std::nullopt;
    const auto padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
    bytes.resize(static_cast<std::size_t>(decoded) - std::min<std::size_t>(padding, static_cast<std::size_t>(decoded)));
    // OpenSSL passes over spaces at the ends and over what is left in the last letter.
    return base64_of(bytes) == text ? std::optional{bytes} : std::nullopt;
}

std::string hex_of(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes)
        text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return text;
}

std::string bytes_of_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        unsigned char byte = 0;
        std::from_chars(text.data() + 2 * at, text.data() + 2 * at + 2, byte, 16);
        bytes[at] = static_cast<char>(byte);
    }
    return bytes;
}

}  // namespace contractwatch
