// The view of reviews: those that a sweep saw falling due, and those that were recorded.
//
// An occurrence that falls due has an alert, whose subject names it. When the alert ends, what ended it is among the
// reviews recorded since the sweep before: one that names the occurrence, or one that names none, which counts for the
// latest of those that end together; the earlier ones were missed. A record that was withdrawn ends none; it stands by
// itself.
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

constexpr const char* select_reviews = R"(WITH alerted AS (
  SELECT c.alert, c.contract_key, c.contract, c.state, c.severity, c.first_told_on, c.escalated_to,
    substr(c.subject, 1, instr(c.subject, ' ') - 1) AS review_type,
    substr(c.subject, instr(c.subject, ' ') + 1, 10) AS nominal_on,
    nullif(substr(c.subject, instr(c.subject, ' ') + 12), '') AS lot,
    substr(c.key, length('review//') + length(c.contract_key) + instr(c.subject, ' ') + 12,
      max(0, length(c.subject) - instr(c.subject, ' ') - 11)) AS lot_key,
    json_extract(c.evidence, '$.due_date') AS due_on, json_extract(c.evidence, '$.rule') AS rule,
    (SELECT max(entry) FROM alert_steps WHERE alert = c.alert) AS last_entry,
    CASE WHEN c.state IN ('resolved', 'withdrawn') THEN
      (SELECT max(entry) FROM alert_steps WHERE alert = c.alert AND step IN ('resolved', 'withdrawn')) END AS end_entry
  FROM current_alerts c
  WHERE c.kind = 'review' AND c.alert = (SELECT max(alert) FROM current_alerts WHERE key = c.key)
), placed AS (
  SELECT *, coalesce((SELECT max(sequence) FROM entries WHERE what = 'swept' AND sequence < end_entry), 0) AS sweep_before,
    nominal_on = max(nominal_on) OVER (PARTITION BY contract_key, lot_key, review_type, end_entry) AS latest
  FROM alerted
), ended AS (
  SELECT *,
    (SELECT h.last_fact FROM current_reviews h
     WHERE h.contract_key = p.contract_key AND h.lot_key = p.lot_key AND h.review_type = p.review_type
       AND h.held_on IS NOT NULL AND h.withdrawn_reason IS NULL AND (h.occurrence IN (p.nominal_on, p.due_on)
         OR (h.occurrence IS NULL AND p.latest AND h.first_entry > p.sweep_before AND h.first_entry < p.end_entry))
     ORDER BY h.occurrence IS NULL, h.held_on LIMIT 1) AS held,
    (SELECT d.last_fact FROM current_reviews d
     WHERE d.contract_key = p.contract_key AND d.lot_key = p.lot_key AND d.review_type = p.review_type
       AND d.deferred_to IS NOT NULL AND d.withdrawn_reason IS NULL AND d.occurrence IN (p.nominal_on, p.due_on)
     ORDER BY d.last_fact DESC LIMIT 1) AS deferral,
    (SELECT count(*) FROM current_reviews d
     WHERE d.contract_key = p.contract_key AND d.lot_key = p.lot_key AND d.review_type = p.review_type
       AND d.deferred_to IS NOT NULL AND d.withdrawn_reason IS NULL
       AND d.occurrence IN (p.nominal_on, p.due_on)) AS deferrals,
    EXISTS (SELECT 1 FROM current_reviews h
     WHERE h.contract_key = p.contract_key AND h.lot_key = p.lot_key AND h.review_type = p.review_type
       AND h.held_on IS NOT NULL AND h.withdrawn_reason IS NULL
       AND h.first_entry > p.sweep_before AND h.first_entry < p.end_entry) AS another_held
  FROM placed p
), occurrences AS (
  SELECT e.contract, e.lot, e.review_type, e.nominal_on, coalesce(d.deferred_to, e.due_on) AS due_on,
    CASE WHEN h.held_on > coalesce(d.deferred_to, e.due_on) THEN 'held late'
      WHEN h.held_on IS NOT NULL THEN 'held'
      WHEN e.end_entry IS NULL AND e.severity = 'info' THEN 'due'
      WHEN e.end_entry IS NULL THEN 'overdue'
      WHEN d.deferred_to IS NOT NULL THEN 'deferred'
      WHEN e.another_held THEN 'missed'
      ELSE 'withdrawn' END AS outcome,
    h.held_on, e.deferrals, d.deferred_to, d.reason, coalesce(h.held_by, d.held_by) AS recorded_by, h.rating,
    h.decision, e.rule, e.first_told_on, e.escalated_to, e.alert,
    max(coalesce(h.last_entry, 0), coalesce(d.last_entry, 0), e.last_entry) AS entry, NULL AS withdrawn_reason
  FROM ended e
  LEFT JOIN current_reviews h ON h.contract_key = e.contract_key AND h.last_fact = e.held
  LEFT JOIN current_reviews d ON d.contract_key = e.contract_key AND d.last_fact = e.deferral
  UNION ALL
  SELECT r.contract, r.lot, r.review_type, r.occurrence, r.deferred_to,
    CASE WHEN r.withdrawn_reason IS NOT NULL THEN 'recorded wrongly' WHEN r.held_on IS NULL THEN 'deferred'
      ELSE 'held' END,
    r.held_on, r.held_on IS NULL AND r.withdrawn_reason IS NULL, r.deferred_to, r.reason, r.held_by, r.rating,
    r.decision, NULL, NULL, NULL, NULL, r.last_entry, r.withdrawn_reason
  FROM current_reviews r
  WHERE r.withdrawn_reason IS NOT NULL OR NOT EXISTS (SELECT 1 FROM ended e
    WHERE e.contract_key = r.contract_key AND e.lot_key = r.lot_key AND e.review_type = r.review_type
      AND (e.held = r.last_fact OR (r.held_on IS NULL AND r.occurrence IN (e.nominal_on, e.due_on))))
)
SELECT contract, lot, review_type, nominal_on, due_on, outcome, held_on,
  CASE outcome WHEN 'held late' THEN CAST(julianday(held_on) - julianday(due_on) AS INTEGER)
    WHEN 'overdue' THEN CAST(julianday((SELECT day FROM entries ORDER BY sequence DESC LIMIT 1)) - julianday(due_on)
      AS INTEGER) END,
  deferrals, deferred_to, reason, recorded_by, rating, decision, rule, first_told_on, escalated_to, alert, entry,
  withdrawn_reason
