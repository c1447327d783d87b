// From a digest to a message in the outbox: stamped, composed and frozen in the transaction that decides to send it.
#pragma once

#include "app/sweep.h"

namespace contractwatch {

/// What every message of one transaction shares.
struct Freezing {
    const Composer& composer;
    const SweepSettings& settings;
    Instant written_at;
    std::string log_head;  ///< the head before the entry being written
    std::string identity;  ///< of the record
};

/// Composes the digest, with the charts that it has room for, and adds it to the outbox.
MessageNumber freeze(const Digest& digest, const Freezing& with, Change& change, const MailCharts& charts = {});

}  // namespace contractwatch
