// One transaction of the record, from its first fact to its entry.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/held_fold.h"
#include "adapters/sqlite/kind_tables.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

class RecordChange : public Change {
  public:
    /// `asked_at` is the moment that the work is done for, also where the head's had to wait for the log's last one.
    RecordChange(const Connection& connection, EntryHead head, Instant asked_at, Instant machine_now);
    ~RecordChange() override;

    std::vector<RowOutcome> take(const std::vector<Row>& rows, const std::vector<std::int64_t>& lines) override;
    void add_file(const FileFact& file) override;
    void add_schedule_version(const ScheduleVersion& version) override;
    void add_rating(const RatingGiven& rating) override;
    void add_reported(const ReportedReturn& reported) override;
    void add_known(const KnownReturn& known) override;
    AlertId add_step(const AlertStep& step) override;
    MessageNumber add_message(const Message& message) override;
    void add_told(const Told& told, MessageNumber message) override;
    void add_not_sent(const NotSent& decision) override;
    void start_attempt(MessageNumber message, int attempt) override;
    void end_attempt(const AttemptEnd& end) override;
    void use_settings(const Fields& effective) override;
    void use_calendar(const std::string& division, const std::string& days) override;
    Pruned prune(const Pruning& pruning) override;
    Result<std::vector<std::int64_t>> erase(const Erasure& erasure) override;
    void set_detail(const Fields& detail) override { head_.detail = detail; }
    std::int64_t commit() override;

  private:
    /// The tables of a kind while rows of it are taken in.
    struct Taking {
        const KindTables& tables;
        HeldFold fold;
        std::int64_t next_id;
    };
    Taking& taking(const Kind& kind);
    /// Takes rows of one kind.
    void take_run(std::span<const Row> rows, std::span<const std::int64_t> lines, std::vector<RowOutcome>& outcomes);
    void write_given(const KindTables& tables, const Places& places, std::span<const DigestedFact> facts);
    void write_held();

    std::int64_t first_free_id(const std::string& table);
    std::int64_t next_id(const std::string& table);
    /// Adds a row to a table of facts; the cells stand for its own columns in their order.
    std::int64_t add_fact(const std::string& table, const std::vector<Value>& cells);
    void fold_alert(AlertId id, const AlertStep& step);
    void fold_outbox(MessageNumber message, OutboxState state, int attempts, const std::optional<Instant>& next,
                     const std::string& reply);
    /// Takes rows of facts away, in whole or but for the cells that stay, and keeps their digests.
    void take_away(const std::string& table, const std::vector<std::int64_t>& ids);
    void cut(const KindTables& tables, std::int64_t id, const std::vector<std::size_t>& columns);
    void keep_digests(const std::string& table, std::int64_t id, const Digest256* left, const std::string& columns);
    void use(const std::string& table, const std::string& name, const std::string& content);
    void write_entry();

    const Connection& connection_;
    EntryHead head_;
    Instant asked_at_;
    Instant machine_now_;
    std::int64_t sequence_ = 0;
    Blob previous_hash_;
    std::map<std::string, std::int64_t> next_ids_;
    std::map<const Kind*, Taking> takings_;
    RowsDigest rows_digest_;
    bool open_ = true;
};

}  // namespace contractwatch::sqlite
