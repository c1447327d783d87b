// The view of returns of payments as they were reported.
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

View audit_reported_figures() {
    return {"audit_reported_figures",
            "Which figures of returns of payments were reported, who approved them, and what was last reported of the "
            "same period?",
            {{"return", "s69, s70 or reg113"},
             {"period", "the period reported"},
             {"figure", "the figure's name"},
             {"meaning", "what it is"},
             {"value", "as reported then; NULL: there was nothing to divide by"},
             {"as_at", "the day as at which it was reported"},
             {"last_value", "as last reported of the same period"},
             {"last_as_at", "the day as at which that was"},
             {"approved_by", "who approved it"},
             {"approver_title", "their title"},
             {"rows_behind", "how many rows stood behind the return"},
             {"rows_sha256", "SHA-256 of these rows as they were printed"},
             {"left_out", "how many invoices it left out"},
             {"left_out_sha256", "SHA-256 of these as they were printed"},
             {"entry", "the log entry"},
             {"at", "when it was reported, UTC"},
             {"day", "its civil day"}},
            R"(SELECT r."return", r.period, r.figure, r.meaning, r.value, r.as_at,
  last_value(r.value) OVER latest, last_value(r.as_at) OVER latest, r.approved_by, r.approver_title,
  r.rows_behind, r.rows_sha256, r.left_out, r.left_out_sha256, r.entry, e.at, e.day
FROM reported_figures r
JOIN entries e ON e.sequence = r.entry
WINDOW latest AS (PARTITION BY r."return", r.period, r.figure ORDER BY r.id
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
ORDER BY r.id)"};
}

}  // namespace

std::vector<View> views_of_payments() {
    return {audit_reported_figures()};
}

}  // namespace contractwatch::sqlite
