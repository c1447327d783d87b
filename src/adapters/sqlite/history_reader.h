// How the record came to be what it is, read through one connection.
#pragma once

#include "adapters/sqlite/connection.h"
#include "ports/history.h"

namespace contractwatch::sqlite {

class HistoryReader : public History {
  public:
    /// The connection must outlive it.
    explicit HistoryReader(const Connection& connection) : connection_(connection) {}

    Entry entry(std::int64_t sequence) const override;
    std::vector<Row> current(const Kind& kind, const std::vector<std::string>& leading_key) const override;
    std::vector<Row> current_with(const Kind& kind, std::size_t column) const override;
    std::vector<Recorded<Row>> given(std::span<const Row> current) const override;
    std::vector<Recorded<ScheduleVersion>> versions_of(const ContractRef& contract) const override;
    std::vector<Recorded<RatingGiven>> ratings_of(const ContractRef& contract) const override;
    std::vector<Recorded<FileFact>> files_until(std::int64_t entry) const override;
    std::vector<AlertId> alerts_of(const std::string& key) const override;
    std::vector<Recorded<AlertStep>> steps_of(AlertId alert) const override;
    std::vector<Recorded<ToldIn>> told_of(AlertId alert) const override;
    std::vector<Recorded<NotSent>> not_sent_of(AlertId alert) const override;
    Recorded<QueuedMessage> message(MessageNumber id) const override;
    std::vector<Recorded<AttemptFact>> attempts_of(MessageNumber id) const override;
    std::vector<Recorded<Fields>> settings_between(std::int64_t first, std::int64_t last) const override;
    std::vector<Recorded<BankHolidaysInForce>> bank_holidays_between(std::int64_t first,
                                                                     std::int64_t last) const override;

  private:
    Statement& in_force(std::string_view table, std::int64_t first, std::int64_t last) const;

    const Connection& connection_;
};

}  // namespace contractwatch::sqlite
