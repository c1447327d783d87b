// The log and the facts of a record, read whole as at one moment.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/facts/row.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

/// A table as it is stored.
struct WholeTable {
    std::string name;
    std::vector<std::string> columns;
};

/// Digests come as text, in lower-case hex.
using UseRow = std::function<void(const std::vector<Value>& cells)>;
using UseTable = std::function<void(const WholeTable& table, const std::function<void(const UseRow& use)>& each_row)>;

/// Hands over the log, every table of facts, and what the columns are for, each in the order of its rows, while others
/// may write. Gives the head of that moment.
Result<Head> read_whole(const std::string& path, const UseTable& use);

}  // namespace contractwatch::sqlite
