// An entry of the log as cells of the record, and back.
#pragma once

#include <string_view>

#include "adapters/sqlite/connection.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

inline constexpr std::string_view select_entry =
    "SELECT sequence, at, day, recorded_at, clock, who, coalesce(claimed_by, ''), what, coalesce(subject, ''), detail, "
    "coalesce(source, ''), coalesce(source_sha256, ''), hash FROM entries ";

/// Reads what select_entry gives.
Entry read_entry(const Statement& at);

/// The instant that a column holds; that of 1970 where it holds none.
Instant instant_at(const Statement& at, int column);

}  // namespace contractwatch::sqlite
