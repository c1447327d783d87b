// Whether the folds of the record are what its facts make of them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

/// A row of a fold that the facts do not make so.
struct FoldFault {
    std::string table;
    std::int64_t row = 0;    ///< the fact that it comes from, or the alert or message that it is of
    std::int64_t entry = 0;  ///< the log entry that last changed it; 0: the fold does not say
    std::string message;
};

/// Makes every fold again beside the ones that stand and compares them row by row. Needs a connection of its own: the
/// new ones lie in temporary tables.
void check_folds(const Connection& connection, const std::function<void(FoldFault)>& found);

}  // namespace contractwatch::sqlite
