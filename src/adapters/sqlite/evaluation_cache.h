// `<database>.scratch`: until when each subject's answer stands, which rows belong to which contract, what each
// contract's invoices come to, month by month, and how far returns of payments were looked at. It is stamped with the
// entry up to which it is true; a stamp that does not match the record throws it away.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/connection.h"
#include "ports/evaluations.h"

namespace contractwatch::sqlite {

/// A cache that is damaged is made anew, at any time: it costs one full sweep and holds nothing that the record does
/// not. A failure that comes again in the new one is told as RecordFailure.
class EvaluationCache : public Evaluations {
  public:
    /// Opens or makes the cache of that path. The record must outlive it.
    static std::unique_ptr<EvaluationCache> open(const Connection& record, const std::string& path);

    std::vector<Subject> due(Date today, const std::string& rules_fingerprint) override;
    std::vector<Row> rows_of(const Kind& kind, const ContractRef& contract) override;
    std::vector<Row> rows_of_no_contract(const Kind& kind, Date from) override;
    void keep_tallies(const std::vector<ContractTallies>& tallies) override;
    bool each_tally(Date from, const std::function<void(const ContractRef&, const PaymentTally&)>& use) override;
    bool each_prime_tally(Date from, const std::function<void(const ContractRef&, const PrimeTally&)>& use) override;
    PaymentNews payment_news() override;
    void keep_payment_news_seen() override;
    void keep(const std::vector<std::pair<Subject, Date>>& holds_until) override;

  private:
    EvaluationCache(const Connection& record, std::string path);

    /// Does the work, and does it again in a new cache where this one fails.
    template <class Work>
    auto mended(Work work);
    void make_anew();

    void take_in_all();
    bool stamp_matches() const;
    void forget_all();
    void stamp();
    void take_in(const Kind& kind);
    void take_in_given(const Kind& kind, std::int64_t after);
    void take_in_folded(const Kind& kind);
    void take_in_row(const Kind& kind, const Row& row);
    void follow_link(const Kind& kind, const Row& row);
    void touch(const ContractRef& contract, const Kind& kind);
    void touch_all(const Kind& kind);
    void touch_found_through(const Kind& kind, const Row& row);
    void touch_contracts_of(const Kind& other, const std::vector<std::string>& parts, const Kind& changed);
    void take_in_credits(const Kind& kind);
    void follow_credit(const Kind& kind, std::string_view key, const std::optional<std::vector<std::string>>& named);
    void credit(std::string_view key, const std::string& named);
    void take_in_alone(const Kind& kind);
    std::optional<ContractRef> linked(const Kind& kind, std::string_view key);
    void link(const Kind& kind, std::string_view key, const ContractRef& contract);

    const Connection& record_;
    std::string path_;
    std::string rules_;
    Date today_;         ///< for which was asked last
    bool lost_ = false;  ///< made anew since then
    std::unique_ptr<Connection> cache_;
};

}  // namespace contractwatch::sqlite
