// Constants read like cells, and the four words about dates and amounts.
#include "adapters/csv/special_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/csv/cells.h"
#include "base/text.h"

namespace contractwatch {
namespace {

/// A name that a feed's values know beside the columns, and the words that it takes.
struct SpecialName {
    std::string_view name;
    std::vector<std::string_view> words;
};

const std::vector<SpecialName>& special_names() {
    static const std::vector<SpecialName> names = {{"amounts_are", {"gross", "net"}},
                                                   {"paid_on_is", {"value_date", "run_date"}},
                                                   {"assume_received", {"invoice_date"}},
                                                   {"due_is", {"stated_on_invoice"}}};
    return names;
}

/// The word that the feed gives for a name, as it is written above; empty where it gives none.
std::string word_of(const Feed& feed, std::string_view name) {
    for (const auto& [given, word] : feed.values) {
        if (header_key(given) == header_key(name)) return key_of(word);
    }
    return {};
}

Error unknown_value(const Kind& kind, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& column : kind.columns)
        names.push_back(column.name);
    for (const auto& special : special_names())
        names.push_back(special.name);
    const auto meant = nearest(name, names);
    const auto hint = meant.empty() ? std::string{} : fmt::format("; did you mean {}?", meant);
    return invalid(fmt::format("the feed gives a value for \"{}\", which is no column of {}{}", name, kind.name, hint));
}

const SpecialName* find_special(std::string_view name) {
    const auto found = std::ranges::find(special_names(), header_key(name),
                                         [](const SpecialName& each) { return header_key(each.name); });
    return found == special_names().end() ? nullptr : &*found;
}

bool clears(const Row& row, std::size_t column) {
    return std::ranges::find(row.cleared, column) != row.cleared.end();
}

/// Whether the row itself says something of the column.
bool is_settled(const Row& row, std::size_t column) {
    return !blank(row.values[column]) || clears(row, column);
}

}  // namespace

std::optional<std::size_t> column_fed_by(std::string_view name, const Kind& kind, const Feed& feed) {
    if (const auto column = kind.find_column(name)) return column;
    if (kind.name != "invoices") return std::nullopt;
    if (header_key(name) == "due") {
        return kind.column(word_of(feed, "due_is") == "stated_on_invoice" ? "due_stated_on" : "due_in_ledger");
    }
    if (header_key(name) == "amount") {
        return kind.column(word_of(feed, "amounts_are") == "net" ? "amount_net" : "amount_gross");
    }
    return std::nullopt;
}

Result<SpecialValues> SpecialValues::of(const Kind& kind, const Feed& feed) {
    SpecialValues values;
    for (const auto& [name, given] : feed.values) {
        const auto column = kind.find_column(name);
        const bool constant = column && find_special(name) == nullptr;
        const auto added = constant ? values.add_constant(kind.columns[*column], *column, given, feed.date_order)
                                    : values.add_word(name, given, kind);
        if (!added) return added.error();
    }
    return values;
}

Result<void> SpecialValues::add_constant(const Column& column, std::size_t place, const std::string& given,
                                         DateOrder order) {
    Value value;
    const auto cell = trimmed(given);
    if (cell.empty()) return {};
    if (auto fault = read_cell(column, cell, order, value)) {
        return invalid(fmt::format("the feed's value for {}: {}", column.name, *fault));
    }
    constants_.emplace_back(place, std::move(value));
    text_ += fmt::format("{}{} = \"{}\"", text_.empty() ? "" : ", ", column.name, cell);
    return {};
}

Result<void> SpecialValues::add_word(const std::string& name, const std::string& word, const Kind& kind) {
    const auto* special = find_special(name);
    if (special == nullptr) return unknown_value(kind, name);
    const auto known = std::ranges::find(special->words, key_of(word));
    if (known == special->words.end()) {
        return invalid(fmt::format("the feed says {} = \"{}\"; it can be \"{}\"", special->name, word,
                                   fmt::join(special->words, "\" or \"")));
    }
    const auto column = kind.find_column(special->name);
    if (column) constants_.emplace_back(*column, std::string{*known});
    if (column && special->name == "assume_received") assumed_ = {kind.column("received_on"), *column};
    text_ += fmt::format("{}{} = {}", text_.empty() ? "" : ", ", special->name, *known);
    return {};
}

void SpecialValues::fill(Row& row) const {
    if (assumed_ && clears(row, assumed_->first)) row.cleared.push_back(assumed_->second);
    for (const auto& [column, value] : constants_) {
        if (!is_settled(row, column)) row.values[column] = value;
    }
}

}  // namespace contractwatch
