// Rows judged: no data, good, or rejected with every reason.
#include "adapters/csv/row_maker.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "adapters/csv/cells.h"
#include "adapters/csv/dates.h"
#include "base/text.h"
#include "domain/measures/target_check.h"

namespace contractwatch {
namespace {

bool is_blank_cell(std::string_view cell) {
    return trimmed_cell(cell).empty();
}

/// As the header's own names are compared; the cheap look first, since nearly every row is data.
bool is_same_name(std::string_view cell, std::string_view name) {
    const auto given = trimmed_cell(cell);
    if (given.empty() || name.empty() || (given.front() | 0x20) != (name.front() | 0x20)) return false;
    return header_key(given) == header_key(name);
}

bool says_total(std::string_view cell) {
    const char first = static_cast<char>(cell.front() | 0x20);
    if (first != 't' && first != 'g') return false;
    auto key = key_of(cell);
    if (key.ends_with(':')) key.pop_back();
    return key == "total" || key == "totals" || key == "grand total";
}

std::string_view sentence_of(RowFault fault) {
    return fault == RowFault::stray_quote ? "a quote stands inside a cell that does not begin with one; put the cell "
                                            "in quotes and double the quote"
                                          : "text follows a closing quote; double a quote that belongs to the text";
}

}  // namespace

RowMaker::RowMaker(const Kind& kind, const Feed& feed, const Header& header, const SpecialValues& values)
    : kind_(&kind),
      feed_(&feed),
      header_(&header),
      values_(&values),
      row_check_(kind),
      copy_(kind.find_column("copy")) {
    for (const auto& [cell, place] : header.feeds) {
        const auto& column = kind.columns[place];
        sources_.push_back({cell, place, &column, kind.name == "readings" && column.name == "period"});
        narrowest_ = std::max(narrowest_, cell + 1);
    }
    for (std::size_t place = 0; place < kind.columns.size(); ++place) {
        if (kind.columns[place].required) required_.push_back(place);
    }
    if (copy_) reference_ = kind.find_column("payment");
}

RowVerdict RowMaker::make(const RawRow& raw, GivenRow& made, std::vector<RowProblem>& problems) {
    if (is_no_data(raw)) return RowVerdict::skipped;
    const auto before = problems.size();
    if (!has_shape(raw, problems)) return RowVerdict::rejected;
    made.line = raw.line;
    for (const auto& source : sources_)
        read(raw, source, made.row, problems);
    values_->fill(made.row);
    check(raw, made.row, problems);
    if (problems.size() > before) return RowVerdict::rejected;
    if (copy_) count_copies(made.row);
    return RowVerdict::good;
}

bool RowMaker::is_no_data(const RawRow& raw) const {
    if (raw.line < header_->data_from) return true;
    return std::ranges::all_of(raw.cells, is_blank_cell) || is_header_again(raw) || is_totals(raw);
}

bool RowMaker::is_header_again(const RawRow& raw) const {
    if (header_->names.empty()) return false;
    return std::ranges::all_of(sources_, [&](const Source& source) {
        return source.cell < raw.cells.size() && is_same_name(raw.cells[source.cell], header_->names[source.cell]);
    });
}

bool RowMaker::is_totals(const RawRow& raw) const {
    const auto first = std::ranges::find_if_not(raw.cells, is_blank_cell);
    if (!says_total(trimmed_cell(*first))) return false;
    const auto label = static_cast<std::size_t>(first - raw.cells.begin());
    bool any = false;
    for (const auto& source : sources_) {
        const auto type = source.column->type;
        const bool amount = type == ColumnType::money || type == ColumnType::decimal || type == ColumnType::integer;
        if (!source.column->required || amount || source.cell == label) continue;
        any = true;
        if (source.cell < raw.cells.size() && !is_blank_cell(raw.cells[source.cell])) return false;
    }
    return any;
}

bool RowMaker::has_shape(const RawRow& raw, std::vector<RowProblem>& problems) const {
    if (raw.fault != RowFault::none) {
        problems.push_back({raw.line, "", std::string{sentence_of(raw.fault)}});
        return false;
    }
    const auto width = header_->names.size();
    const bool beyond =
        !header_->names.empty() && raw.cells.size() > width &&
        !std::all_of(raw.cells.begin() + static_cast<std::ptrdiff_t>(width), raw.cells.end(), is_blank_cell);
    if (raw.cells.size() >= narrowest_ && !beyond) return true;
    problems.push_back(
        {raw.line, "",
         fmt::format("the row has {} where the header has {}: a delimiter is missing or stands "
                     "unquoted in a cell",
                     counted(static_cast<long long>(raw.cells.size()), "cell"), std::max(width, narrowest_))});
    return false;
}

void RowMaker::read(const RawRow& raw, const Source& source, Row& row, std::vector<RowProblem>& problems) const {
    const auto cell = trimmed_cell(raw.cells[source.cell]);
    if (cell.empty()) return;
    if (cell == "-") {
        if (!source.column->key && !source.column->required) row.cleared.push_back(source.place);
        return;
    }
    auto& value = row.values[source.place];
    if (auto fault = read_cell(*source.column, cell, feed_->date_order, value)) {
        problems.push_back({raw.line, header_->name_of_cell(source.cell), std::move(*fault)});
        value = std::string{cell};  // so that it does not count as missing too
        return;
    }
    if (!source.may_be_a_day || cell.find_first_of("/ ") == std::string_view::npos) return;
    if (const auto day = parse_date(cell, feed_->date_order)) value = day->text();
}

void RowMaker::check(const RawRow& raw, const Row& row, std::vector<RowProblem>& problems) const {
    const auto before = problems.size();
    for (const auto place : required_) {
        if (!blank(row.values[place])) continue;
        problems.push_back(
            {raw.line, name_of(place),
             fmt::format("it is blank; every row of {} needs {}", kind_->name, kind_->columns[place].meaning)});
    }
    if (problems.size() > before || (!problems.empty() && problems.back().line == raw.line)) return;
    for (auto& faults : {row_check_.problems(row), faults_of_target(row)}) {
        for (const auto& fault : faults)
            problems.push_back({raw.line, name_of(fault.column), fault.message});
    }
}

void RowMaker::count_copies(Row& row) {
    if (reference_ && !blank(row.values[*reference_])) return;
    std::string all;
    for (const auto& part : key_values(row)) {
        all += part;
        all += '\0';
    }
    const auto count = ++copies_[std::hash<std::string>{}(all)];
    if (count > 1) row.values[*copy_] = count;
}

std::string RowMaker::name_of(std::size_t column) const {
    const auto fed = std::ranges::find(header_->feeds, column, &CellFeed::column);
    return fed == header_->feeds.end() ? std::string{kind_->columns[column].name} : header_->name_of_cell(fed->cell);
}

}  // namespace contractwatch
