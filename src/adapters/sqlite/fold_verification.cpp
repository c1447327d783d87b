// Two ways of verifying the folds of all kinds: by the prints of rows where each key has one fact, else row by row.
#include "adapters/sqlite/fold_verification.h"

#include "adapters/sqlite/fold_prints.h"

namespace contractwatch::sqlite {
namespace {

/// By SQLite, which has it from the system.
std::uint64_t drawn(const Connection& connection) {
    return static_cast<std::uint64_t>(connection.number("SELECT random()"));
}

}  // namespace

std::vector<FoldSides> sides_of_folds(const Connection& connection) {
    std::vector<FoldSides> sides;
    for (const auto& kind : kinds()) {
        if (has_fold(connection, kind)) sides.push_back({&kind, RowPrints{drawn(connection)}});
    }
    return sides;
}

void FoldVerification::walk(std::span<FoldSides> all) {
    for (auto& sides : all) {
        add_prints_of_fold(connection_, *sides.kind, sides.fold);
        if (sides.fold.given_up()) check(sides);
    }
    check_other_folds(connection_, found_);
}

void FoldVerification::settle(std::span<FoldSides> all) {
    for (auto& sides : all) {
        if (!sides.checked && !sides.facts.agree(sides.fold)) check(sides);
    }
}

void FoldVerification::check(FoldSides& sides) {
    check_fold(connection_, *sides.kind, found_);
    sides.checked = true;
}

}  // namespace contractwatch::sqlite
