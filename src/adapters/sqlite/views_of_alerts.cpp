// Views of alerts and of the figures that led to them.
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

View audit_acknowledgements() {
    return {"audit_acknowledgements",
            "Who said of which alert that it was taken care of, until when, and with which note?",
            {{"entry", "the log entry"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"who", "the Unix account that asked"},
             {"acknowledged_by", "the person named: a claim"},
             {"note", "what they said is being done"},
             {"until_day", "the last day on which reminders and escalation rest"},
             {"alert", "the alert's number"},
             {"kind", "the kind of finding"},
             {"contract", "the contract; NULL: the service itself"},
             {"subject", "what of the contract"},
             {"period", "the period judged"},
             {"severity", "info, warning or critical, as it was then"},
             {"summary", "what held then, in words"}},
            R"(SELECT s.entry, e.at, e.day, e.who, s.acknowledged_by, s.reason, s.acknowledged_until, s.alert, a.kind,
  nullif(a.contract, ''), nullif(a.subject, ''), nullif(a.period, ''), s.severity, s.summary
FROM alert_steps s
JOIN alerts a ON a.id = s.alert
JOIN entries e ON e.sequence = s.entry
WHERE s.step = 'acknowledged'
ORDER BY s.id)"};
}

View audit_unacknowledged() {
    return {"audit_unacknowledged",
            "Which alerts did nobody ever acknowledge?",
            {{"alert", "the alert's number"},
             {"kind", "the kind of finding"},
             {"contract", "the contract; NULL: the service itself"},
             {"subject", "what of the contract"},
             {"period", "the period judged"},
             {"severity", "info, warning or critical, as it is now or was at its end"},
             {"summary", "what holds or held, in words"},
             {"state", "raised, notified, escalated, resolved or withdrawn"},
             {"raised_on", "the day on which it was first seen"},
             {"first_told_on", "the day on which somebody was first told; NULL: nobody was"},
             {"times_told", "how often people were told"},
             {"escalated_to", "for whom it was escalated"},
             {"ended_on", "the day from which it no longer held; NULL: it still holds"},
             {"entry", "the log entry that raised it"}},
            R"(SELECT c.alert, c.kind, nullif(c.contract, ''), nullif(c.subject, ''), nullif(c.period, ''), c.severity,
  c.summary, c.state, c.raised_on, c.first_told_on, c.times_told, c.escalated_to, c.resolved_on, a.entry
FROM current_alerts c
JOIN alerts a ON a.id = c.alert
WHERE NOT EXISTS (SELECT 1 FROM alert_steps s WHERE s.alert = c.alert AND s.step = 'acknowledged')
ORDER BY c.alert)"};
}

/// Every rating is kept from form 5 of the record on. Before it, what the service proposed is kept with the alert of a
/// miss, and what a person gave with the reading.
View audit_ratings() {
    return {"audit_ratings",
            "Which reading, target and bands gave which rating, and who set it where a person did?",
            {{"contract", "the contract"},
             {"measure", "the measure, with its lot where it has one"},
             {"period", "the period rated"},
             {"rating", "good, approaching_target, requires_improvement, inadequate or other"},
             {"given_by", "service, by the bands; or the person who set it"},
             {"value", "the reading's value"},
             {"target", "the target that applied; NULL: a person's rating needs none"},
             {"bands", "where each rating begins"},
             {"reason", "why a person set it, or the words behind it"},
             {"reading", "the reading's id in the table readings"},
             {"reading_entry", "the log entry that recorded the reading"},
             {"target_entry", "the log entry that recorded the target"},
             {"alert", "the latest alert of the miss; NULL: there was none"},
             {"entry", "the log entry that recorded the rating"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"points", "severity points by the ladder, before a repeat doubles them; NULL: none were scored"},
             {"stands", "1: it is the latest rating of its period; 0: the reading was revised and rated anew"}},
            R"(WITH given AS (
  SELECT g.contract, g.measure || coalesce(' (lot ' || g.lot || ')', '') AS measure, g.period, g.rating,
    CASE WHEN g.by_person THEN coalesce(r.submitted_by, e.claimed_by, e.who) ELSE 'service' END AS given_by, g.value,
    CASE WHEN g.by_person THEN NULL WHEN g.target_high IS NULL OR g.direction <> 'within' THEN g.target
      ELSE g.target || ' to ' || g.target_high END AS target,
    CASE WHEN g.by_person THEN NULL ELSE g.bands END AS bands,
    CASE WHEN g.by_person THEN coalesce(r.override_reason, r.narrative) END AS reason, g.reading,
    r.entry AS reading_entry, g.target_entry,
    (SELECT max(a.id) FROM alerts a WHERE a.key = lower('measure_missed/' || g.contract_key || '/' || g.measure ||
      coalesce(' (lot ' || g.lot || ')', '') || '/' || g.period)) AS alert,
    g.entry, g.points,
    g.id = max(g.id) OVER (PARTITION BY g.contract_key, lower(g.measure), lower(coalesce(g.lot, '')), g.period) AS stands
  FROM ratings g
  LEFT JOIN readings r ON r.id = g.reading
  LEFT JOIN entries e ON e.sequence = r.entry
), steps AS (
  SELECT s.id, s.entry, s.alert, s.evidence, a.contract, a.subject, a.period,
    json_extract(s.evidence, '$.fact', '$.rating', '$.value', '$.target', '$.bands') AS given
  FROM alerts a
  JOIN alert_steps s ON s.alert = a.id
  WHERE a.kind = 'measure_missed'
), proposed AS (
  SELECT *, lag(given) OVER (PARTITION BY alert ORDER BY id) AS before FROM steps
), all_ratings AS (
  SELECT * FROM given
  UNION ALL
  SELECT p.contract, p.subject AS measure, p.period, json_extract(p.evidence, '$.rating') AS rating,
    'service' AS given_by, json_extract(p.evidence, '$.value') AS value, json_extract(p.evidence, '$.target') AS target,
    json_extract(p.evidence, '$.bands') AS bands, NULL AS reason, json_extract(p.evidence, '$.fact') AS reading,
    json_extract(p.evidence, '$.entry') AS reading_entry, json_extract(p.evidence, '$.target_entry') AS target_entry,
    p.alert, p.entry, NULL, NULL
  FROM proposed p
  LEFT JOIN readings r ON r.id = json_extract(p.evidence, '$.fact')
  WHERE p.given IS NOT p.before AND r.rating IS NULL
    AND coalesce(r.id NOT IN (SELECT reading FROM ratings), 1)
  UNION ALL
  SELECT r.contract, r.measure || coalesce(' (lot ' || r.lot || ')', ''), r.period, r.rating,
    coalesce(r.submitted_by, e.claimed_by, e.who), r.value, NULL, NULL, coalesce(r.override_reason, r.narrative), r.id,
    r.entry, NULL, NULL, r.entry, NULL, NULL
  FROM readings r
  JOIN entries e ON e.sequence = r.entry
  WHERE r.rating IS NOT NULL AND r.id NOT IN (SELECT reading FROM ratings)
)
SELECT a.contract, a.measure, a.period, a.rating, a.given_by, a.value, a.target, a.bands, a.reason, a.reading,
  a.reading_entry, a.target_entry, a.alert, a.entry, e.at, e.day, a.points, a.stands
FROM all_ratings a
JOIN entries e ON e.sequence = a.entry
ORDER BY a.entry, a.reading)"};
}

