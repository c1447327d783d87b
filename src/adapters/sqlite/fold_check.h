// Whether the folds of the record are what its facts make of them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/held_fold.h"

namespace contractwatch::sqlite {

/// A row of a fold that the facts do not make so.
struct FoldFault {
    std::string table;
    std::int64_t row = 0;    ///< the fact that it comes from, or the alert or message that it is of
    std::int64_t entry = 0;  ///< the log entry that last changed it; 0: the fold does not say
    std::string message;
};

/// Makes the fold of a kind again and compares it with the one that stands, row by row. A fold that takes more than
/// `large` bytes of memory is written into a temporary table, for which the connection needs to be the caller's own.
void check_fold(const Connection& connection, const Kind& kind, const std::function<void(FoldFault)>& found,
                std::size_t large = HeldFold::most_bytes);

/// The same for the folds of alerts and of messages.
void check_other_folds(const Connection& connection, const std::function<void(FoldFault)>& found);

/// Whether both tables of a kind stand; one that is missing is told of elsewhere.
bool has_fold(const Connection& connection, const Kind& kind);

}  // namespace contractwatch::sqlite
