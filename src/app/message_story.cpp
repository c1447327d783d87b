// A message from the transaction that froze it to the last attempt to deliver it.
#include "app/message_story.h"

#include <algorithm>

#include "base/text.h"
#include "domain/alerts/step_words.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

constexpr std::size_t reply_characters = 240;

std::string address(const Email& email) {
    return single_line(email.given());
}

/// One alert at one stage, as a message told it.
struct ToldOf {
    AlertId alert;
    std::string stage;
    std::size_t members;  ///< how many of what it gathers; 0: the alert as a whole
};

std::vector<ToldOf> told_in(MessageNumber message, const std::vector<Recorded<ToldIn>>& told) {
    std::vector<ToldOf> found;
    for (const auto& [place, each] : told) {
        if (each.message != message) continue;
        const auto same = std::ranges::find_if(found, [&](const ToldOf& known) {
            return known.alert == each.told.alert && known.stage == each.told.stage;
        });
        const std::size_t members = each.told.member.empty() ? 0 : 1;
        if (same != found.end()) {
            same->members += members;
        } else {
            found.push_back({each.told.alert, each.told.stage, members});
        }
    }
    return found;
}

std::string told_in_words(const ToldOf& told) {
    auto words = "alert " + std::to_string(told.alert) + " at the stage \"" + stage_in_words(told.stage) + '"';
    if (told.members > 0) words += " with " + counted(static_cast<long long>(told.members), "item") + " of it";
    return words;
}

std::string outcome_in_words(const AttemptFact& end) {
    switch (end.outcome->result) {
        case DeliveryResult::sent:
            return "the mail server took it";
        case DeliveryResult::deferred:
            return "it was not taken this time";
        case DeliveryResult::refused:
            return "it was refused for good";
        case DeliveryResult::configuration:
            return "the mail server did not let this service send";
        case DeliveryResult::unknown:
            return "no final answer came, so that it may have been delivered";
    }
    return {};
}

std::string what_follows(const AttemptFact& end) {
    if (end.next_attempt_at) return " It is tried again at " + contractwatch::text_of(*end.next_attempt_at) + ".";
    const bool tried_long_enough = end.state == OutboxState::refused && end.outcome->result != DeliveryResult::refused;
    if (tried_long_enough) return " It was given up, for it had been tried as long as the settings say.";
    return end.state == OutboxState::refused ? " It was given up." : "";
}

std::string end_in_words(const AttemptFact& end) {
    const auto& outcome = *end.outcome;
    auto words = outcome_in_words(end);
    const auto reply = clipped(outcome.reply, reply_characters);
    const auto server = single_line(outcome.server);
    if (!reply.empty()) words += ". " + (server.empty() ? "The answer" : server + " answered") + ": \"" + reply + '"';
    return words + "." + what_follows(end);
}

std::string attempt_in_words(const AttemptStory& attempt) {
    if (attempt.ended) return end_in_words(attempt.ended->fact);
    if (!attempt.last)
        return "its end was never recorded, because the service ended first. It may have been delivered, and the same "
               "bytes were sent again.";
    return "its end is not recorded: it is under way, or the service ended first and will send the same bytes again.";
}

}  // namespace

MessageStory message_story(const History& history, MessageNumber id) {
    MessageStory story{history.message(id), {}};
    for (const auto& each : history.attempts_of(id)) {
        auto& attempts = story.attempts;
        const bool known = !attempts.empty() && attempts.back().number == each.fact.attempt;
        if (!known) {
            if (!attempts.empty()) attempts.back().last = false;
            attempts.push_back({each.fact.attempt});
        }
        if (each.fact.outcome) {
            attempts.back().ended = each;
        } else {
            attempts.back().started = each.place;
        }
    }
    return story;
}

Happening of_message(const MessageStory& message, const std::vector<Recorded<ToldIn>>& told) {
    const auto& [frozen, alerts_told, state, next] = message.queued.fact;
    Happening happening{message.queued.place, "message_queued",
                        "Message " + std::to_string(frozen.id) + " to " + address(frozen.to) + ", \"" +
                            single_line(frozen.subject) + "\", Message-ID <" + frozen.message_id +
                            ">, was queued. It tells of "};
    happening.message = frozen.id;
    std::string separator;
    for (const auto& each : told_in(frozen.id, told)) {
        happening.words += separator + told_in_words(each);
        separator = ", ";
        if (std::ranges::find(happening.alerts, each.alert) == happening.alerts.end())
            happening.alerts.push_back(each.alert);
    }
    happening.words += ".";
    if (alerts_told > static_cast<int>(happening.alerts.size()))
        happening.words += " In all it tells of " + std::to_string(alerts_told) + " alerts.";
    if (message.attempts.empty()) happening.words += " No attempt to deliver it is recorded.";
    return happening;
}

std::vector<Happening> of_attempts(const MessageStory& message) {
    const auto& frozen = message.queued.fact.message;
    std::vector<Happening> happenings;
    for (const auto& attempt : message.attempts) {
        auto words = "Attempt " + std::to_string(attempt.number) + " to deliver message " + std::to_string(frozen.id) +
                     " to " + address(frozen.to);
        if (attempt.ended && attempt.started.entry != 0)
            words += ", begun in entry " + std::to_string(attempt.started.entry);
        words += ": " + attempt_in_words(attempt);
        const auto place = attempt.ended ? attempt.ended->place : attempt.started;
        happenings.push_back({place, "delivery_attempt", std::move(words), {}, {}, {}, frozen.id});
    }
    return happenings;
}

}  // namespace contractwatch
