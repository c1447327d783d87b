// Headers matched with the columns of a kind.
#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "adapters/csv/cells.h"
#include "adapters/csv/header.h"
#include "adapters/csv/special_values.h"
#include "base/text.h"

namespace contractwatch {
namespace {

Error unknown_column(const Kind& kind, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& column : kind.columns)
        names.push_back(column.name);
    const auto meant = nearest(name, names);
    const auto hint = meant.empty() ? std::string{} : fmt::format("; did you mean {}?", meant);
    return invalid(fmt::format("the feed maps \"{}\", which is no column of {}{}", name, kind.name, hint));
}

}  // namespace

std::string Header::name_of_cell(std::size_t cell) const {
    const bool named = cell < names.size() && !names[cell].empty();
    return named ? names[cell] : fmt::format("column {}", cell + 1);
}

Result<HeaderRules> HeaderRules::of(const Kind& kind, const Feed& feed) {
    HeaderRules rules{kind};
    rules.constant_.resize(kind.columns.size());
    for (std::size_t at = 0; at < kind.columns.size(); ++at) {
        if (!kind.columns[at].by_intake) rules.own_.emplace(header_key(kind.columns[at].name), at);
    }
    for (const auto& [name, headers] : feed.columns) {
        const auto column = column_fed_by(name, kind, feed);
        if (!column) return unknown_column(kind, name);
        std::set<std::string> keys;  // spellings of several years may differ only in what is not compared
        for (const auto& header : headers)
            keys.insert(header_key(header));
        for (const auto& key : keys)
            rules.mapped_.emplace(key, *column);
    }
    for (const auto& [name, value] : feed.values) {
        if (const auto column = kind.find_column(name)) rules.constant_[*column] = true;
    }
    return rules;
}

HeaderRules::Match HeaderRules::match(const std::vector<std::string_view>& cells) const {
    Match match;
    std::vector<std::string> keys;
    std::vector<bool> fed(kind_->columns.size());
    std::vector<bool> used(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        keys.push_back(header_key(cells[cell]));
        const auto [first, last] = mapped_.equal_range(keys.back());
        for (auto each = first; each != last && !keys.back().empty(); ++each) {
            match.feeds.push_back({cell, each->second});
            fed[each->second] = true;
            used[cell] = true;
        }
    }
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const auto own = own_.find(keys[cell]);
        const bool feeds = !used[cell] && own != own_.end() && !fed[own->second];
        if (feeds) match.feeds.push_back({cell, own->second});
        if (!feeds && !used[cell] && !keys[cell].empty()) match.unknown.emplace_back(trimmed(cells[cell]));
    }
    std::ranges::stable_sort(match.feeds, {}, &CellFeed::cell);
    find_missing(match);
    find_clash(match, cells);
    return match;
}

Result<HeaderRules::Match> HeaderRules::match_numbers() const {
    Match match;
    for (const auto& [number, column] : mapped_) {
        std::size_t place = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), place);
        if (read.ec != std::errc{} || read.ptr != number.data() + number.size() || place == 0) {
            return invalid(
                fmt::format("the feed says that the file has no header, so its columns are numbers from 1; "
                            "\"{}\" is none",
                            number));
        }
        match.feeds.push_back({place - 1, column});
    }
    std::ranges::stable_sort(match.feeds, {}, &CellFeed::cell);
    find_missing(match);
    return match;
}

void HeaderRules::find_missing(Match& match) const {
    for (std::size_t column = 0; column < kind_->columns.size(); ++column) {
        const bool fed =
            constant_[column] || std::ranges::find(match.feeds, column, &CellFeed::column) != match.feeds.end();
        if (kind_->columns[column].required && !fed) match.missing.push_back(column);
    }
}

void HeaderRules::find_clash(Match& match, const std::vector<std::string_view>& cells) const {
    for (auto one = match.feeds.begin(); one != match.feeds.end(); ++one) {
        const auto other =
            std::find_if(one + 1, match.feeds.end(), [&](const CellFeed& feed) { return feed.column == one->column; });
        if (other == match.feeds.end()) continue;
        match.clash = fmt::format("\"{}\" (column {}) and \"{}\" (column {}) both feed {}; map one of them",
                                  trimmed(cells[one->cell]), one->cell + 1, trimmed(cells[other->cell]),
                                  other->cell + 1, kind_->columns[one->column].name);
        return;
    }
}

std::string HeaderRules::describe(const std::vector<std::size_t>& columns) const {
    std::string list;
    for (const auto column : columns) {
        if (!list.empty()) list += ", ";
        list += fmt::format("{} ({})", kind_->columns[column].name, kind_->columns[column].meaning);
    }
    return list;
}

}  // namespace contractwatch
