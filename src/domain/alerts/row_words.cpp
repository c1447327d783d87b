// Rows of the record in words: what each is called, and what one given later changed.
#include "domain/alerts/row_words.h"

#include <algorithm>

#include "base/text.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

constexpr std::size_t cell_characters = 160;

std::string cell_in_words(const Row& row, std::size_t place) {
    switch (row.kind->columns[place].type) {
        case ColumnType::money: {
            const auto money = row.money(place);
            return money ? money->text() : "";
        }
        case ColumnType::yes_no: {
            const auto yes = row.yes(place);
            return !yes ? "" : *yes ? "yes" : "no";
        }
        case ColumnType::integer: {
            const auto number = row.whole(place);
            return number ? std::to_string(*number) : "";
        }
        case ColumnType::date: {
            const auto day = row.date(place);
            return day ? day->short_text() : "";
        }
        case ColumnType::choice:
            return with_spaces(row.text(place));
        default:
            return single_line(row.text(place));
    }
}

/// The column's name as a sentence has it: "amount gross".
std::string column_in_words(std::string_view stored_name) {
    if (stored_name.ends_with("_pence")) stored_name.remove_suffix(std::string_view{"_pence"}.size());
    return with_spaces(stored_name);
}

/// Dates, sums and numbers say nothing without their column's name.
bool speaks_for_itself(ColumnType type) {
    using enum ColumnType;
    return type == text || type == reference || type == email || type == choice;
}

std::string blank_or(const std::string& words) {
    return words.empty() ? "blank" : clipped(words, cell_characters);
}

bool in_key(const Row& row, std::size_t place) {
    return std::ranges::find(row.kind->key_places, place) != row.kind->key_places.end();
}

}  // namespace

std::string noun_of(const Kind& kind) {
    if (kind.name == "people") return "person";
    std::string name{kind.name};
    if (name.ends_with("ies")) return name.substr(0, name.size() - 3) + "y";
    if (name.ends_with('s')) name.pop_back();
    return name;
}

std::string name_of_record(const Row& row) {
    std::string parts;
    for (const auto place : row.kind->key_places) {
        const auto cell = cell_in_words(row, place);
        if (cell.empty()) continue;
        const auto& column = row.kind->columns[place];
        parts += parts.empty() ? " " : ", ";
        if (!speaks_for_itself(column.type)) parts += column_in_words(column.stored_name()) + " ";
        parts += clipped(cell, cell_characters);
    }
    return noun_of(*row.kind) + parts;
}

std::vector<CellChange> changes_between(const Row* before, const Row& after) {
    std::vector<CellChange> changes;
    for (std::size_t place = 0; place < after.values.size(); ++place) {
        if (in_key(after, place)) continue;
        const Value was = before != nullptr ? before->values[place] : Value{};
        if (was == after.values[place]) continue;
        changes.push_back({after.kind->columns[place].stored_name(),
                           before != nullptr ? cell_in_words(*before, place) : "", cell_in_words(after, place)});
    }
    return changes;
}

std::string recorded_in_words(const Row& row) {
    auto words = capitalised(name_of_record(row)) + " was recorded";
    std::string separator = ": ";
    for (const auto& cell : changes_between(nullptr, row)) {
        words += separator + column_in_words(cell.column) + " " + clipped(cell.after, cell_characters);
        separator = "; ";
    }
    return words + ".";
}

std::string changed_in_words(const Row& row, const std::vector<CellChange>& changes) {
    auto words = capitalised(name_of_record(row)) + " was changed";
    std::string separator = ": ";
    for (const auto& cell : changes) {
        words +=
            separator + column_in_words(cell.column) + ": " + blank_or(cell.before) + " -> " + blank_or(cell.after);
        separator = "; ";
    }
    return words + ".";
}

}  // namespace contractwatch
