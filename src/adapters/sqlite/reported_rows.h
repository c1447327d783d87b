// A return of payments as it was reported, as cells of the record, and back.
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

}  // namespace contractwatch::sqlite
