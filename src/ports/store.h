// The record as the program sees it: read it, or change it by one transaction that leaves one log entry
// (docs/decisions/0001-record.md).
//
// A failure of the store itself (disk full, damaged file) is for the supervisor: it is thrown as RecordFailure, and
// whatever transaction was open leaves no trace.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/alerts/alert.h"
#include "domain/alerts/digest.h"
#include "domain/alerts/service_findings.h"
#include "domain/facts/fields.h"
#include "domain/facts/row.h"
#include "domain/measures/rating_given.h"
#include "domain/reviews/schedule.h"
#include "ports/mailer.h"

namespace contractwatch {

/// The record cannot be read or written; the message says what to do.
class RecordFailure : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The disk has no room for what was to be written, or refuses it. Nothing is half done, and later it may succeed.
class RecordUnwritable : public RecordFailure {
  public:
    enum class Cause { no_room, refused };
    RecordUnwritable(const std::string& message, Cause cause) : RecordFailure(message), cause_(cause) {}
    Cause cause() const { return cause_; }

  private:
    Cause cause_;
};

/// What was written may not have reached the disk. The process must end; the next one verifies.
class DurabilityLost : public RecordFailure {
  public:
    using RecordFailure::RecordFailure;
};

/// The last entry: what every later one vouches for.
struct Head {
    std::int64_t sequence = 0;  ///< 0: no entry yet
    std::string hash;           ///< lower-case hex
    std::string text() const { return std::to_string(sequence) + ":" + hash; }

    friend bool operator==(const Head&, const Head&) = default;
};

/// What a transaction says of itself in the log.
struct EntryHead {
    Instant at;  ///< the moment the work is done for
    Date day;    ///< its civil day
    bool clock_given = false;
    std::string who;              ///< the Unix account that asked, or "service"
    std::string claimed_by = {};  ///< the person named with --by
    std::string what;             ///< import, sweep, deliver, acknowledge, ...
    std::string subject = {};     ///< what it is about
    Fields detail = {};
    std::string source = {};  ///< the file it came from
    std::string source_sha256 = {};
};

/// An entry as it stands in the log.
struct Entry {
    std::int64_t sequence = 0;
    EntryHead head;  ///< detail is empty: see detail_json
    std::string detail_json;
    Instant recorded_at;
    std::string hash;
};

enum class RowOutcome { accepted, revised, unchanged };

/// What is kept of a file that was taken in or refused.
struct FileFact {
    std::string name;
    std::string sha256;
    std::string kind;
    std::string feed;
    std::string mapping;
    std::string outcome;  ///< taken or refused
    std::string reason;   ///< why it was refused
    std::int64_t accepted = 0;
    std::int64_t revised = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
    std::int64_t rejected = 0;
    std::int64_t accepted_pence = 0;
};

using MessageNumber = std::int64_t;

/// A message as it was frozen.
struct Message {
    MessageNumber id = 0;  ///< 0: not yet in the record
    Email to;
    Email from;
    Purpose purpose = Purpose::digest;
    Date on;
    int number = 1;
    std::string subject;
    std::string message_id;
    std::string bytes;
};

enum class OutboxState { queued, in_flight, sent, refused };
std::string_view name_of(OutboxState state);

/// How a message stands in the outbox.
struct OutboxRow {
    MessageNumber id = 0;
    Email to;
    Email from;
    std::string subject;
    OutboxState state = OutboxState::queued;
    int attempts = 0;
    Instant queued_at;
    std::optional<Instant> first_attempt_at;
    Instant next_attempt_at;  ///< while it is queued, or in flight from a process that died
};

struct DeliveryStanding {
    OutboxState state = OutboxState::queued;
    std::string reply;
};

/// The end of an attempt, and what follows.
struct AttemptEnd {
    MessageNumber message = 0;
    int attempt = 1;
    DeliveryOutcome outcome;
    OutboxState state = OutboxState::sent;
    std::optional<Instant> next_attempt_at;
};

/// A message and what it told.
struct MessageSummary {
    Date on;
    Email to;
    std::string subject;
    std::vector<std::string> findings;  ///< keys of the alerts told of, in key order
};

struct Told {
    AlertId alert = 0;
    std::string member;  ///< empty: the alert as a whole
    std::string stage;
    Email person;

    friend auto operator<=>(const Told&, const Told&) = default;
};

struct NotSent {
    AlertId alert = 0;
    std::string stage;
    std::string reason;
};

/// What goes because the time for which it is kept has passed.
struct Pruning {
    std::vector<ContractRef> contracts;  ///< with everything that belongs to them
    Date bodies_before;                  ///< the bytes of messages for earlier days that are no longer to be sent
};

struct PrunedTable {
    std::string table;
    std::int64_t rows = 0;

