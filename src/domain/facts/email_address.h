// Which addresses can be written to: plain ASCII ones, as a mail server takes them without extensions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace contractwatch {

/// What is wrong with an address, as the end of a sentence that begins with it; nothing where it can be written to.
/// Good is local@domain of RFC 5321 in ASCII: a dot-atom of at most 64 bytes, and a domain name of at most 255 with a
/// dot in it (or localhost). Quoted local parts, address literals, comments and names beside the address are refused:
/// they are lawful, but in a register of officers they are mistakes.
std::optional<std::string> fault_of_address(std::string_view address);

}  // namespace contractwatch
