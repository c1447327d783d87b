// The fold of a kind as it stands against the same fold made again in memory, in the order of the keys.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/held_rows.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {

/// How a row of a fold is not as the facts make it.
enum class Difference { unfounded, missing, changed };

/// A row of the fold that is not as the facts make it.
struct DifferentRow {
    Difference how;
    std::vector<std::string> key;
    std::int64_t last_entry;
    std::int64_t last_fact;
    std::string column = {};  ///< the first one that differs, in a changed row
};

/// Walks the table of the fold once. A missing or changed row is told as the facts make it.
void compare(const Connection& connection, const Kind& kind, const HeldRows& rebuilt,
             const std::function<void(DifferentRow)>& found);

}  // namespace contractwatch::sqlite
