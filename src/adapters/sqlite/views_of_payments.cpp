// The view of returns of payments: as they were reported, and as they are known now.
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

View audit_reported_figures() {
    return {
        "audit_reported_figures",
        "Which figures of returns of payments were reported, who approved them, what was last reported of the same "
        "period, and what is known of it now?",
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
         {"day", "its civil day"},
         {"known_value", "as it is known now, as at the day of the last report; NULL: there is nothing to divide by"},
         {"known_as_at", "the day of the last report"},
         {"known_entry",
          "the log entry that recorded it: a sweep, or a later report; NULL: nothing that came since the report "
          "changed the return, and what was reported is what is known"}},
        R"(WITH since AS (
  SELECT k.id, k."return", k.period, k.figure, k.value, k.as_at, k.entry
  FROM known_figures k
  WHERE k.entry = (SELECT max(n.entry) FROM known_figures n WHERE n."return" = k."return" AND n.period = k.period)
    AND k.entry > (SELECT max(n.entry) FROM reported_figures n WHERE n."return" = k."return" AND n.period = k.period)
)
SELECT r."return", r.period, r.figure, r.meaning, r.value, r.as_at,
  last_value(r.value) OVER latest, last_value(r.as_at) OVER latest, r.approved_by, r.approver_title,
  r.rows_behind, r.rows_sha256, r.left_out, r.left_out_sha256, r.entry, e.at, e.day,
  CASE WHEN k.id IS NULL THEN last_value(r.value) OVER latest ELSE k.value END,
  coalesce(k.as_at, last_value(r.as_at) OVER latest),
  coalesce(k.entry, nullif(last_value(r.entry) OVER latest, r.entry))
FROM reported_figures r
JOIN entries e ON e.sequence = r.entry
LEFT JOIN since k ON k."return" = r."return" AND k.period = r.period AND k.figure = r.figure
WINDOW latest AS (PARTITION BY r."return", r.period, r.figure ORDER BY r.id
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
ORDER BY r.id)"};
}

}  // namespace

std::vector<View> views_of_payments() {
    return {audit_reported_figures()};
}

}  // namespace contractwatch::sqlite
