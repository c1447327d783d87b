// From what a person is told to the bytes of a message.
#pragma once

#include <string>

#include "base/date.h"
#include "domain/alerts/digest.h"
#include "domain/alerts/mail_charts.h"

namespace contractwatch {

/// What a message carries beyond its content, fixed by whoever queues it.
struct MessageStamp {
    Instant written_at;      ///< its Date header
    std::string message_id;  ///< without angle brackets; its MIME boundaries derive from it
    std::string log_head;    ///< sequence:hash of the record's head before the entry that queues it
};

struct ComposedMessage {
    std::string subject;
    std::string bytes;  ///< the whole RFC 5322 message, CRLF line ends; the same input gives the same bytes
};

class Composer {
  public:
    virtual ~Composer() = default;
    /// With those of the charts that the message has room for.
    virtual ComposedMessage compose(const Digest& digest, const MessageStamp& stamp,
                                    const MailCharts& charts) const = 0;
};

}  // namespace contractwatch
