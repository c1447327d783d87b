// What the file of a message is called.
#pragma once

#include <string>
#include <string_view>

#include "ports/mailer.h"

namespace contractwatch {

/// The value of a message's header, unfolded and trimmed; empty where it has none. Names compare without case.
std::string header_of(std::string_view message, std::string_view name);

/// 2026-10-01-0700-jane.smith-digest: the message's Date in the zone it is written in, the recipient's local part in
/// lower case and the purpose. What is not known is "undated" or "mail". At most 100 bytes of safe characters.
std::string mail_name_of(const Envelope& envelope, std::string_view message);

}  // namespace contractwatch
