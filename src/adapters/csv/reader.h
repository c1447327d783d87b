// Rows of cells out of delimited text (RFC 4180, and what councils' programs make of it).
//
// A row ends with LF, CRLF or a bare CR, also mixed. A cell that begins with a quote (spaces before it do not matter)
// runs to the next quote that is not doubled, over delimiters and line ends.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/csv/text_stream.h"
#include "ports/table_source.h"

namespace contractwatch {

enum class RowFault {
    none,
    stray_quote,       ///< a quote inside a cell that does not begin with one
    text_after_quote,  ///< letters between the closing quote and the delimiter
};

/// A row as it stands in the file. Its cells are as written, without the quotes around them, neither trimmed nor
/// checked, and last until the next row is read.
struct RawRow {
    std::int64_t line = 0;  ///< on which it begins, from 1
    std::vector<std::string_view> cells;
    RowFault fault = RowFault::none;
};

class RowReader {
  public:
    /// The text must outlive the reader.
    RowReader(TextStream& text, char delimiter, const ReadLimits& limits);

    /// Reads the next row; false at the end. Fails at a quote that is never closed, and beyond the limits for cells
    /// and columns; the error names the line.
    Result<bool> next(RawRow& row);

  private:
    enum class Outcome { whole, cut, unclosed, too_long, too_many };

    Result<void> refill();
    Outcome split(RawRow& row);
    Outcome read_quoted(RawRow& row, std::size_t begin);
    Outcome read_plain(RawRow& row, std::size_t begin);
    Outcome add_cell(RawRow& row, std::size_t begin, std::size_t end);
    Outcome end_cell();
    Error error_of(Outcome outcome, const RawRow& row) const;
    void undouble_quotes(RawRow& row);
    std::int64_t line_breaks(std::size_t begin, std::size_t end) const;
    bool is_special(std::size_t at) const { return special_[static_cast<unsigned char>(text_[at])]; }

    TextStream* source_;
    char delimiter_;
    std::size_t longest_cell_;
    std::size_t most_columns_;
    std::array<bool, 256> special_{};
    std::string text_;
    bool all_read_ = false;
    std::size_t start_ = 0;  ///< of the row that comes next
    std::size_t at_ = 0;     ///< how far the row being read has come
    std::int64_t line_ = 1;
    bool row_ended_ = false;
    bool quoted_ = false;               ///< whether the row has a quoted cell
    std::vector<std::size_t> doubled_;  ///< cells with doubled quotes
};

}  // namespace contractwatch
