// The record, read through one connection.
#pragma once

#include "adapters/sqlite/connection.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

class RecordReader : public Record {
  public:
    /// The connection must outlive it.
    explicit RecordReader(const Connection& connection) : connection_(connection) {}

    Head head() const override;
    std::vector<Entry> last_entries(int count) const override;
    std::optional<Entry> last_entry(std::string_view what) const override;
    std::vector<Entry> entries_of(std::string_view what) const override;
    bool rehearsal() const override;
    void each_row(const Kind& kind, const std::function<void(const Row&)>& use) const override;
    void each_row(const Kind& kind, const RowsWanted& wanted,
                  const std::function<void(const Row&)>& use) const override;
    std::vector<Row> rows_by_key(const Kind& kind, const std::vector<std::string>& parts) const override;
    void each_row_between(const Kind& kind, const std::vector<std::string>& first, const std::vector<std::string>& last,
                          const std::function<void(const Row&)>& use) const override;
    std::vector<Row> rows_of(const Kind& kind, const ContractRef& contract) const override;
    std::vector<ScheduleVersion> schedule_versions(const ContractRef& contract) const override;
    std::vector<ReportedReturn> reported(const std::string& name, const std::string& period) const override;
    std::vector<KnownReturn> known_returns() const override;
    std::vector<RatingGiven> ratings(const ContractRef& contract) const override;
    std::vector<Alert> alerts(const AlertQuery& query) const override;
    std::optional<Alert> alert(AlertId id) const override;
    std::optional<Alert> alert_of(const std::string& key) const override;
    std::vector<Told> told_of(AlertId alert) const override;
    bool has_not_sent(AlertId alert, const std::string& stage) const override;
    std::vector<RefusedMessage> refused_messages() const override;
    std::vector<RefusedFile> refused_files() const override;
    std::vector<FailedCopy> failed_copies() const override;
    std::optional<Date> last_taken_on(const std::string& feed) const override;
    std::optional<Date> setting_since(const std::string& name, const std::string& value) const override;
    std::optional<std::string> mapping_of_file(const std::string& sha256, std::string_view kind) const override;
    std::vector<OutboxRow> outbox() const override;
    std::string message_bytes(MessageNumber id) const override;
    std::vector<ContractRef> contracts_in_outbox() const override;
    DeliveryStanding delivery_of(MessageNumber id) const override;
    std::vector<MessageSummary> messages_of(std::int64_t entry) const override;
    int messages_on(const Email& to, Purpose purpose, Date on) const override;
    std::string identity() const override;

  private:
    const Connection& connection_;
};

}  // namespace contractwatch::sqlite
