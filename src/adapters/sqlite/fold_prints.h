// The prints of a fold's rows, as they must be where each key has one fact.
#pragma once

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/row_prints.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {

/// Walks the fold as it stands, in the order of its keys, and adds the print of each row. Gives up where the keys do
/// not rise, where one is not that of its row, or where a row was made by more than one entry.
void add_prints_of_fold(const Connection& connection, const Kind& kind, RowPrints& prints);

}  // namespace contractwatch::sqlite
