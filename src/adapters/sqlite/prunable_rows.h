// The rows of the record that belong to contracts, so that they can go together.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "base/id.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {

/// Facts of one table, by rising id.
struct RowsOfTable {
    std::string table;
    std::vector<std::int64_t> ids;
};

/// Rows of one kind's fold, by their keys (key_bytes.h).
struct RowsOfFold {
    const Kind* kind;
    std::vector<std::string> keys;
};

struct PrunableRows {
    std::vector<RowsOfTable> facts;  ///< in an order in which no row goes before one that refers to it
    std::vector<RowsOfFold> folds;
    std::vector<std::int64_t> alerts;
    std::vector<std::int64_t> messages;
    std::vector<std::int64_t> of_contracts;  ///< facts without messages, in the order of the contracts
};

/// Everything that belongs to the contracts as the record has them now: the rows of their keys, however those were
/// given earlier. A payment belongs to its invoice's contract, and a credit note without contract to that of the
/// invoice that it names; where several contracts have that invoice, they stay as long as one of these does. A message
/// goes where nothing is left of what it told, and it is no longer to be sent.
PrunableRows find_prunable(const Connection& connection, std::span<const ContractRef> contracts);

}  // namespace contractwatch::sqlite
