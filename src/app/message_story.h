// A message from the transaction that froze it to the last attempt to deliver it.
#pragma once

#include <optional>
#include <vector>

#include "app/happenings.h"
#include "ports/history.h"

namespace contractwatch {

/// An attempt to deliver, from its beginning to its end.
struct AttemptStory {
    int number = 1;
    FactPlace started = {};                           ///< entry 0: the record has no beginning of it
    std::optional<Recorded<AttemptFact>> ended = {};  ///< nothing: the record has no end of it
    bool last = true;                                 ///< none follows
};

/// A message, and every attempt to deliver it.
struct MessageStory {
    Recorded<QueuedMessage> queued;
    std::vector<AttemptStory> attempts;
};
MessageStory message_story(const History& history, MessageNumber id);

/// The message, and which of these alerts it told at which stages. Those told in other messages are passed over.
Happening of_message(const MessageStory& message, const std::vector<Recorded<ToldIn>>& told);
/// Each attempt to deliver it: where its end stands, else where its beginning does.
std::vector<Happening> of_attempts(const MessageStory& message);

}  // namespace contractwatch
