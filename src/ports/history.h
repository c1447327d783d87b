// How the record came to be what it is: each fact as it was recorded, with its row and its entry.
//
// Record says what stands; this says how it came about. Lists stand in the order in which their facts were recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/store.h"

namespace contractwatch {

/// Where a fact stands in the record.
struct FactPlace {
    std::string_view table;  ///< the table's name, which lasts as long as the program
    std::int64_t row = 0;    ///< its id there; 0: several rows together
    std::int64_t entry = 0;
    std::int64_t line = 0;  ///< of the file that the entry names; 0: of no file
};

template <class Fact>
struct Recorded {
    FactPlace place;
    Fact fact;
};

/// Somebody told, and in which message.
struct ToldIn {
    Told told;
    MessageNumber message = 0;
};

/// A message without its bytes, and how its delivery stands.
struct QueuedMessage {
    Message message;
    int alerts_told = 0;  ///< how many different alerts it told of
    OutboxState state = OutboxState::queued;
    std::optional<Instant> next_attempt_at;
};

/// The beginning of an attempt, or its end.
struct AttemptFact {
    int attempt = 1;
    std::optional<DeliveryOutcome> outcome;  ///< nothing: it begins
    OutboxState state = OutboxState::in_flight;
    std::optional<Instant> next_attempt_at;  ///< of an end: when it is tried again
};

/// The days of a division that were no working days.
struct BankHolidaysInForce {
    std::string division;
    std::string days;
};

class History {
  public:
    virtual ~History() = default;

    /// The entry of that sequence; there must be one.
    virtual Entry entry(std::int64_t sequence) const = 0;

    /// The current rows of a kind whose key begins with these parts, each as it is compared.
    virtual std::vector<Row> current(const Kind& kind, const std::vector<std::string>& leading_key) const = 0;
    /// The current rows of a kind that have something in that column. Looks through all of the kind.
    virtual std::vector<Row> current_with(const Kind& kind, std::size_t column) const = 0;
    /// The rows as they were given of which these current rows, all of one kind, were made.
    virtual std::vector<Recorded<Row>> given(std::span<const Row> current) const = 0;
    virtual std::vector<Recorded<ScheduleVersion>> versions_of(const ContractRef& contract) const = 0;
    virtual std::vector<Recorded<RatingGiven>> ratings_of(const ContractRef& contract) const = 0;
    /// The files that were taken in or refused, up to that entry.
    virtual std::vector<Recorded<FileFact>> files_until(std::int64_t entry) const = 0;

    /// The alerts of that finding, one for each episode.
    virtual std::vector<AlertId> alerts_of(const std::string& key) const = 0;
    virtual std::vector<Recorded<AlertStep>> steps_of(AlertId alert) const = 0;
    virtual std::vector<Recorded<ToldIn>> told_of(AlertId alert) const = 0;
    virtual std::vector<Recorded<NotSent>> not_sent_of(AlertId alert) const = 0;

    /// The message of that number; there must be one.
    virtual Recorded<QueuedMessage> message(MessageNumber id) const = 0;
    virtual std::vector<Recorded<AttemptFact>> attempts_of(MessageNumber id) const = 0;

    /// The settings that decisions from the first entry to the last went by: those in force at the first, and each that
    /// came after.
    virtual std::vector<Recorded<Fields>> settings_between(std::int64_t first, std::int64_t last) const = 0;
    /// The same for the bank holidays, of each division.
    virtual std::vector<Recorded<BankHolidaysInForce>> bank_holidays_between(std::int64_t first,
                                                                             std::int64_t last) const = 0;
};

}  // namespace contractwatch
