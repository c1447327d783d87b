// Rows of any kind from the cells that matter to a test, written as a file would have them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/money.h"
#include "domain/facts/row.h"

namespace contractwatch::builders {

using Cell = std::pair<std::string_view, std::string_view>;

/// What the column keeps of that text: money as pence, numbers and yes or no as numbers, the rest as it stands.
inline Value value_in(const Column& column, std::string_view text) {
    switch (column.type) {
        case ColumnType::money:
            return Money::parse(text).value().pence();
        case ColumnType::integer:
            return std::int64_t{std::stoll(std::string{text})};
        case ColumnType::yes_no:
            return std::int64_t{text == "yes" ? 1 : 0};
        default:
            return std::string{text};
    }
}

/// A row with these cells, recorded on 1 January 2026 by entry 1. A cell without text is blank.
inline Row row(std::string_view kind_name, const std::vector<Cell>& cells) {
    Row made{kind(kind_name)};
    for (const auto& [name, text] : cells) {
        const auto place = made.kind->column(name);
        if (!text.empty()) made.values[place] = value_in(made.kind->columns[place], text);
    }
    made.provenance = {1, 1, 1, Date{2026, 1, 1}};
    return made;
}

}  // namespace contractwatch::builders
