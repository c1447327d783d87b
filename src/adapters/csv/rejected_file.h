// The list of rejected rows that goes back to whoever gave a file.
#pragma once

#include <string>
#include <vector>

#include "adapters/csv/header.h"
#include "adapters/csv/reader.h"
#include "base/result.h"
#include "ports/table_source.h"

namespace contractwatch {

/// Writes line, column and problem of each, and the row as it was under the file's own headers: in UTF-8 with a byte
/// order mark, since spreadsheets open it. It takes its name only once it is whole, in place of an earlier one.
/// The problems are in the order of the rows, which are those of the file from its start.
Result<void> write_rejected_file(const std::string& path, RowReader& rows, const Header& header,
                                 const std::vector<RowProblem>& problems);

}  // namespace contractwatch
