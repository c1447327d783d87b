// One contract's reviews, from its rows in the record.
#include "domain/alerts/contract_reviews.h"

namespace contractwatch {
namespace {

std::vector<ScheduleRow> schedule_rows_of(const ContractRows& rows) {
    std::vector<ScheduleRow> read;
    for (const auto& row : rows.of("schedules"))
        read.push_back(schedule_row_of(row));
    return read;
}

/// Those that stand.
std::vector<Review> reviews_of(const ContractRows& rows) {
    std::vector<Review> read;
    for (const auto& row : rows.of("reviews")) {
        if (!withdrawn(row)) read.push_back(review_of(row));
    }
    return read;
}

}  // namespace

ContractReviews::ContractReviews(const ContractRows& rows, const Rules& rules, Date as_at)
    : rules_(rules),
      contract_(contract_of(rows.of("contracts").front())),
      importance_(importance_of(contract_, rules.register_policy)),
      schedule_rows_(schedule_rows_of(rows)),
      reviews_(reviews_of(rows)),
      spans_(version_spans(rows.schedule_versions, {contract_, importance_.importance, schedule_rows_, rules.reviews},
                           as_at)) {}

OccurrenceSources ContractReviews::sources() const {
    return {contract_, importance_.importance, spans_, reviews_, rules_.reviews, rules_.calendar};
}

const ScheduleVersion* ContractReviews::version_of(const Occurrence& occurrence) const {
    return occurrence.date.version ? &spans_[*occurrence.date.version].version : nullptr;
}

std::vector<Occurrence> reviews_due(const ContractRows& rows, const Rules& rules, DateRange due_in, Date as_at) {
    if (rows.of("contracts").empty()) return {};
    const ContractReviews reviews{rows, rules, as_at};
    return occurrences(reviews.sources(), due_in, as_at);
}

}  // namespace contractwatch
