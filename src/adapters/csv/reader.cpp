// Rows split where delimiters, line ends and quotes stand.
#include "adapters/csv/reader.h"

#include <fmt/format.h>

namespace contractwatch {

RowReader::RowReader(TextStream& text, char delimiter, const ReadLimits& limits)
    : source_(&text),
      delimiter_(delimiter),
      longest_cell_(static_cast<std::size_t>(limits.field_bytes)),
      most_columns_(static_cast<std::size_t>(limits.columns)) {
    for (const char letter : {delimiter, '\r', '\n', '"'})
        special_[static_cast<unsigned char>(letter)] = true;
}

Result<bool> RowReader::next(RawRow& row) {
    while (true) {
        if (start_ == text_.size() && all_read_) return false;
        const auto outcome = start_ == text_.size() ? Outcome::cut : split(row);
        if (outcome == Outcome::whole) break;
        if (outcome != Outcome::cut) return error_of(outcome, row);
        if (auto filled = refill(); !filled) return filled.error();
    }
    line_ += quoted_ ? line_breaks(start_, at_) : 1;
    start_ = at_;
    if (!doubled_.empty()) undouble_quotes(row);
    return true;
}

Result<void> RowReader::refill() {
    text_.erase(0, start_);
    start_ = 0;
    const auto more = source_->add_to(text_);
    if (!more) return more.error();
    all_read_ = !*more;
    return {};
}

RowReader::Outcome RowReader::split(RawRow& row) {
    row.line = line_;
    row.cells.clear();
    row.fault = RowFault::none;
    doubled_.clear();
    quoted_ = false;
    row_ended_ = false;
    at_ = start_;
    while (!row_ended_) {
        const auto begin = at_;
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
        const bool quoted = at_ < text_.size() && text_[at_] == '"';
        const auto outcome = quoted ? read_quoted(row, at_ + 1) : read_plain(row, begin);
        if (outcome != Outcome::whole) return outcome;
    }
    return Outcome::whole;
}

RowReader::Outcome RowReader::read_plain(RawRow& row, std::size_t begin) {
    while (at_ < text_.size()) {
        if (!is_special(at_)) {
            ++at_;
        } else if (text_[at_] == '"') {
            row.fault = RowFault::stray_quote;
            ++at_;
        } else {
            break;
        }
    }
    const auto added = add_cell(row, begin, at_);
    return added == Outcome::whole ? end_cell() : added;
}

RowReader::Outcome RowReader::read_quoted(RawRow& row, std::size_t begin) {
    quoted_ = true;
    bool doubled = false;
    auto quote = text_.find('"', begin);
    while (quote != std::string::npos && quote + 1 < text_.size() && text_[quote + 1] == '"') {
        doubled = true;
        quote = text_.find('"', quote + 2);
    }
    if (quote == std::string::npos) {
        if (text_.size() - begin > longest_cell_) return Outcome::too_long;
        return all_read_ ? Outcome::unclosed : Outcome::cut;
    }
    if (doubled) doubled_.push_back(row.cells.size());
    const auto added = add_cell(row, begin, quote);
    if (added != Outcome::whole) return added;
    at_ = quote + 1;
    while (at_ < text_.size() && (!is_special(at_) || text_[at_] == '"')) {
        if (text_[at_] != ' ') row.fault = RowFault::text_after_quote;
        ++at_;
    }
    return end_cell();
}

RowReader::Outcome RowReader::add_cell(RawRow& row, std::size_t begin, std::size_t end) {
    if (end - begin > longest_cell_) return Outcome::too_long;
    if (row.cells.size() == most_columns_) return Outcome::too_many;
    row.cells.emplace_back(text_.data() + begin, end - begin);
    return Outcome::whole;
}

RowReader::Outcome RowReader::end_cell() {
    if (at_ == text_.size()) {
        row_ended_ = true;
        return all_read_ ? Outcome::whole : Outcome::cut;
    }
    const char end = text_[at_++];
    row_ended_ = end != delimiter_;
    if (end != '\r') return Outcome::whole;
    if (at_ == text_.size()) return all_read_ ? Outcome::whole : Outcome::cut;
    if (text_[at_] == '\n') ++at_;
    return Outcome::whole;
}

Error RowReader::error_of(Outcome outcome, const RawRow& row) const {
    if (outcome == Outcome::unclosed) {
        return invalid(
            fmt::format("line {}: a cell begins with a quote that is never closed: the file is half-written, or "
                        "a quote is missing; close it, or double a quote that belongs to the text",
                        row.line));
    }
    if (outcome == Outcome::too_many) {
        return refused(
            fmt::format("line {}: the row has more than {} columns; this is no table of rows, or the limit in "
                        "the settings must be raised",
                        row.line, most_columns_));
    }
    return refused(
        fmt::format("line {}: a cell is longer than {} bytes; a closing quote may be missing, or the limit in the "
                    "settings must be raised",
                    row.line, longest_cell_));
}

void RowReader::undouble_quotes(RawRow& row) {
    for (const auto index : doubled_) {
        auto& cell = row.cells[index];
        auto* const begin = text_.data() + (cell.data() - text_.data());
        auto* to = begin;
        for (std::size_t from = 0; from < cell.size(); ++from) {
            *to++ = cell[from];
            if (cell[from] == '"') ++from;
        }
        cell = {begin, static_cast<std::size_t>(to - begin)};
    }
}

std::int64_t RowReader::line_breaks(std::size_t begin, std::size_t end) const {
    const std::string_view row{text_.data() + begin, end - begin};
    std::int64_t breaks = 0;
    for (std::size_t at = 0; at < row.size(); ++at) {
        const bool second_of_pair = at > 0 && row[at - 1] == '\r';
        if (row[at] == '\r' || (row[at] == '\n' && !second_of_pair)) ++breaks;
    }
    return breaks;
}

}  // namespace contractwatch
