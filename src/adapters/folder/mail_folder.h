// Mail that goes into a folder instead of to a server: for trying things out, for previews and for the demonstration.
#pragma once

#include <functional>
#include <string>

#include "ports/mailer.h"

namespace contractwatch {

/// The HTML part of a whole message, decoded; empty where it has none.
using HtmlOfMessage = std::function<std::string(const std::string& message)>;

class MailFolder : public Mailer {
  public:
    /// The folder is made, with those above it, when the first message comes. `refuses` (empty: nobody) is refused
    /// every message for good, as a mail server refuses an address that it does not know.
    MailFolder(std::string folder, HtmlOfMessage html_of, Email refuses = {});

    /// Writes 2026-10-01-0700-jane.smith-digest.eml (the message's Date in UTC, the recipient, the purpose), and its
    /// page beside it as .html, each whole or not at all and on the disk when this returns. A name that is taken gets
    /// -2, -3, ...: nothing is ever overwritten. Only letters, digits, '.', '-' and '_' get into a name. A folder that
    /// cannot be used is `configuration`, a full disk `deferred`.
    DeliveryOutcome deliver(const Envelope& envelope, const std::string& message) override;

  private:
    std::string folder_;
    HtmlOfMessage html_of_;
    Email refuses_;
};

}  // namespace contractwatch
