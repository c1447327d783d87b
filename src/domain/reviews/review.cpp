// What was recorded of a review, read from its row.
#include "domain/reviews/review.h"

namespace contractwatch {
namespace {

struct Places {
    const Kind& reviews = kind("reviews");
    std::size_t lot = reviews.column("lot");
    std::size_t type = reviews.column("review_type");
    std::size_t occurrence = reviews.column("occurrence");
    std::size_t held_on = reviews.column("held_on");
    std::size_t deferred_to = reviews.column("deferred_to");
    std::size_t reason = reviews.column("reason");
    std::size_t held_by = reviews.column("held_by");
    std::size_t rating = reviews.column("rating");
    std::size_t withdrawn_reason = reviews.column("withdrawn_reason");
};

const Places& places() {
    static const Places at;
    return at;
}

}  // namespace

Review review_of(const Row& row) {
    const auto& at = places();
    return {LotRef{row.text(at.lot)},          find_review_type(row.text(at.type)).value_or(ReviewType::performance),
            row.date(at.occurrence),           row.date(at.held_on),
            row.date(at.deferred_to),          std::string{row.text(at.reason)},
            std::string{row.text(at.held_by)}, std::string{row.text(at.rating)},
            row.provenance.recorded_on,        row.provenance.fact};
}

bool withdrawn(const Row& row) {
    return !blank(row.values[places().withdrawn_reason]);
}

}  // namespace contractwatch
