// One cell read as its column's type asks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "domain/facts/row.h"
#include "ports/table_source.h"

namespace contractwatch {

/// The same as trimmed(), quickly where there is nothing to trim.
inline std::string_view trimmed_cell(std::string_view cell) {
    const auto plain = [](char letter) { return letter > ' ' && letter < 0x7F; };
    if (cell.empty() || (plain(cell.front()) && plain(cell.back()))) return cell;
    return trimmed(cell);
}

/// Reads a trimmed cell that is neither blank nor "-" into what the record keeps of it (see ColumnType). Says what is
/// wrong and what would be right where it cannot; `into` is then as it was.
std::optional<std::string> read_cell(const Column& column, std::string_view cell, DateOrder order, Value& into);

}  // namespace contractwatch
