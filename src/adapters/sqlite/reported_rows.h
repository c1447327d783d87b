// A return of payments as it was reported, and as it is known since, as cells of the record, and back.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

inline constexpr std::string_view select_reported =
    "SELECT r.entry, e.at, r.return, r.period, r.first_day, r.last_day, r.as_at, r.figure, r.meaning, r.value, "
    "r.approved_by, r.approver_title, r.rows_behind, r.rows_sha256, r.left_out, r.left_out_sha256 "
    "FROM reported_figures r JOIN entries e ON e.sequence = r.entry";

/// The cells of the table's own columns, in their order: a row for each figure.
std::vector<std::vector<Value>> reported_cells(const ReportedReturn& reported);
/// Reads what select_reported gives: adds the figure to the last of the returns, or begins another one with it.
void read_reported(const Statement& at, std::vector<ReportedReturn>& returns);

/// Of every return and period that was reported the figures of the last entry that has any, reported or known since.
inline constexpr std::string_view select_known =
    "WITH written AS ("
    "SELECT return, period, first_day, last_day, as_at, figure, meaning, value, rows_behind, left_out, entry, id "
    "FROM reported_figures UNION ALL "
    "SELECT return, period, first_day, last_day, as_at, figure, meaning, value, rows_behind, left_out, entry, id "
    "FROM known_figures), last AS (SELECT return, period, max(entry) AS entry FROM written GROUP BY return, period) "
    "SELECT w.* FROM last l JOIN written w ON w.return = l.return AND w.period = l.period AND w.entry = l.entry "
    "ORDER BY w.return, w.period, w.id";

/// As for what was reported.
std::vector<std::vector<Value>> known_cells(const KnownReturn& known);
/// Reads what select_known gives, likewise.
void read_known(const Statement& at, std::vector<KnownReturn>& returns);

}  // namespace contractwatch::sqlite