View audit_payment_figures() {
    return {
        "audit_payment_figures",
        "Which payment figures were reported, when, and what did the service last report of the same period?",
        {{"contract", "the contract; NULL: the council as a whole"},
         {"subject", "what the share is of, where it is not the contract's"},
         {"period", "the months judged, by invoices' last days"},
         {"clock", "the clock by which the last day is reckoned"},
         {"source", "observed in the council's ledger, or declared by a prime"},
         {"population", "invoices with a last day in the period, as reported then"},
         {"on_time", "those settled by it, as reported then"},
         {"share", "the share on time, as reported then"},
         {"pass_mark", "the share asked for"},
         {"late_now", "invoices late on that day"},
         {"not_yet_due", "invoices whose last day was still to come"},
         {"last_population", "the population as last reported"},
         {"last_on_time", "on time as last reported"},
         {"last_share", "the share as last reported"},
         {"alert", "the alert that keeps the figures"},
         {"entry", "the log entry"},
         {"at", "when they were reported, UTC"},
         {"day", "its civil day"},
         {"rows_behind", "how many invoices the figures rest on, as reported then; NULL: not kept yet then"},
         {"rows_sha256", "SHA-256 of these, in the lines that the auditors' guide tells of; NULL: not kept yet then"}},
        R"(WITH steps AS (
  SELECT s.id, s.entry, s.alert, a.key, a.contract, a.subject, a.period, s.evidence,
    json_extract(s.evidence, '$.population', '$.on_time', '$.late_now', '$.not_yet_due') AS figures
  FROM alerts a
  JOIN alert_steps s ON s.alert = a.id
  WHERE a.kind LIKE 'payment\_share\_%' ESCAPE '\' OR a.kind = 'payment_not_improving'
), reported AS (
  SELECT *, lag(figures) OVER (PARTITION BY key ORDER BY id) AS before,
    last_value(evidence) OVER (PARTITION BY key ORDER BY id
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS latest
  FROM steps
)
SELECT nullif(r.contract, ''), nullif(r.subject, ''), r.period, json_extract(r.evidence, '$.clock'),
  json_extract(r.evidence, '$.source'), json_extract(r.evidence, '$.population'),
  json_extract(r.evidence, '$.on_time'), json_extract(r.evidence, '$.share'), json_extract(r.evidence, '$.pass_mark'),
  json_extract(r.evidence, '$.late_now'), json_extract(r.evidence, '$.not_yet_due'),
  json_extract(r.latest, '$.population'), json_extract(r.latest, '$.on_time'), json_extract(r.latest, '$.share'),
  r.alert, r.entry, e.at, e.day, json_extract(r.evidence, '$.rows_behind'), json_extract(r.evidence, '$.rows_sha256')
FROM reported r
JOIN entries e ON e.sequence = r.entry
WHERE r.figures IS NOT r.before
ORDER BY r.id)"};
}

}  // namespace

std::vector<View> views_of_alerts() {
    return {audit_acknowledgements(), audit_unacknowledged(), audit_ratings(), audit_payment_figures()};
}

}  // namespace contractwatch::sqlite
