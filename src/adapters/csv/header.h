// Which column of a file feeds which column of its kind, and the row that says so.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/csv/bytes.h"
#include "adapters/csv/encoding.h"
#include "base/result.h"
#include "ports/table_source.h"

namespace contractwatch {

/// The cell of that place feeds the column of that place.
struct CellFeed {
    std::size_t cell = 0;
    std::size_t column = 0;

    friend bool operator==(const CellFeed&, const CellFeed&) = default;
};

/// A file's header as it was found.
struct Header {
    std::int64_t line = 0;       ///< where it stands; 0: there is none, and columns are numbers
    std::int64_t data_from = 1;  ///< the first line that can hold data; before it are titles and blank rows
    char delimiter = ',';
    std::vector<std::string> names;  ///< of all cells, trimmed; empty where there is no header
    std::vector<CellFeed> feeds;     ///< in the order of the file's columns
    std::vector<std::string> unknown;

    /// What a person calls the cell: its header, or "column 5".
    std::string name_of_cell(std::size_t cell) const;
};

/// How headers of a kind are recognised: the kind's own names, and the feed's for them. Where a header that the feed
/// names stands in the file, the column's own name means nothing more.
class HeaderRules {
  public:
    /// Fails where the feed maps a column that the kind does not have.
    static Result<HeaderRules> of(const Kind& kind, const Feed& feed);

    /// What a row would be as the header.
    struct Match {
        std::vector<CellFeed> feeds;
        std::vector<std::string> unknown;
        std::vector<std::size_t> missing;  ///< required columns that nothing feeds
        std::string clash;                 ///< two headers that feed one column, in words; empty: none

        bool fits() const { return missing.empty() && !feeds.empty(); }
    };
    Match match(const std::vector<std::string_view>& cells) const;
    /// The same for a file without header, whose columns are numbers from 1; the feed must map every column.
    Result<Match> match_numbers() const;

    const Kind& kind() const { return *kind_; }
    /// "paid_on (the day of payment)", for the sentence that misses it.
    std::string describe(const std::vector<std::size_t>& columns) const;

  private:
    explicit HeaderRules(const Kind& kind) : kind_(&kind) {}
    void find_missing(Match& match) const;
    void find_clash(Match& match, const std::vector<std::string_view>& cells) const;

    const Kind* kind_;
    std::multimap<std::string, std::size_t> mapped_;  ///< by header_key: the feed's names
    std::map<std::string, std::size_t> own_;          ///< by header_key: the kind's names
    std::vector<bool> constant_;                      ///< by column: the feed has a value for it
};

/// Finds the header and with it the delimiter: a comma, a semicolon or a tab, whichever makes the header fit best. It
/// stands in the line that the feed says, or within the first 50 rows, or in the very last row (files that were sorted
/// with their header). The error says which required columns are missing, or that no row is a header of the kind.
Result<Header> find_header(Bytes& bytes, CharacterSet set, const HeaderRules& rules, const Feed& feed,
                           const ReadLimits& limits);

}  // namespace contractwatch
