// Two ways of verifying the folds of all kinds: by the prints of rows where each key has one fact, else row by row.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "adapters/sqlite/fold_check.h"
#include "adapters/sqlite/row_prints.h"

namespace contractwatch::sqlite {

/// A kind's fold and its facts, each to be walked by a thread of its own.
struct FoldSides {
    const Kind* kind;
    RowPrints facts;
    RowPrints fold = facts.to_compare();
    bool checked = false;  ///< row by row
};

/// One for each kind whose tables stand, without prints yet.
std::vector<FoldSides> sides_of_folds(const Connection& connection);

class FoldVerification {
  public:
    FoldVerification(const Connection& connection, std::function<void(FoldFault)> found)
        : connection_(connection), found_(std::move(found)) {}

    /// Walks the folds; where a fold has keys of several facts, these are folded again at once.
    void walk(std::span<FoldSides> all);
    /// Once the facts have been walked too: looks row by row at each fold whose prints do not agree with its facts'.
    void settle(std::span<FoldSides> all);

  private:
    void check(FoldSides& sides);

    const Connection& connection_;
    std::function<void(FoldFault)> found_;
};

}  // namespace contractwatch::sqlite
