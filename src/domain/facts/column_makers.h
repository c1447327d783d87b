// How the table of kinds writes its columns.
#pragma once

#include <utility>

#include "domain/facts/kind.h"

namespace contractwatch::column_makers {

using enum ColumnType;

inline constexpr bool required = true;
inline constexpr bool key = true;

inline Column needed(std::string_view name, ColumnType type, std::string_view meaning) {
    return {name, type, meaning, required};
}

inline Column key_part(std::string_view name, ColumnType type, std::string_view meaning) {
    return {name, type, meaning, false, key};
}

inline Column needed_key(std::string_view name, ColumnType type, std::string_view meaning) {
    return {name, type, meaning, required, key};
}

inline Column one_of(std::string_view name, std::string_view meaning, std::vector<std::string_view> choices,
                     std::string_view otherwise = {}) {
    return {name, choice, meaning, false, false, std::move(choices), otherwise};
}

inline Column by_intake(Column column) {
    column.by_intake = true;
    return column;
}

}  // namespace contractwatch::column_makers
