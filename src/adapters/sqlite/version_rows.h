// A schedule version as cells of the record, and back.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "domain/reviews/schedule.h"

namespace contractwatch::sqlite {

inline constexpr std::string_view select_versions =
    "SELECT contract, lot, review_type, rule, anchor, roll, effective_from, remind_working_days, origin, id, "
    "entry FROM schedule_versions";

/// The cells of the table's own columns, in their order.
std::vector<Value> version_cells(const ScheduleVersion& version);
/// Reads what select_versions gives but for the last two columns, the row's id and entry.
ScheduleVersion read_version(const Statement& at);

}  // namespace contractwatch::sqlite
