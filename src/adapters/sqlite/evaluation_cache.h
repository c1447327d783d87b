// `<database>.scratch`: until when each subject's answer stands, and which rows belong to which contract. It is stamped
// with the entry up to which it is true; a stamp that does not match the record throws it away.
#pragma once

#include <memory>
#include <string>

#include "adapters/sqlite/connection.h"
#include "ports/evaluations.h"

namespace contractwatch::sqlite {

class EvaluationCache : public Evaluations {
  public:
    /// Opens or makes the cache beside the record. A cache that cannot be read is made anew. The record must outlive
    /// it.
    static std::unique_ptr<EvaluationCache> open(const Connection& record, const std::string& path);

    std::vector<Subject> due(Date today, const std::string& rules_fingerprint) override;
    std::vector<Row> rows_of(const Kind& kind, const ContractRef& contract) override;
    void keep(const std::vector<std::pair<Subject, Date>>& holds_until) override;

  private:
    EvaluationCache(const Connection& record, std::unique_ptr<Connection> cache)
        : record_(record), cache_(std::move(cache)) {}

    bool stamp_matches() const;
    void start_anew();
    void stamp();
    void take_in(const Kind& kind);
    std::int64_t take_in_given(const Kind& kind, std::int64_t after);
    std::int64_t take_in_folded(const Kind& kind);
    void touch(const ContractRef& contract, const Kind& kind);
    void touch_all(const Kind& kind);
    ContractRef contract_of(const Kind& kind, const Row& row) const;
    void link(const Kind& kind, const Row& row, const ContractRef& contract);

    const Connection& record_;
    std::unique_ptr<Connection> cache_;
};

}  // namespace contractwatch::sqlite
