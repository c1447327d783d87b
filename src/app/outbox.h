// Delivers what is queued.
//
// A message is queued; in flight from the moment an attempt is recorded; then sent, queued again for a later attempt,
// or refused. The attempt is recorded before the server is spoken to, so that a process that dies leaves a message in
// flight, which the next process sends again, byte for byte. "Sent" means that the server took it; nothing else does.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/asker.h"
#include "ports/clock.h"
#include "ports/journal.h"
#include "ports/mailer.h"
#include "ports/store.h"

namespace contractwatch {

/// When a message is tried again, and when no more. Minutes and hours; each a setting.
struct RetryPolicy {
    std::vector<int> after_minutes = {1,  5,   15, 30,
                                      60, 120, 240};  ///< the last one repeats; each moved by up to a fifth
    int give_up_after_hours = 120;

    friend bool operator==(const RetryPolicy&, const RetryPolicy&) = default;
};

/// The time until the next attempt after that one. The same message and attempt always give the same.
std::chrono::milliseconds pause_after(int attempt, MessageNumber message, const RetryPolicy& policy);

struct DeliverySummary {
    int sent = 0;
    int deferred = 0;
    int failed = 0;   ///< refused for good
    int waiting = 0;  ///< still queued after the pass
    std::optional<Instant> next_attempt_at;
};

/// A message taken from the queue, with its attempt recorded.
struct InFlight {
    OutboxRow row;
    std::string bytes;
};

class Outbox {
  public:
    Outbox(Store& store, const Clock& clock, Journal& journal, RetryPolicy policy)
        : store_(store), clock_(clock), journal_(journal), policy_(std::move(policy)) {}

    /// From now on that policy holds; what is in flight stays known.
    void use(RetryPolicy policy) { policy_ = std::move(policy); }

    /// One pass over everything that is due, one message after another.
    Result<DeliverySummary> deliver_due(Mailer& mailer, const Asker& asker);

    /// Up to `most` messages that are due now, each with its attempt recorded in one entry. None while the server is
    /// left in peace.
    Result<std::vector<InFlight>> take_off(std::size_t most, const Asker& asker);
    /// Everything that waits is due now, whatever was planned and however the server did; until it fails again.
    void hurry();
    /// That message alone is.
    void hurry(MessageNumber message) { hurried_.insert(message); }
    /// Delivers that message now, and no other. Gives how it stands after the attempt.
    Result<DeliveryStanding> deliver(MessageNumber message, Mailer& mailer, const Asker& asker);
    /// Whether the server is left in peace for now.
    bool at_rest() const { return quiet_until_ && clock_.now() < *quiet_until_; }

    /// Records what became of it. Where it is given up because no server could be reached for too long, so is
    /// everything else that has waited as long.
    Result<OutboxState> land(const InFlight& message, const DeliveryOutcome& outcome, const Asker& asker);

    /// When something will be due; nothing where nothing waits.
    std::optional<Instant> next_due() const;

  private:
    Result<std::vector<InFlight>> begin(std::vector<OutboxRow> rows, const Asker& asker);
    /// Since when no server could be reached: since the first attempt of any that waits. Not known at the first failure
    /// of this process, which may have slept through the days before.
    std::optional<Instant> outage_since(const OutboxRow& tried) const;
    /// Whether it was tried for as long as the policy has it, or waited for a server that was.
    bool too_old(const OutboxRow& row, std::optional<Instant> outage) const;
    std::vector<OutboxRow> given_up_with(const OutboxRow& message) const;
    AttemptEnd decide(const InFlight& message, const DeliveryOutcome& outcome);
    void mind_server(const DeliveryOutcome& outcome);
    void say(const InFlight& message, const DeliveryOutcome& outcome, const AttemptEnd& end);

    /// Queued messages, and those in flight from a process that died; not those that this process has in flight.
    std::vector<OutboxRow> waiting() const;

    Store& store_;
    const Clock& clock_;
    Journal& journal_;
    RetryPolicy policy_;
    std::set<MessageNumber> in_flight_;  ///< from this process
    std::set<MessageNumber> hurried_;    ///< due now
    /// While the server cannot be reached, or refuses us all, no message is tried: one back-off for all of them.
    std::optional<Instant> quiet_until_;
    int server_failures_ = 0;
};

}  // namespace contractwatch
