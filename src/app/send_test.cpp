// A test message.
#include "app/send_test.h"

#include "app/freeze.h"

namespace contractwatch {

Result<MessageNumber> queue_test(Store& store, const Composer& composer, const Clock& clock,
                                 const SweepSettings& settings, const Email& to, const Asker& asker) {
    const auto& record = store.record();
    const auto now = clock.now();
    Digest digest;
    digest.to = {to, to.given()};
    digest.purpose = Purpose::test;
    digest.on = clock.civil_day(now);
    digest.number = record.messages_on(to, Purpose::test, digest.on) + 1;
    auto change = store.begin(entry_now(clock, asker, "mail_test", to.given()));
    if (!change) return change.error();
    const auto message = freeze(digest, {composer, settings, now, record.head().text(), record.identity()}, **change);
    (*change)->commit();
    return message;
}

Result<DeliveryStanding> send_test(Store& store, const Composer& composer, Outbox& outbox, Mailer& mailer,
                                   const Clock& clock, const SweepSettings& settings, const Email& to,
                                   const Asker& asker) {
    const auto message = queue_test(store, composer, clock, settings, to, asker);
    if (!message) return message.error();
    return outbox.deliver(*message, mailer, asker);
}

}  // namespace contractwatch
