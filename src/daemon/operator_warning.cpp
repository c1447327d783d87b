// A warning to the operator that needs no disk.
#include "daemon/operator_warning.h"

#include <algorithm>
#include <thread>

#include "daemon/worker.h"

namespace contractwatch {
namespace {

std::string message_id(Instant now, const WarningStamp& stamp, const SweepSettings& settings) {
    const auto& domain = settings.message_domain;
    return "warning." + std::to_string(now.time_since_epoch().count()) + "." + stamp.identity + "@" +
           (domain.empty() ? "contractwatch.invalid" : domain);
}

}  // namespace

void OperatorWarnings::send(const std::string& text, Instant now, Date today, const WarningStamp& stamp,
                            const SweepSettings& settings, const Composer& composer,
                            const std::shared_ptr<Mailer>& mailer, const Arrived& arrived) {
    const auto& to = settings.mailboxes.service_operator;
    if (!mailer || settings.sender.empty() || to.empty()) return;
    Digest digest;
    digest.to = {to, {}};
    digest.purpose = Purpose::notice;
    digest.on = today;
    digest.note = text;
    const auto message = composer.compose(digest, {now, message_id(now, stamp, settings), stamp.log_head}, {});
    std::packaged_task<void()> deliver{
        [&journal = journal_, mailer, envelope = Envelope{settings.sender, to}, bytes = message.bytes, arrived] {
            leave_signals_to_the_loop();
            const auto outcome = mailer->deliver(envelope, bytes);
            *arrived += outcome.result == DeliveryResult::sent ? 1 : 0;
            journal.say(Event::operator_warned, {{"to", envelope.to.given()}, {"reply", outcome.reply}});
        }};
    under_way_.push_back(deliver.get_future());
    std::thread{std::move(deliver)}.detach();
}

bool OperatorWarnings::finish(std::chrono::seconds wait) {
    return std::ranges::all_of(under_way_,
                               [wait](const auto& each) { return each.wait_for(wait) == std::future_status::ready; });
}

}  // namespace contractwatch
