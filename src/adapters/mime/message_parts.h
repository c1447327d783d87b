// Reading back what was composed, also where a mail program has written it anew.
#pragma once

#include <string>
#include <vector>

namespace contractwatch {

/// The decoded HTML part of a whole message, with LF line ends; empty where it has none. The pictures that it shows out
/// of the message are in it as data, so that a browser shows it by itself.
std::string html_part_of(const std::string& message);

/// What an auditor's copy of a mail holds, in the mail itself and in mails that it forwards.
struct KeptMail {
    std::vector<std::string> log_heads;  ///< of X-Contractwatch-Log
    std::vector<std::string> texts;      ///< every part of text, attached ones too, as UTF-8 with LF line ends
};

/// Bytes that are no mail give a part of text, or nothing.
KeptMail kept_mail(const std::string& message);

}  // namespace contractwatch
