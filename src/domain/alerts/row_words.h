// Rows of the record in words: what each is called, and what one given later changed.
#pragma once

#include <string>
#include <vector>

#include "domain/facts/row.h"

namespace contractwatch {

/// "invoice", "person": one record of the kind.
std::string noun_of(const Kind& kind);

/// What tells the record from others of its kind: "invoice INV-1, Bright Ltd", "payment INV-1, Bright Ltd, paid on 4
/// September 2026, amount £600.00".
std::string name_of_record(const Row& row);

/// One cell that came to hold something else. Both are in words; empty: the cell is blank.
struct CellChange {
    std::string column;  ///< its name in the record
    std::string before;
    std::string after;

    friend bool operator==(const CellChange&, const CellChange&) = default;
};

/// The cells that differ, in the kind's order, the key's left out: it stays the same. With nothing before, those that
/// hold something.
std::vector<CellChange> changes_between(const Row* before, const Row& after);

/// "Invoice INV-1, Bright Ltd was recorded: received on 31 July 2026; amount gross £1,000.00."
std::string recorded_in_words(const Row& row);
/// "Invoice INV-1, Bright Ltd was changed: paid on: blank -> 5 August 2026."
std::string changed_in_words(const Row& row, const std::vector<CellChange>& changes);

}  // namespace contractwatch
