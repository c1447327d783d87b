// One contract's reviews, from its rows in the record.
#pragma once

#include <vector>

#include "domain/alerts/evaluate.h"
#include "domain/reviews/occurrence.h"

namespace contractwatch {

/// What the rows of a contract say of its reviews, read once; refers to the rules, which must outlive it.
class ContractReviews {
  public:
    /// The contract must be among the rows.
    ContractReviews(const ContractRows& rows, const Rules& rules, Date as_at);

    const Contract& contract() const { return contract_; }
    const ImportanceFinding& importance() const { return importance_; }
    const std::vector<ScheduleRow>& schedule_rows() const { return schedule_rows_; }
    const std::vector<Review>& reviews() const { return reviews_; }
    const std::vector<VersionSpan>& spans() const { return spans_; }

    OccurrenceSources sources() const;
    /// The version that an occurrence follows; null for one that follows from the contract's dates alone.
    const ScheduleVersion* version_of(const Occurrence& occurrence) const;

  private:
    const Rules& rules_;
    Contract contract_;
    ImportanceFinding importance_;
    std::vector<ScheduleRow> schedule_rows_;
    std::vector<Review> reviews_;
    std::vector<VersionSpan> spans_;
};

/// The contract's reviews whose due date is in the range, as at a day; none for a contract that is not in the rows.
std::vector<Occurrence> reviews_due(const ContractRows& rows, const Rules& rules, DateRange due_in, Date as_at);

}  // namespace contractwatch
