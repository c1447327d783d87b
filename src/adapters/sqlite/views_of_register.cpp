// Views of how the register and the targets changed, and of who answers for a contract.
//
// A row as it was given says nothing in its blank cells, so what stood before a cell is the same cell of the latest
// earlier row that gives or clears it: the rows are taken apart into cells, and each cell looks back.
#include <array>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/views.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {
namespace {

/// Cells of the rows of one kind, in the SQL of the views.
struct CellsOf {
    std::string kind;
    std::string columns;  ///< what each cell carries besides its column and its value
    std::string from;
    std::string always = {};  ///< rows whose blank cells count as well
};

std::string text_literal(std::string_view text) {
    return "'" + std::string{text} + "'";
}

std::string cell_of(const CellsOf& rows, const std::string& column) {
    const auto name = quoted(column);
    return "  SELECT " + rows.columns + ", " + text_literal(column) + " AS column_name, " + name +
           " AS value\n  FROM " + rows.from + " WHERE " + name + " IS NOT NULL OR instr(' ' || cleared || ' ', ' " +
           column + " ') > 0" + rows.always;
}

/// What the auditors' views call the parts of the register, and how a record of each is named.
struct RegisterPart {
    const char* kind;
    const char* contract;
    const char* record;
};
constexpr std::array register_parts{
    RegisterPart{"contracts", "contract_reference", "contract_reference"},
    RegisterPart{"roles", "contract", "contract || ' ' || role || ' ' || email || coalesce(' from ' || \"from\", '')"},
    RegisterPart{"suppliers", "NULL", "supplier"}, RegisterPart{"people", "NULL", "email"}};

/// Every row as such, which tells a record's first row from later ones, and each of its cells beyond the key.
std::string cells_of_part(const RegisterPart& part) {
    const std::string table = part.kind;
    const CellsOf rows{table,
                       "'" + table + "' AS register, id, entry, source_line, " + part.contract + " AS contract, " +
                           part.record + " AS record",
                       table};
    std::string sql = "  SELECT " + rows.columns + ", '' AS column_name, NULL AS value\n  FROM " + table;
    for (const auto& column : kind(part.kind).columns) {
        if (!column.key) sql += "\n  UNION ALL\n" + cell_of(rows, column.stored_name());
    }
    return sql;
}

std::string select_register_changes() {
    std::string cells;
    for (const auto& part : register_parts)
        cells += (cells.empty() ? "" : "\n  UNION ALL\n") + cells_of_part(part);
    return "WITH cells AS (\n" + cells + R"(
), changes AS (
  SELECT *, lag(value) OVER earlier AS before,
    lag(id) OVER earlier IS NULL AS first_given,
    id = min(id) OVER (PARTITION BY register, lower(record)) AS in_first_row
  FROM cells
  WINDOW earlier AS (PARTITION BY register, lower(record), column_name ORDER BY id)
)
SELECT c.register, c.contract, c.record, nullif(c.column_name, ''), c.before, c.value, c.entry, e.at, e.day, e.who,
  e.claimed_by, e.source, c.source_line
FROM changes c
JOIN entries e ON e.sequence = c.entry
WHERE CASE c.column_name WHEN '' THEN c.in_first_row ELSE NOT c.in_first_row AND c.value IS NOT c.before END
ORDER BY c.entry, c.register, c.id, c.column_name)";
}

View audit_register_changes() {
    return {"audit_register_changes",
            "How did an entry of the register change, and who changed it?",
            {{"register", "contracts, roles, suppliers or people"},
             {"contract", "the contract; NULL: of suppliers and people"},
             {"record", "which record of it"},
             {"column_name", "the column that changed; NULL: the record was entered"},
             {"before", "what stood there; NULL: nothing"},
             {"after", "what stands there since; NULL: it was cleared"},
             {"entry", "the log entry"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"who", "the Unix account that gave it in, or service for the drop folder"},
             {"claimed_by", "the person named with --by: a claim"},
             {"file", "the file that it came from"},
             {"line", "the line of that file"}},
            select_register_changes()};
}

