// The log and the facts of the record as CSV files, for whoever has no program that reads SQLite.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ports/store.h"

namespace contractwatch {

struct ExportedFile {
    std::string file;   ///< its name in the folder
    std::string table;  ///< the table whose rows it has
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::string sha256;
};

struct Export {
    Head head;  ///< the last entry that is in it
    std::vector<ExportedFile> files;
};

/// Writes each table to a file of its name in the folder, which it makes and which must be empty where it exists, and
/// beside them manifest.json, which names them with their rows, bytes and SHA-256, and the head. Where it fails it may
/// leave files, and no manifest.
///
/// The files are as RFC 4180 has them. The first line has the columns as they are stored; a blank cell is empty, an
/// empty text is "". Text that a spreadsheet would run as a formula has a ' before it; numbers are plain.
Result<Export> export_record(const std::string& database, const std::string& folder);

}  // namespace contractwatch
