// A row of cells made into a checked row of its kind, or found to be none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/csv/header.h"
#include "adapters/csv/reader.h"
#include "adapters/csv/special_values.h"
#include "domain/facts/row_check.h"
#include "ports/table_source.h"

namespace contractwatch {

enum class RowVerdict {
    good,
    skipped,   ///< no data: blank, the header again, a totals row
    rejected,  ///< data that cannot be taken
};

class RowMaker {
  public:
    /// What is given must outlive the maker.
    RowMaker(const Kind& kind, const Feed& feed, const Header& header, const SpecialValues& values);

    /// Fills `made`, which is a fresh row of the kind, where the verdict is good; adds every problem of a rejected row.
    ///
    /// A totals row is one whose first cell with anything in it says total, totals or grand total, and whose other
    /// required cells but amounts are blank. A row shorter than the header is taken if the cells that it lacks feed
    /// nothing, one longer if the cells beyond the header are blank. In a column of the key "-" is a blank: a key
    /// cannot be cleared.
    RowVerdict make(const RawRow& raw, GivenRow& made, std::vector<RowProblem>& problems);

  private:
    /// Everything about one cell that feeds a column.
    struct Source {
        std::size_t cell;
        std::size_t place;
        const Column* column;
        bool may_be_a_day;  ///< the period of a reading, which may be a last day
    };

    bool is_no_data(const RawRow& raw) const;
    bool is_header_again(const RawRow& raw) const;
    bool is_totals(const RawRow& raw) const;
    bool has_shape(const RawRow& raw, std::vector<RowProblem>& problems) const;
    void read(const RawRow& raw, const Source& source, Row& row, std::vector<RowProblem>& problems) const;
    void check(const RawRow& raw, const Row& row, std::vector<RowProblem>& problems) const;
    void count_copies(Row& row);
    std::string name_of(std::size_t column) const;

    const Kind* kind_;
    const Feed* feed_;
    const Header* header_;
    const SpecialValues* values_;
    RowCheck row_check_;
    std::vector<Source> sources_;
    std::vector<std::size_t> required_;
    std::size_t narrowest_ = 0;  ///< cells that a row must have
    std::optional<std::size_t> copy_;
    std::optional<std::size_t> reference_;  ///< of a payment: with one there are no copies
    std::unordered_map<std::uint64_t, std::int64_t> copies_;
};

}  // namespace contractwatch
