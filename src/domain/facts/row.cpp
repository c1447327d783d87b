// One record of a kind: a row as it was given, or the fold of all rows with its key.
#include "domain/facts/row.h"

#include <algorithm>

#include "base/text.h"

namespace contractwatch {

std::string_view Row::text(std::size_t column) const {
    const auto* text = std::get_if<std::string>(&values.at(column));
    return text != nullptr ? std::string_view{*text} : std::string_view{};
}

std::optional<std::int64_t> Row::whole(std::size_t column) const {
    const auto* number = std::get_if<std::int64_t>(&values.at(column));
    if (number == nullptr) return std::nullopt;
    return *number;
}

std::optional<Date> Row::date(std::size_t column) const {
    return Date::parse(text(column));
}

std::optional<Money> Row::money(std::size_t column) const {
    const auto pence = whole(column);
    if (!pence) return std::nullopt;
    return Money::pence(*pence);
}

std::optional<Decimal> Row::decimal(std::size_t column) const {
    return Decimal::parse(text(column));
}

std::optional<bool> Row::yes(std::size_t column) const {
    const auto number = whole(column);
    if (!number) return std::nullopt;
    return *number != 0;
}

std::vector<std::string> key_values(const Row& row) {
    std::vector<std::string> key;
    for (const auto column : row.kind->key_places) {
        const auto& value = row.values[column];
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            key.push_back(std::to_string(*number));
        } else {
            key.push_back(key_of(row.text(column)));
        }
    }
    return key;
}

bool fold_into(Row& current, const Row& given) {
    bool changed = false;
    const auto& keys = given.kind->key_places;
    for (std::size_t column = 0; column < given.values.size(); ++column) {
        if (std::ranges::find(keys, column) != keys.end()) continue;
        const bool clears = std::ranges::find(given.cleared, column) != given.cleared.end();
        if (!clears && blank(given.values[column])) continue;
        const Value next = clears ? Value{} : given.values[column];
        if (current.values[column] == next) continue;
        current.values[column] = next;
        changed = true;
    }
    return changed;
}

}  // namespace contractwatch
