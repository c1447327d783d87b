// What is checked before a mail server is spoken to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/smtp/smtp_settings.h"
#include "ports/mailer.h"

namespace contractwatch {

/// The outcome of an attempt that need not be made: settings, sender, recipient or message are at fault. libcurl passes
/// line ends in an address on to the server as commands of their own, so none gets there.
std::optional<DeliveryOutcome> fault_before_sending(const SmtpSettings& settings, const Envelope& envelope,
                                                    std::string_view message);

/// The message with CRLF for every line end, however it was written (a lone LF lets a second message be smuggled in),
/// and one at its end.
std::string with_crlf(std::string_view message);

/// What a server said in base64 when it asked for more while signing in (an error, in JSON); empty where it is none.
std::string decoded_challenge(std::string_view reply);

}  // namespace contractwatch
