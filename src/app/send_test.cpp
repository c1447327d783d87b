// A test message.
#include "app/send_test.h"

#include "app/freeze.h"

namespace contractwatch {

Result<TestSent> send_test(Store& store, const Composer& composer, Outbox& outbox, Mailer& mailer, const Clock& clock,
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
    if (auto passed = outbox.deliver_due(mailer, asker); !passed) return passed.error();
    return TestSent{record.delivery_of(message).state, record.delivery_of(message).reply};
}

}  // namespace contractwatch
