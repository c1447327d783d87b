// How a file of rows is read and checked against its kind.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/facts/row.h"

namespace contractwatch {

enum class DateOrder { day_first, month_first };
enum class Encoding { automatic, utf_8, windows_1252, utf_16 };

/// How one of the council's own exports maps to a kind's columns; a file that needs no mapping has the defaults.
struct Feed {
    std::string name;  ///< shown in the log and in mails; empty: none
    std::string kind;
    std::string match;     ///< shell pattern of file names in the drop folder
    std::string owner;     ///< who is told of refusals
    std::string expected;  ///< weekly, monthly, ...; empty: not awaited
    DateOrder date_order = DateOrder::day_first;
    Encoding encoding = Encoding::automatic;
    int header_row = 0;   ///< line of the header; 0: found; -1: there is none and columns are numbers
    bool strict = false;  ///< one bad row refuses the file
    std::map<std::string, std::vector<std::string>> columns;  ///< our column: the council's headers
    std::map<std::string, std::string> values;                ///< our column: a constant for every row

    friend bool operator==(const Feed&, const Feed&) = default;
};

/// Bounds of what is read; each a setting.
struct ReadLimits {
    std::int64_t file_bytes = 512LL * 1024 * 1024;
    std::int64_t rows = 2'000'000;
    std::int64_t field_bytes = 64LL * 1024;
    int columns = 256;
    int max_rejected_percent = 20;  ///< more bad rows than this refuse the file

    friend bool operator==(const ReadLimits&, const ReadLimits&) = default;
};

/// A row or a cell that cannot be taken.
struct RowProblem {
    std::int64_t line = 0;  ///< of the file, from 1, where the row begins
    std::string column;     ///< the council's own header where the cell has one
    std::string message;    ///< what is wrong and what would be right

    friend bool operator==(const RowProblem&, const RowProblem&) = default;
};

/// A checked row and where it stood.
struct GivenRow {
    Row row;
    std::int64_t line = 0;
};

/// Of the problems of one file's rows; more help nobody.
inline constexpr std::size_t most_problems_kept = 100'000;

/// What was found in a file beside its good rows.
struct ReadSummary {
    std::string sha256;        ///< of the file's bytes, lower-case hex
    std::int64_t rows = 0;     ///< good rows
    std::int64_t skipped = 0;  ///< blank rows, repeated headers, totals
    std::int64_t rejected = 0;
    std::vector<RowProblem>
        problems;  ///< of rejected rows, in file order; a row can have several; at most most_problems_kept
    std::vector<std::string> unknown_columns;  ///< headers that were kept out
    std::string mapping;                       ///< which header fed which column, for the log
};

class TableSource {
  public:
    virtual ~TableSource() = default;

    /// Rows that it leaves where they were serve the reader again.
    using Take = std::function<void(std::vector<GivenRow>&)>;
    using LastLook = std::function<void(ReadSummary&)>;

    /// Reads the whole file, checks each row, and hands good rows over in batches in file order, on the caller's
    /// thread. When all are handed over, the last look may reject more of them, before the file as a whole is judged.
    /// Fails, with nothing more handed over, where the file as a whole cannot be taken: missing, too large, not a table
    /// (a web page, a zip, an image), no header that fits the kind, too many bad rows, one bad row in a strict feed.
    virtual Result<ReadSummary> read(const std::string& path, const Kind& kind, const Feed& feed, const Take& take,
                                     const LastLook& last_look) = 0;
    Result<ReadSummary> read(const std::string& path, const Kind& kind, const Feed& feed, const Take& take) {
        return read(path, kind, feed, take, [](ReadSummary&) {});
    }

    /// The SHA-256 of a file's bytes in lower-case hex.
    virtual Result<std::string> sha256(const std::string& path) = 0;

    /// Writes `<path>.rejected.csv`: line, column, problem, and the row as it was. Cells that a spreadsheet would run
    /// are defused.
    virtual Result<std::string> write_rejected(const std::string& path, const ReadSummary& summary) = 0;
};

}  // namespace contractwatch
