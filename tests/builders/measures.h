// A contract with a measure and its readings, for tests of measures.
#pragma once

#include <algorithm>
#include <vector>

#include "builders/rows.h"

namespace contractwatch::builders {

/// Adds the cells that a test did not name itself.
inline std::vector<Cell> with_usual(std::vector<Cell> cells, const std::vector<Cell>& usual) {
    for (const auto& cell : usual) {
        if (std::ranges::none_of(cells, [&](const Cell& each) { return each.first == cell.first; }))
            cells.push_back(cell);
    }
    return cells;
}

/// M-1 of C-1: monthly, in %, more is better, target 95, from the beginning.
inline Row measure(std::vector<Cell> cells = {}) {
    return row("measures", with_usual(std::move(cells), {{"contract", "C-1"},
                                                         {"measure", "M-1"},
                                                         {"title", "Visits kept"},
                                                         {"direction", "increase"},
                                                         {"frequency", "monthly"},
                                                         {"unit", "%"},
                                                         {"target", "95"}}));
}

/// A reading of M-1.
inline Row reading(std::vector<Cell> cells) {
    return row("readings", with_usual(std::move(cells), {{"contract", "C-1"}, {"measure", "M-1"}}));
}

}  // namespace contractwatch::builders
