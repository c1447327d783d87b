// What the record says that belongs to no one contract, read whole.
#pragma once

#include <vector>

#include "domain/contracts/council.h"
#include "ports/store.h"

namespace contractwatch {

std::vector<Row> all_rows(const Record& record, const Kind& kind);
Council council_of(const Record& record);

}  // namespace contractwatch
