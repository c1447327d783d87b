// A test message: through the record and the outbox like every other, so that it proves the whole way.
#pragma once

#include <string>

#include "app/asker.h"
#include "app/outbox.h"
#include "app/sweep.h"

namespace contractwatch {

struct TestSent {
    OutboxState state = OutboxState::queued;
    std::string reply;  ///< the server's last word
};

/// Queues it and makes one pass over the outbox.
Result<TestSent> send_test(Store& store, const Composer& composer, Outbox& outbox, Mailer& mailer, const Clock& clock,
                           const SweepSettings& settings, const Email& to, const Asker& asker);

}  // namespace contractwatch
