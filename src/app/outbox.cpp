// Delivers what is queued.
#include "app/outbox.h"

#include <algorithm>

namespace contractwatch {
namespace {

/// A number from 0 to 999 that looks random and depends on nothing but its arguments (the finalizer of splitmix64).
std::uint64_t scattered(std::uint64_t message, std::uint64_t attempt) {
    auto mixed = message * 0x9e3779b97f4a7c15ULL + attempt;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return (mixed ^ (mixed >> 31U)) % 1000;
}

/// No server could be reached.
bool never_spoke(const DeliveryOutcome& outcome) {
    return outcome.result == DeliveryResult::deferred && outcome.reply_code == 0;
}

/// The server as a whole is in trouble, not this message.
bool concerns_server(const DeliveryOutcome& outcome) {
    return never_spoke(outcome) || outcome.result == DeliveryResult::configuration;
}

}  // namespace

std::chrono::milliseconds pause_after(int attempt, MessageNumber message, const RetryPolicy& policy) {
    const auto& steps = policy.after_minutes;
    const auto at = std::min(static_cast<std::size_t>(std::max(attempt, 1)) - 1, steps.size() - 1);
    const std::chrono::milliseconds whole = std::chrono::minutes{steps[at]};
    const auto jitter =
        static_cast<std::int64_t>(scattered(static_cast<std::uint64_t>(message), static_cast<std::uint64_t>(attempt)));
    return whole * (800 + jitter * 400 / 1000) / 1000;
}

Result<DeliverySummary> Outbox::deliver_due(Mailer& mailer, const Asker& asker) {
    DeliverySummary summary;
    while (true) {
        const auto taken = take_off(1, asker);
        if (!taken) return taken.error();
        if (taken->empty()) break;
        const auto& message = taken->front();
        const auto outcome = mailer.deliver({message.row.from, message.row.to}, message.bytes);
        const auto state = land(message, outcome, asker);
        if (!state) return state.error();
        summary.sent += *state == OutboxState::sent ? 1 : 0;
        summary.deferred += *state == OutboxState::queued ? 1 : 0;
        summary.failed += *state == OutboxState::refused ? 1 : 0;
    }
    summary.waiting = static_cast<int>(store_.record().outbox().size());
    summary.next_attempt_at = next_due();
    return summary;
}

Result<std::vector<InFlight>> Outbox::take_off(std::size_t most, const Asker& asker) {
    const auto now = clock_.now();
    const bool resting = at_rest();
    std::vector<OutboxRow> due;
    for (const auto& row : waiting()) {
        if (due.size() == most) break;
        if (hurried_.contains(row.id) || (!resting && row.next_attempt_at <= now)) due.push_back(row);
    }
    return begin(std::move(due), asker);
}

Result<std::vector<InFlight>> Outbox::begin(std::vector<OutboxRow> rows, const Asker& asker) {
    std::vector<InFlight> taken;
    if (rows.empty()) return taken;
    for (auto& row : rows) {
        ++row.attempts;
        taken.push_back({row, store_.record().message_bytes(row.id)});
    }
    auto change = store_.begin(entry_now(clock_, asker, "delivery_started"));
    if (!change) return change.error();
    for (const auto& message : taken)
        (*change)->start_attempt(message.row.id, message.row.attempts);
    (*change)->set_detail({{"messages", static_cast<std::int64_t>(taken.size())}});
    (*change)->commit();
    for (const auto& message : taken) {
        in_flight_.insert(message.row.id);
        hurried_.erase(message.row.id);
    }
    return taken;
}

Result<DeliveryStanding> Outbox::deliver(MessageNumber message, Mailer& mailer, const Asker& asker) {
    auto rows = waiting();
    std::erase_if(rows, [&](const OutboxRow& row) { return row.id != message; });
    const auto taken = begin(std::move(rows), asker);
    if (!taken) return taken.error();
    for (const auto& each : *taken) {
        const auto outcome = mailer.deliver({each.row.from, each.row.to}, each.bytes);
        if (auto landed = land(each, outcome, asker); !landed) return landed.error();
    }
    return store_.record().delivery_of(message);
}

void Outbox::hurry() {
    for (const auto& row : waiting())
        hurried_.insert(row.id);
}

Result<OutboxState> Outbox::land(const InFlight& message, const DeliveryOutcome& outcome, const Asker& asker) {
    const auto end = decide(message, outcome);
    const bool no_server = end.state == OutboxState::refused && never_spoke(outcome);
    const auto others = no_server ? given_up_with(message.row) : std::vector<OutboxRow>{};
    auto change = store_.begin(entry_now(clock_, asker, "delivery_ended", message.row.to.given()));
    if (!change) return change.error();
    (*change)->end_attempt(end);
    DeliveryOutcome without = outcome;
    without.reply =
        "given up with message " + std::to_string(message.row.id) + ", which was tried last: " + outcome.reply;
    for (const auto& row : others) {
        (*change)->start_attempt(row.id, row.attempts + 1);
        (*change)->end_attempt({row.id, row.attempts + 1, without, OutboxState::refused, {}});
    }
    Fields detail{{"message", message.row.id},
                  {"attempt", std::int64_t{end.attempt}},
                  {"result", std::string{name_of(outcome.result)}}};
    if (!others.empty()) detail.push_back({"given_up_with_it", static_cast<std::int64_t>(others.size())});
    (*change)->set_detail(detail);
    (*change)->commit();
    in_flight_.erase(message.row.id);
    mind_server(outcome);
    say(message, outcome, end);
    for (const auto& row : others)
        say({row, {}}, without, {row.id, row.attempts + 1, without, OutboxState::refused, {}});
    return end.state;
}

AttemptEnd Outbox::decide(const InFlight& message, const DeliveryOutcome& outcome) {
    AttemptEnd end{message.row.id, message.row.attempts, outcome, OutboxState::queued, {}};
    if (outcome.result == DeliveryResult::sent) {
        end.state = OutboxState::sent;
        return end;
    }
    const auto outage = never_spoke(outcome) ? outage_since(message.row) : std::nullopt;
    const bool given_up = outcome.result != DeliveryResult::configuration && too_old(message.row, outage);
    if (outcome.result == DeliveryResult::refused || given_up) {
        end.state = OutboxState::refused;
        return end;
    }
    end.next_attempt_at = clock_.now() + pause_after(message.row.attempts, message.row.id, policy_);
    return end;
}

std::optional<Instant> Outbox::outage_since(const OutboxRow& tried) const {
    if (server_failures_ == 0) return std::nullopt;
    auto since = tried.first_attempt_at;
    for (const auto& row : waiting()) {
        if (row.first_attempt_at) since = std::min(since.value_or(*row.first_attempt_at), *row.first_attempt_at);
    }
    return since;
}

bool Outbox::too_old(const OutboxRow& row, std::optional<Instant> outage) const {
    const auto now = clock_.now();
    auto waited_since = row.first_attempt_at.value_or(now);
    if (outage) waited_since = std::min(waited_since, std::max(row.queued_at, *outage));
    return now - waited_since >= std::chrono::hours{policy_.give_up_after_hours};
}

std::vector<OutboxRow> Outbox::given_up_with(const OutboxRow& message) const {
    auto rows = waiting();
    const auto outage = outage_since(message);
    std::erase_if(rows, [&](const OutboxRow& row) { return row.id == message.id || !too_old(row, outage); });
    return rows;
}

void Outbox::mind_server(const DeliveryOutcome& outcome) {
    if (!concerns_server(outcome)) {
        server_failures_ = 0;
        quiet_until_.reset();
        return;
    }
    hurried_.clear();
    ++server_failures_;
    quiet_until_ = clock_.now() + pause_after(server_failures_, 0, policy_);
}

std::vector<OutboxRow> Outbox::waiting() const {
    auto rows = store_.record().outbox();
    std::erase_if(rows, [&](const OutboxRow& row) { return in_flight_.contains(row.id); });
    return rows;
}

std::optional<Instant> Outbox::next_due() const {
    std::optional<Instant> next;
    for (const auto& row : waiting()) {
        const auto planned = quiet_until_ ? std::max(row.next_attempt_at, *quiet_until_) : row.next_attempt_at;
        const auto due = hurried_.contains(row.id) ? std::min(planned, clock_.now()) : planned;
        next = std::min(next.value_or(due), due);
    }
    return next;
}

void Outbox::say(const InFlight& message, const DeliveryOutcome& outcome, const AttemptEnd& end) {
    Fields fields{{"message", message.row.id},
                  {"to", message.row.to.given()},
                  {"reply", outcome.reply},
                  {"server", outcome.server}};
    if (end.next_attempt_at) fields.push_back({"next", text_of(*end.next_attempt_at)});
    if (!outcome.advice.empty()) fields.push_back({"advice", outcome.advice});
    if (end.state == OutboxState::sent) return journal_.say(Event::delivered, fields);
    if (end.state == OutboxState::refused) return journal_.say(Event::delivery_refused, fields);
    const bool ours = outcome.result == DeliveryResult::configuration;
    journal_.say(ours ? Event::delivery_configuration : Event::delivery_deferred, fields);
}

}  // namespace contractwatch