    friend bool operator==(const PrunedTable&, const PrunedTable&) = default;
};

/// What went.
struct Pruned {
    std::vector<std::int64_t> of_contracts;  ///< facts of each contract, in the order in which they were asked for;
                                             ///< messages, which may be of several, are counted by table alone
    std::vector<PrunedTable> tables;         ///< those of which facts went, by name
    std::int64_t bodies = 0;
};

/// Which cells are to go of the record that a row of the kind is of.
struct Erasure {
    const Kind* kind = nullptr;
    std::int64_t row = 0;  ///< the id of one of its rows as they were given
    std::vector<std::size_t> columns;
};

/// Which alerts are wanted; what is empty does not restrict.
struct AlertQuery {
    bool open_only = false;
    ContractRef contract = {};
    std::optional<Aspect> aspect = {};
    std::optional<Date> step_due_by =
        {};  ///< those whose next step is due by that day, resolved ones that are to be told among them
};

/// Which rows of a kind are wanted: those with a date in one of the spans, a cell in one of the columns `filled`, or
/// none in one of `blank`.
struct RowsWanted {
    struct Span {
        std::size_t column = 0;
        DateRange days;
    };
    std::vector<Span> dated = {};
    std::vector<std::size_t> filled = {};
    std::vector<std::size_t> blank = {};
};

/// A figure as it was reported.
struct ReportedFigure {
    std::string name;
    std::string meaning;
    std::string value;  ///< a number; empty where there was nothing to divide by

    friend bool operator==(const ReportedFigure&, const ReportedFigure&) = default;
};

/// What is known of a return of payments as at a day.
struct KnownReturn {
    std::string name;  ///< s69, s70 or reg113
    std::string period;
    DateRange days;
    Date as_at;
    std::vector<ReportedFigure> figures;
    std::int64_t rows = 0;  ///< behind the figures
    std::int64_t left_out = 0;
    std::int64_t entry = 0;  ///< of the log; 0: not yet in the record
};

/// A return of payments as somebody approved it: what was reported then, which no later fact changes.
struct ReportedReturn : KnownReturn {
    std::string approved_by;
    std::string approver_title;
    std::string rows_sha256;  ///< of the list of its rows, as it is printed
    std::string left_out_sha256;
    Instant at = {};                    ///< the entry's
    std::vector<std::string> law = {};  ///< the rows of the law that it was made by; kept in the entry alone
};

/// Reading. Inside a transaction of the same store its changes are seen.
class Record {
  public:
    virtual ~Record() = default;

    virtual Head head() const = 0;
    virtual std::vector<Entry> last_entries(int count) const = 0;
    /// The entry that last recorded this of `what`; nothing where there is none.
    virtual std::optional<Entry> last_entry(std::string_view what) const = 0;
    /// Every entry that recorded this of `what`, in the log's order.
    virtual std::vector<Entry> entries_of(std::string_view what) const = 0;
    /// Whether any entry was made under a given clock.
    virtual bool rehearsal() const = 0;

    /// The current rows of a kind, in key order.
    virtual void each_row(const Kind& kind, const std::function<void(const Row&)>& use) const = 0;
    /// Those of them that are wanted, in key order.
    virtual void each_row(const Kind& kind, const RowsWanted& wanted,
                          const std::function<void(const Row&)>& use) const = 0;
    /// The current rows whose key begins with those parts, as they are compared.
    virtual std::vector<Row> rows_by_key(const Kind& kind, const std::vector<std::string>& parts) const = 0;
    /// The current rows of a kind of at least two key parts whose first two lie from the ones to the others, both
    /// counted, as they are compared; in key order. The parts must stay as they are until it returns.
    virtual void each_row_between(const Kind& kind, const std::vector<std::string>& first,
                                  const std::vector<std::string>& last,
                                  const std::function<void(const Row&)>& use) const = 0;
    /// Those of one contract.
    virtual std::vector<Row> rows_of(const Kind& kind, const ContractRef& contract) const = 0;
    virtual std::vector<ScheduleVersion> schedule_versions(const ContractRef& contract) const = 0;
    /// Every return of that name and period that was reported, the oldest first.
    virtual std::vector<ReportedReturn> reported(const std::string& name, const std::string& period) const = 0;
    /// Of every return and period that was reported what the record has last: as it was reported, or as it was known
    /// since. By name and period.
    virtual std::vector<KnownReturn> known_returns() const = 0;
    /// The ratings that readings of one contract were given, the oldest first.
    virtual std::vector<RatingGiven> ratings(const ContractRef& contract) const = 0;

    virtual std::vector<Alert> alerts(const AlertQuery& query) const = 0;
    virtual std::optional<Alert> alert(AlertId id) const = 0;
    /// The latest alert of that finding, open or not.
    virtual std::optional<Alert> alert_of(const std::string& key) const = 0;
    /// Everybody who was told anything of the alert.
    virtual std::vector<Told> told_of(AlertId alert) const = 0;

    /// Whether it was recorded already that this stage of the alert was not sent.
    virtual bool has_not_sent(AlertId alert, const std::string& stage) const = 0;

