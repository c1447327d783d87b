// Whether the record is what was written: chain, digests, folds, triggers and tables.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "base/result.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

struct VerifyProblem {
    std::string table;
    std::int64_t row = 0;    ///< id in that table; 0: the table as a whole
    std::int64_t entry = 0;  ///< the log entry concerned; 0: none
    std::string message;
};

struct VerifyReport {
    std::int64_t entries = 0;
    Head head;
    std::int64_t pruned = 0;              ///< rows that went, which the log still vouches for
    std::int64_t erased = 0;              ///< rows of which cells were erased
    std::vector<VerifyProblem> problems;  ///< of the file, of the log in its order, of the folds; at most 1,000

    bool verified() const { return problems.empty(); }
};

/// Walks the whole record of that path as at one moment, without changing it, while others may write. Three threads
/// read it: SQLite's own check of the file, the log with its facts, and the folds, which are made again. It takes some
/// 300 MiB of memory, and temporary files for what is beyond.
Result<VerifyReport> verify(const std::string& path);

}  // namespace contractwatch::sqlite