FROM occurrences)";

View audit_reviews() {
    return {"audit_reviews",
            "Which reviews fell due, were held, held late, put off or missed, by contract?",
            {{"contract", "the contract"},
             {"lot", "the lot; NULL: the whole contract"},
             {"review_type", "the type of review"},
             {"nominal_on", "the date that the rule gives; NULL: the review recorded names none"},
             {"due_on", "the day by which it is to be held, after any putting off; NULL: no sweep saw it fall due"},
             {"outcome",
              "due, overdue, held, held late, deferred, missed (a later one was held instead), withdrawn (ended "
              "without a review: the contract, the rule or a row was corrected), or recorded wrongly (withdrawn by "
              "somebody: it counts for nothing)"},
             {"held_on", "the day it was held"},
             {"days_late", "days after due_on that it was held, or has not been held by the last entry's day"},
             {"deferrals", "how often it was put off"},
             {"deferred_to", "the day it was last put off to"},
             {"reason", "why it was last put off"},
             {"recorded_by", "who held it, or put it off"},
             {"rating", "how the contract did, by the review"},
             {"decision", "what the review changed"},
             {"rule", "the rule that gave the date, as the sweep had it"},
             {"first_told_on", "the day on which somebody was first reminded"},
             {"escalated_to", "for whom it was escalated"},
             {"alert", "the alert's number; NULL: no sweep saw it fall due"},
             {"entry", "the log entry that last changed how it stands"},
             {"withdrawn_reason", "why what was recorded was withdrawn; NULL: it stands"}},
            select_reviews};
}

}  // namespace

std::vector<View> views_of_reviews() {
    return {audit_reviews()};
}

}  // namespace contractwatch::sqlite