std::string select_target_changes() {
    const CellsOf rows{"measures", "id, entry, source_line, contract, lot, measure, effective_from, reason, author",
                       "versions", " OR first_of_version"};
    std::string cells;
    for (const auto* column : {"direction", "target", "target_high", "approaching", "requires_improvement", "points"})
        cells += (cells.empty() ? "" : "\n  UNION ALL\n") + cell_of(rows, column);
    return R"(WITH versions AS (
  SELECT *, id = min(id) OVER (PARTITION BY lower(contract), lower(coalesce(lot, '')), lower(measure),
    coalesce(effective_from, '')) AS first_of_version
  FROM measures
), cells AS (
)" + cells +
           R"(
), changes AS (
  SELECT *, lag(value) OVER earlier AS before, lag(id) OVER earlier AS before_id
  FROM cells
  WINDOW earlier AS (PARTITION BY lower(contract), lower(coalesce(lot, '')), lower(measure), column_name ORDER BY id)
)
SELECT c.contract, c.lot, c.measure, c.effective_from, c.column_name, c.before, c.value, c.reason, c.author, c.entry,
  e.at, e.day, e.who, e.claimed_by, e.source, c.source_line
FROM changes c
JOIN entries e ON e.sequence = c.entry
WHERE c.before_id IS NOT NULL AND c.value IS NOT c.before
ORDER BY c.entry, c.id, c.column_name)";
}

View audit_target_changes() {
    return {"audit_target_changes",
            "How did the target or the bands of a measure change, why, and who changed them?",
            {{"contract", "the contract"},
             {"lot", "the lot; NULL: the whole contract"},
             {"measure", "the measure"},
             {"effective_from", "the day from which the changed version holds; NULL: since the start"},
             {"column_name", "what changed: direction, target, target_high, approaching, ..."},
             {"before", "what was recorded last before it; NULL: nothing, so the council's tolerance"},
             {"after", "what was recorded then; NULL: nothing, so the council's tolerance"},
             {"reason", "why, as it was given"},
             {"author", "who changed it, as it was given"},
             {"entry", "the log entry"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"who", "the Unix account that gave it in, or service for the drop folder"},
             {"claimed_by", "the person named with --by: a claim"},
             {"file", "the file that it came from"},
             {"line", "the line of that file"}},
            select_target_changes()};
}

View audit_overrides() {
    return {"audit_overrides",
            "Which ratings did a person set in place of the one by the bands, and why?",
            {{"contract", "the contract"},
             {"lot", "the lot; NULL: the whole contract"},
             {"measure", "the measure"},
             {"period", "the period rated"},
             {"value", "the value reported"},
             {"rating", "the rating that was set"},
             {"reason", "why, as it was given"},
             {"submitted_by", "who reported it"},
             {"submitted_on", "the day it was reported"},
             {"reading", "the reading's id in the table readings"},
             {"entry", "the log entry"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"who", "the Unix account that gave it in, or service for the drop folder"},
             {"file", "the file that it came from"},
             {"line", "the line of that file"}},
            R"(SELECT r.contract, r.lot, r.measure, r.period, r.value, r.rating, r.override_reason, r.submitted_by,
  r.submitted_on, r.id, r.entry, e.at, e.day, e.who, e.source, r.source_line
FROM readings r
JOIN entries e ON e.sequence = r.entry
WHERE r.override_reason IS NOT NULL OR (r.rating IS NOT NULL AND coalesce(r.value, r.numerator) IS NOT NULL)
ORDER BY r.id)"};
}

