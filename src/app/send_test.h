// A test message: through the record and the outbox like every other, so that it proves the whole way.
#pragma once

#include "app/asker.h"
#include "app/outbox.h"
#include "app/sweep.h"

namespace contractwatch {

/// Queues it.
Result<MessageNumber> queue_test(Store& store, const Composer& composer, const Clock& clock,
                                 const SweepSettings& settings, const Email& to, const Asker& asker);

/// Queues it and delivers it, and no other. Gives how it stands after that, and the server's last word.
Result<DeliveryStanding> send_test(Store& store, const Composer& composer, Outbox& outbox, Mailer& mailer,
                                   const Clock& clock, const SweepSettings& settings, const Email& to,
                                   const Asker& asker);

}  // namespace contractwatch