    /// Messages that were given up.
    virtual std::vector<RefusedMessage> refused_messages() const = 0;
    /// Files that were refused with none of their kind and feed taken since, and files with rejected rows with none
    /// taken whole since; of the latter those of a feed, and those that came by the drop folder. The oldest first.
    virtual std::vector<RefusedFile> refused_files() const = 0;
    /// Nightly copies of the record that failed since the last good one, the oldest first.
    virtual std::vector<FailedCopy> failed_copies() const = 0;
    /// The day on which a file of that feed was last taken in.
    virtual std::optional<Date> last_taken_on(const std::string& feed) const = 0;
    /// The day from which the effective settings have had that value under that name without a break; nothing where
    /// the last that were recorded have another.
    virtual std::optional<Date> setting_since(const std::string& name, const std::string& value) const = 0;

    /// The mapping under which these very bytes were taken in before for that kind; nothing where they were not.
    virtual std::optional<std::string> mapping_of_file(const std::string& sha256, std::string_view kind) const = 0;

    /// Messages that are queued or in flight, the earliest next attempt first.
    virtual std::vector<OutboxRow> outbox() const = 0;
    virtual std::string message_bytes(MessageNumber id) const = 0;
    /// The contracts of which messages tell that are queued or in flight.
    virtual std::vector<ContractRef> contracts_in_outbox() const = 0;
    /// How a message stands, and the server's last word on it.
    virtual DeliveryStanding delivery_of(MessageNumber id) const = 0;
    /// The messages that an entry queued, by recipient.
    virtual std::vector<MessageSummary> messages_of(std::int64_t entry) const = 0;
    /// Messages of that purpose to that person on that day so far.
    virtual int messages_on(const Email& to, Purpose purpose, Date on) const = 0;
    /// The random name that this record got when it was made; part of every Message-ID.
    virtual std::string identity() const = 0;
};

/// The numbers of the law as the record has them, over those that are built in.
LegalNumbers legal_numbers_of(const Record& record);

/// Bank Rate and the numbers of the law as the record has them, over the built-in tables.
BankRates bank_rates_of(const Record& record);

/// What the record says of the service's own work, for the findings about it.
ServiceWork service_work(const Record& record, const Awaited& awaited);

/// One open transaction. Gone without commit, it leaves nothing.
class Change {
  public:
    virtual ~Change() = default;

    /// Folds rows in; the outcomes stand in the rows' order.
    virtual std::vector<RowOutcome> take(const std::vector<Row>& rows, const std::vector<std::int64_t>& lines) = 0;
    virtual void add_file(const FileFact& file) = 0;
    virtual void add_schedule_version(const ScheduleVersion& version) = 0;
    virtual void add_rating(const RatingGiven& rating) = 0;
    virtual void add_reported(const ReportedReturn& reported) = 0;
    /// What is known now of a return that was reported.
    virtual void add_known(const KnownReturn& known) = 0;
    /// Writes the step, and the alert itself with its first one. Gives the alert's number.
    virtual AlertId add_step(const AlertStep& step) = 0;
    virtual MessageNumber add_message(const Message& message) = 0;
    virtual void add_told(const Told& told, MessageNumber message) = 0;
    virtual void add_not_sent(const NotSent& decision) = 0;
    virtual void start_attempt(MessageNumber message, int attempt) = 0;
    virtual void end_attempt(const AttemptEnd& end) = 0;
    /// The settings, or the bank holidays, that decisions from now on use. Recorded where they differ from the last.
    virtual void use_settings(const Fields& effective) = 0;
    virtual void use_calendar(const std::string& division, const std::string& days) = 0;

    /// Takes out what belongs to the contracts, and leaves of each fact its table, number, entry and digest, so that
    /// the log can be verified as before. A message goes with the last of what it told.
    virtual Pruned prune(const Pruning& pruning) = 0;
    /// Takes the cells out of every row of the record concerned, and leaves the digests of each row as it was and as it
    /// is. Gives the rows' numbers: none where the cells are blank. Fails where there is no such row.
    virtual Result<std::vector<std::int64_t>> erase(const Erasure& erasure) = 0;

    virtual void set_detail(const Fields& detail) = 0;
    /// Writes the entry and makes all of it durable. Gives the entry's sequence.
    virtual std::int64_t commit() = 0;
};

/// The record, open for writing by this process alone.
class Store {
  public:
    virtual ~Store() = default;

    /// To read it; an open change's rows are seen.
    virtual const Record& record() const = 0;
    /// At most one change is open at a time. Fails where the head's time forbids it: `at` never goes backwards.
    virtual Result<std::unique_ptr<Change>> begin(const EntryHead& head) = 0;
    /// Sees to it that nothing that was deleted is left in the record's files. False where somebody who reads the
    /// record holds on to an earlier moment of it: then it is left in the file ending in -wal until it is written over.
    virtual bool wipe_deleted() = 0;
};

}  // namespace contractwatch