/// The rules of who holds a role on a day and who is in post are those of domain/contracts/person.h.
constexpr const char* select_no_owner = R"(WITH last AS (
  SELECT day AS today FROM entries ORDER BY sequence DESC LIMIT 1
), watched AS (
  SELECT c.*, today
  FROM current_contracts c, last
  WHERE (c.end_date IS NULL OR c.end_date >= today OR c.start_date > today)
    AND CASE WHEN c.ended_on IS NULL THEN coalesce(c.status, 'active') = 'active' ELSE c.ended_on >= today END
), held AS (
  SELECT contract_key, role, email
  FROM (SELECT r.contract_key, r.role, r.email,
          row_number() OVER (PARTITION BY r.contract_key, r.role ORDER BY r."from" DESC, r.email_key) AS place
        FROM current_roles r, last
        WHERE (r."from" IS NULL OR r."from" <= today) AND (r.until IS NULL OR r.until >= today))
  WHERE place = 1
), shorthand AS (
  SELECT contract_reference_key AS contract_key, 'manager' AS role, manager_email AS email, today FROM watched
  UNION ALL
  SELECT contract_reference_key, 'deputy', deputy_email, today FROM watched
  UNION ALL
  SELECT contract_reference_key, 'lead_director', director_email, today FROM watched
), holders AS (
  SELECT contract_key, role, email FROM held WHERE role IN ('manager', 'deputy', 'lead_director')
  UNION ALL
  SELECT s.contract_key, s.role, s.email
  FROM shorthand s
  WHERE s.email IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM held h WHERE h.contract_key = s.contract_key AND h.role = s.role)
    AND NOT EXISTS (SELECT 1 FROM current_roles r
      WHERE r.contract_key = s.contract_key AND r.role = s.role AND r.email_key = lower(s.email) AND r.until < s.today)
), standing AS (
  SELECT h.contract_key, h.role, p.deputy_email,
    h.email || CASE WHEN p.active_until < today THEN ', left on ' || p.active_until
      WHEN p.active_from > today THEN ', starts on ' || p.active_from ELSE '' END AS words,
    coalesce(p.active_from, today) <= today AND coalesce(p.active_until, today) >= today AS in_post,
    p.deputy_email IS NOT NULL AND coalesce(d.active_from, today) <= today AND coalesce(d.active_until, today) >= today
      AS deputy_in_post
  FROM holders h
  JOIN last
  LEFT JOIN current_people p ON p.email_key = lower(h.email)
  LEFT JOIN current_people d ON d.email_key = lower(p.deputy_email)
)
SELECT w.contract_reference, w.contract_title, w.organisational_unit, w.contract_value_pence, w.today,
  coalesce((SELECT words FROM standing s WHERE s.contract_key = w.contract_reference_key AND s.role = 'manager'),
    'not named'),
  coalesce((SELECT words FROM standing s WHERE s.contract_key = w.contract_reference_key AND s.role = 'deputy'),
    'not named'),
  coalesce((SELECT words FROM standing s WHERE s.contract_key = w.contract_reference_key AND s.role = 'lead_director'),
    'not named'),
  w.last_entry
FROM watched w
WHERE NOT EXISTS (SELECT 1 FROM standing s
  WHERE s.contract_key = w.contract_reference_key AND (s.in_post OR s.deputy_in_post))
ORDER BY w.contract_reference_key)";

View audit_no_owner() {
    return {"audit_no_owner",
            "Which contracts have nobody in post who answers for them, as things stand at the last entry?",
            {{"contract", "the contract"},
             {"title", "its title"},
             {"directorate", "the directorate or department responsible"},
             {"contract_value_pence", "its value"},
             {"as_at", "the day of the last entry, for which this is said"},
             {"manager", "the contract manager and why they cannot be reached, or not named"},
             {"deputy", "the deputy contract manager, likewise"},
             {"lead_director", "the lead director, likewise"},
             {"entry", "the log entry that last changed the contract's entry in the register"}},
            select_no_owner};
}

}  // namespace

std::vector<View> views_of_register() {
    return {audit_register_changes(), audit_target_changes(), audit_overrides(), audit_no_owner()};
}

}  // namespace contractwatch::sqlite
