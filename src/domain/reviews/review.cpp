// What was recorded of a review, read from its row.
#include "domain/reviews/review.h"

namespace contractwatch {

const ReviewColumns& review_columns() {
    static const ReviewColumns at;
    return at;
}

Review review_of(const Row& row) {
    const auto& at = review_columns();
    return {LotRef{row.text(at.lot)},          find_review_type(row.text(at.type)).value_or(ReviewType::performance),
            row.date(at.occurrence),           row.date(at.held_on),
            row.date(at.deferred_to),          std::string{row.text(at.reason)},
            std::string{row.text(at.held_by)}, std::string{row.text(at.rating)},
            row.provenance.recorded_on,        row.provenance.fact};
}

bool withdrawn(const Row& row) {
    return !blank(row.values[review_columns().withdrawn_reason]);
}

}  // namespace contractwatch
