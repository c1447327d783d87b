// Mail by SMTP, one recipient for each transaction and each connection (so that nobody's refusal is somebody else's).
#pragma once

#include <string>

#include "adapters/smtp/smtp_settings.h"
#include "ports/mailer.h"

namespace contractwatch {

class SmtpMailer : public Mailer {
  public:
    explicit SmtpMailer(SmtpSettings settings);

    /// Opens a connection of its own, hands the message over and closes it. Line ends go out as CRLF, the rest byte for
    /// byte. Sends nothing, and says configuration, where the settings ask for TLS or for signing in and the server
    /// does not give it, or where credentials would cross a network in clear. An address that is no plain ASCII one,
    /// and a message with other than ASCII bytes, are refused before anybody is spoken to.
    DeliveryOutcome deliver(const Envelope& envelope, const std::string& message) override;

  private:
    SmtpSettings settings_;
};

}  // namespace contractwatch
