// What rows of a file must hold together with each other and with the record: the sub-contracts of a contract form a
// tree.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/facts/row.h"
#include "domain/facts/row_check.h"

namespace contractwatch {

/// A fault of one of the rows that were given.
struct FaultTogether {
    std::size_t row = 0;  ///< its place among those given
    CellProblem problem;

    friend bool operator==(const FaultTogether&, const FaultTogether&) = default;
};

/// Whether rows of the kind are held against each other before any of them is taken in.
bool judged_together(const Kind& kind);

/// The current rows of a contract in the record, by the contract's reference as it is compared.
using RecordedRows = std::function<std::vector<Row>(std::string_view contract)>;

/// The faults of the rows, in their order, whatever order that is: what the record would hold with all of them is
/// judged, a blank cell being what the record has. Refused are sub-contracts whose parent is neither recorded nor among
/// the rows that can be taken, those that stand under themselves however far up, and those that state another supply
/// tier than their parent's and 1 more. Without these rows the rest has no fault.
std::vector<FaultTogether> faults_together(std::span<const Row> given, const RecordedRows& recorded);

}  // namespace contractwatch
