// How a frozen message leaves the house.
#pragma once

#include <string>

#include "base/id.h"

namespace contractwatch {

/// What became of an attempt, and so what is done next.
enum class DeliveryResult {
    sent,           ///< the server took responsibility (the final 250 after the data)
    deferred,       ///< not now: try again later
    refused,        ///< never: this address or this message will not be taken
    configuration,  ///< our own settings or credentials: nothing will get through until an operator acts
    unknown,        ///< the data went out and no final answer came: send the same bytes again
};
std::string_view name_of(DeliveryResult result);

struct DeliveryOutcome {
    DeliveryResult result = DeliveryResult::deferred;
    int reply_code = 0;       ///< the server's final code; 0: none came
    std::string reply;        ///< the server's final reply as it came, or what went wrong before there was one
    std::string server;       ///< whom we spoke to
    std::string advice = {};  ///< for the operator, where the reply is one whose remedy is known
};

struct Envelope {
    Email from;
    Email to;  ///< one recipient for each transaction
};

class Mailer {
  public:
    virtual ~Mailer() = default;
    /// Hands over the bytes of one whole message. Blocks; safe to call from several threads at once.
    virtual DeliveryOutcome deliver(const Envelope& envelope, const std::string& message) = 0;
};

}  // namespace contractwatch
