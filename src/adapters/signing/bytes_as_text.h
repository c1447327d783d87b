// Bytes as text: base64 (RFC 4648) in its one canonical spelling, and lower-case hex.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace contractwatch {

std::string base64_of(std::string_view bytes);

/// The bytes; nothing where the text is not what base64_of would write for any, so that no two texts mean the same.
std::optional<std::string> bytes_of_base64(std::string_view text);

std::string hex_of(std::string_view bytes);
/// The bytes of hex that we wrote ourselves.
std::string bytes_of_hex(std::string_view text);

}  // namespace contractwatch
