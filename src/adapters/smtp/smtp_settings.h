// How to reach the mail server that takes our mail.
#pragma once

#include <chrono>
#include <string>

namespace contractwatch {

/// What protects the connection. Where it is wanted and cannot be had, nothing is sent.
enum class SmtpEncryption {
    starttls,  ///< begins in clear and must turn to TLS before anything is said (ports 25, 587)
    tls,       ///< TLS from the first byte (port 465)
    none,      ///< in clear: for a relay on this machine or in a network that is trusted
};

/// What `secret` is.
enum class SmtpSecret { password, bearer_token };

/// How to sign in. `any` lets the two sides agree on the best that both know; a token's `any` is XOAUTH2.
enum class SmtpMechanism { any, plain, login, xoauth2, oauthbearer };

/// How long to wait for the server, each in whole seconds.
struct SmtpTimeouts {
    std::chrono::seconds connect{30};
    std::chrono::seconds reply{300};        ///< to each command (RFC 5321 4.5.3.2)
    std::chrono::seconds final_reply{600};  ///< after the data: a shorter wait makes duplicates
    std::chrono::seconds attempt{1800};     ///< everything together
};

struct SmtpSettings {
    std::string host;
    int port = 587;
    SmtpEncryption security = SmtpEncryption::starttls;
    std::string user = {};  ///< empty: no sign-in
    std::string secret = {};
    SmtpSecret secret_is = SmtpSecret::password;
    SmtpMechanism mechanism = SmtpMechanism::any;
    std::string ca_file = {};     ///< PEM of the authorities to trust; empty: the system's
    std::string hello_name = {};  ///< what we call ourselves; empty: the machine's name
    SmtpTimeouts timeouts = {};

    bool signs_in() const { return !user.empty(); }
};

}  // namespace contractwatch
