// From what was seen in an attempt to what became of the message: the table that decides whether it is sent again.
//
//   before the server invited the data (354)
//     a 4xx reply                                     deferred
//     an authentication reply (530, 534, 535, 538 or a 5.7 code that is about signing in)   configuration
//     another 5xx reply                               refused
//     no such reply: signing in or TLS impossible, certificate not trusted, address of the server nonsense
//     configuration no such reply: otherwise (no connection, no name, silence, nonsense)                  deferred
//   after it
//     we broke off because signing in was wanted and had not happened   configuration (no byte of the message went out)
//     2xx                                             sent
//     5xx                                             refused
//     4xx                                             deferred
//     no final reply, or one that is none             unknown: it may have been delivered
#pragma once

#include <string>
#include <string_view>

#include "ports/mailer.h"

namespace contractwatch {

/// What kept an attempt from its end, beside the server's replies.
enum class Trouble {
    none,         ///< the conversation ended as it should, or by a reply
    connection,   ///< no name, no connection, broken off, silence, nonsense
    tls,          ///< TLS was wanted and is not offered
    certificate,  ///< the server's certificate or our list of authorities
    sign_in,      ///< signing in was wanted and not offered, or not finished
    settings,     ///< our own settings make no sense
};

struct Attempt {
    Trouble trouble = Trouble::none;
    bool data_invited = false;
    bool broke_off = false;  ///< we sent no byte of the message, because we were not signed in
    int reply_code = 0;      ///< of the reply that counts; 0: none
    std::string reply = {};
};

DeliveryResult classify(const Attempt& attempt);

/// What the operator should do, in sentences, where the cause is a known one; else empty. Knows Microsoft 365's
/// refusals: 550 5.7.30 (Exchange Team blog, 27 January 2026), 535 5.7.139, 535 5.7.3 and 530 5.7.57.
std::string advice_for(const Attempt& attempt);

/// The enhanced status code (RFC 3463) that stands after the reply's code, such as 5.7.30; empty where there is none.
std::string_view enhanced_code_of(std::string_view reply);

}  // namespace contractwatch
