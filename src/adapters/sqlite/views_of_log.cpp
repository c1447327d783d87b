// Views of the log itself: what was done, which files came, when nothing ran, which settings held, what was taken out.
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

View audit_entries() {
    return {
        "audit_entries",
        "What was done to the record, when, and who did it?",
        {{"entry", "the log entry"},
         {"at", "the moment that the work was done for, UTC"},
         {"day", "its civil day"},
         {"recorded_at", "the machine's clock when it was written, UTC"},
         {"clock", "system, or given by hand for a rehearsal"},
         {"who", "the Unix account that asked, or service"},
         {"claimed_by", "the person named with --by: a claim"},
         {"what", "what was done"},
         {"subject", "what it is about"},
         {"detail", "more of it, as JSON"},
         {"source", "the file that it came from"},
         {"source_sha256", "SHA-256 of that file's bytes"}},
        R"(SELECT sequence, at, day, recorded_at, clock, who, claimed_by, what, subject, detail, source, source_sha256
FROM entries
ORDER BY sequence)"};
}

View audit_files() {
    return {"audit_files",
            "Which files were taken in or refused, when and by whom, and what became of their rows?",
            {{"entry", "the log entry"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"who", "the Unix account that gave the file in, or service for the drop folder"},
             {"file", "the file's name"},
             {"kind", "the kind of its rows"},
             {"feed", "the feed that it came by"},
             {"outcome", "taken or refused"},
             {"reason", "why it was refused"},
             {"accepted", "rows with a new key"},
             {"revised", "rows that changed something known"},
             {"unchanged", "rows that said nothing new"},
             {"skipped", "rows that are no data"},
             {"rejected", "rows that could not be taken"},
             {"accepted_pence", "exact sum of the kind's money column over accepted rows"},
             {"sha256", "SHA-256 of the file's bytes"}},
            R"(SELECT f.entry, e.at, e.day, e.who, f.name, f.kind, f.feed, f.outcome, f.reason,
  f.accepted, f.revised, f.unchanged, f.skipped, f.rejected, f.accepted_pence, f.sha256
FROM files f
JOIN entries e ON e.sequence = f.entry
ORDER BY f.id)"};
}

/// A start follows a stop, or else the end of the service left no entry. Where no service is used, days without an
/// entry are what shows.
View audit_gaps() {
    return {"audit_gaps",
            "When was the service not running?",
            {{"from_entry", "the last entry before the gap"},
             {"from_at", "when that was, UTC"},
             {"until_entry", "the first entry after the gap; NULL: none yet"},
             {"until_at", "when that was, UTC"},
             {"hours", "how long it lasted"},
             {"days", "civil days within it on which nothing ran"},
             {"how",
              "stopped: the service was ended; broke off: it ended without saying so; nothing recorded: no entry on "
              "those days"},
             {"said", "what the next sweep said of it"}},
            R"(WITH lives AS (
  SELECT sequence, what, lag(what) OVER w AS before, lag(sequence) OVER w AS before_sequence,
    lead(what) OVER w AS after
  FROM entries
  WHERE what IN ('started', 'stopped')
  WINDOW w AS (ORDER BY sequence)
), gaps AS (
  SELECT CASE before WHEN 'stopped' THEN before_sequence ELSE sequence - 1 END AS from_entry,
    sequence AS until_entry, CASE before WHEN 'stopped' THEN 'stopped' ELSE 'broke off' END AS how
  FROM lives
  WHERE what = 'started' AND before IS NOT NULL
  UNION ALL
  SELECT sequence, NULL, 'stopped' FROM lives WHERE what = 'stopped' AND after IS NULL
  UNION ALL
  SELECT b.sequence, a.sequence, 'nothing recorded'
  FROM entries b
  JOIN entries a ON a.sequence = b.sequence + 1
  WHERE julianday(a.day) > julianday(b.day) + 1 AND b.what <> 'stopped' AND a.what <> 'started'
)
SELECT b.sequence, b.at, a.sequence, a.at, round((julianday(a.at) - julianday(b.at)) * 24, 1),
  CAST(max(0, julianday(a.day) - julianday(b.day) - 1) AS INTEGER), g.how,
  (SELECT json_extract(s.detail, '$.gap')
   FROM entries s
   WHERE s.what = 'swept' AND s.sequence >= a.sequence
   ORDER BY s.sequence
   LIMIT 1)
FROM gaps g
JOIN entries b ON b.sequence = g.from_entry
LEFT JOIN entries a ON a.sequence = g.until_entry
ORDER BY g.from_entry)"};
}

View audit_pruned() {
    return {"audit_pruned",
            "What was taken out of the record or erased from it, when, on whose word and why?",
            {{"entry", "the log entry that took it out"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"who", "the Unix account that asked"},
             {"claimed_by", "the person named with --by: a claim"},
             {"how", "pruned: the row went after its retention; erased: words were taken out of it"},
             {"reason", "why, where words were erased"},
             {"table_name", "the table that the row was in, or is in"},
             {"row_id", "its id"},
             {"entry_of_row", "the log entry that added it"},
             {"added_at", "when that was, UTC"},
             {"columns_erased", "which columns were erased, separated by spaces; NULL: the row went"},
             {"digest_of_row", "the row_digest that it was written with, in hex"}},
            R"(SELECT p.entry, e.at, e.day, e.who, e.claimed_by,
  CASE WHEN p.columns_erased IS NULL THEN 'pruned' ELSE 'erased' END, json_extract(e.detail, '$.reason'),
  p.table_name, p.row_id, p.entry_of_row, a.at, p.columns_erased, p.digest_of_row
FROM pruned_rows p
JOIN entries e ON e.sequence = p.entry
JOIN entries a ON a.sequence = p.entry_of_row
ORDER BY p.id)"};
}

View audit_settings() {
    return {"audit_settings",
            "Which settings were in force on a day?",
            {{"setting", "its name in the settings file, or the bank holidays of a division"},
             {"value", "its value; secrets are never recorded"},
             {"from_day", "the first day on which decisions used it"},
             {"from_at", "the moment, UTC"},
             {"from_entry", "the log entry"},
             {"until_day", "the day on which another value replaced it; NULL: it is in force"},
             {"until_at", "the moment, UTC"},
             {"until_entry", "the log entry"}},
            R"(WITH given AS (
  SELECT s.entry, j.key AS setting, CAST(j.value AS TEXT) AS value
  FROM settings_in_force s, json_each(s.content) j
  UNION ALL
  SELECT entry, 'bank holidays of ' || name, content FROM calendars_in_force
), changes AS (
  SELECT entry, setting, value, lag(entry) OVER w AS before_entry, lag(value) OVER w AS before
  FROM given
  WINDOW w AS (PARTITION BY setting ORDER BY entry)
), spans AS (
  SELECT setting, value, entry AS from_entry, lead(entry) OVER (PARTITION BY setting ORDER BY entry) AS until_entry
  FROM changes
  WHERE before_entry IS NULL OR value IS NOT before
)
SELECT s.setting, s.value, f.day, f.at, s.from_entry, u.day, u.at, s.until_entry
FROM spans s
JOIN entries f ON f.sequence = s.from_entry
LEFT JOIN entries u ON u.sequence = s.until_entry)"};
}

}  // namespace

std::vector<View> views_of_log() {
    return {audit_entries(), audit_files(), audit_gaps(), audit_settings(), audit_pruned()};
}

}  // namespace contractwatch::sqlite
