// Series gathered from the rows of a plain file.
#include "adapters/csv/series_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "adapters/csv/bytes.h"
#include "adapters/csv/dates.h"
#include "adapters/csv/encoding.h"
#include "adapters/csv/number_cell.h"
#include "adapters/csv/reader.h"
#include "base/text.h"

namespace contractwatch {
namespace {

enum Column : std::size_t { of_series, of_x, of_y, of_target, of_direction, of_rebase };
constexpr std::array<std::string_view, 6> column_names{"series", "x", "y", "target", "direction", "rebase"};
constexpr std::size_t required_columns = 3;
constexpr std::size_t most_problems = 100;

/// Which cell of a row holds which column.
struct SeriesHeader {
    std::array<std::optional<std::size_t>, column_names.size()> cells;
    std::vector<std::string> unused;
    std::string twice;  ///< a column that two cells name; empty: none
    std::size_t width = 0;

    bool complete() const {
        return std::all_of(cells.begin(), cells.begin() + required_columns, [](const auto& at) { return at; });
    }
};

SeriesHeader header_of(const RawRow& row) {
    SeriesHeader header;
    header.width = row.cells.size();
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const auto found = std::ranges::find(column_names, header_key(row.cells[at]));
        if (found == column_names.end()) {
            if (!trimmed(row.cells[at]).empty()) header.unused.push_back(single_line(trimmed(row.cells[at])));
            continue;
        }
        auto& cell = header.cells.at(static_cast<std::size_t>(found - column_names.begin()));
        if (cell) header.twice = *found;
        cell = at;
    }
    return header;
}

/// A row as it was understood.
struct SeriesRow {
    std::int64_t line = 0;
    std::string x;
    SeriesPoint point;
    std::optional<double> target;
};

/// A series while its rows come in.
struct GrowingSeries {
    std::string name;
    std::vector<SeriesRow> rows;
    std::optional<Improvement> improvement;
    std::int64_t improvement_line = 0;
};

/// Where x stands among the others of its series, by one way of reading it.
using Place = std::optional<double>;

Place as_number(const std::string& x) {
    const auto number = read_number(x);
    return number ? Place{*number} : std::nullopt;
}

Place as_day(const std::string& x) {
    const auto day = parse_date(x, DateOrder::day_first);
    return day ? Place{static_cast<double>(day->local_days().time_since_epoch().count())} : std::nullopt;
}

/// Sorts the rows where the way of reading understands every x.
bool sort_by(std::vector<SeriesRow>& rows, Place (*read)(const std::string&)) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto place = read(rows[at].x);
        if (!place) return false;
        order.emplace_back(*place, at);
    }
    std::ranges::sort(order);
    std::vector<SeriesRow> sorted;
    for (const auto& [place, at] : order)
        sorted.push_back(std::move(rows[at]));
    rows = std::move(sorted);
    return true;
}

class SeriesReading {
  public:
    explicit SeriesReading(SeriesHeader header) : header_(std::move(header)) { file_.unused_columns = header_.unused; }

    bool full() const { return file_.problems.size() >= most_problems; }
    void take(const RawRow& row);
    SeriesFile finished();

  private:
    std::string_view cell(const RawRow& row, Column column) const {
        const auto at = header_.cells.at(column);
        return at && *at < row.cells.size() ? trimmed(row.cells[*at]) : std::string_view{};
    }
    void fault(const RawRow& row, std::string_view column, std::string message) {
        file_.problems.push_back({row.line, std::string{column}, std::move(message)});
    }
    bool well_formed(const RawRow& row);
    std::optional<double> number(const RawRow& row, Column column);
    void read_direction(const RawRow& row, GrowingSeries& series);
    void read_rebase(const RawRow& row, SeriesPoint& point);
    void refuse_repeated(const GrowingSeries& series);

    SeriesHeader header_;
    std::map<std::string, GrowingSeries> growing_;  ///< by key of the name
    SeriesFile file_;
};

bool SeriesReading::well_formed(const RawRow& row) {
    const auto before = file_.problems.size();
    if (row.fault != RowFault::none)
        fault(row, "", "a quote stands inside a cell; put the whole cell in quotes, and double the quote within");
    if (row.cells.size() > header_.width)
        fault(row, "",
              fmt::format("the row has {} cells and the header {}; put a text with a delimiter in quotes",
                          row.cells.size(), header_.width));
    for (const auto column : {of_series, of_x}) {
        if (cell(row, column).empty())
            fault(row, column_names.at(column), "blank; every point has its series and its x");
    }
    return file_.problems.size() == before;
}

std::optional<double> SeriesReading::number(const RawRow& row, Column column) {
    const auto read = read_number(cell(row, column));
    if (read) return *read;
    fault(row, column_names.at(column), read.error().message);
    return std::nullopt;
}

void SeriesReading::read_direction(const RawRow& row, GrowingSeries& series) {
    const auto text = cell(row, of_direction);
    if (text.empty()) return;
    const auto found = find_improvement(text);
    if (!found) {
        fault(row, "direction",
              fmt::format("\"{}\" is no direction; it is increase, decrease or neutral", single_line(text)));
        return;
    }
    if (series.improvement && *series.improvement != *found) {
        fault(row, "direction",
              fmt::format("{} here and {} on line {}; a series has one direction", name_of(*found),
                          name_of(*series.improvement), series.improvement_line));
        return;
    }
    if (!series.improvement) series.improvement_line = row.line;
    series.improvement = found;
}

void SeriesReading::read_rebase(const RawRow& row, SeriesPoint& point) {
    const auto text = cell(row, of_rebase);
    point.begins_group = text == "1";
    if (!text.empty() && text != "0" && text != "1")
        fault(row, "rebase",
              fmt::format("\"{}\" is neither 0 nor 1; 1 stands on a new group's first point", single_line(text)));
}

void SeriesReading::take(const RawRow& row) {
    if (std::ranges::all_of(row.cells, [](std::string_view each) { return trimmed(each).empty(); })) return;
    if (!well_formed(row)) return;
    const std::string name{cell(row, of_series)};
    auto& series = growing_[name];
    series.name = name;
    SeriesRow read{row.line, std::string{cell(row, of_x)}, {}, {}};
    if (cell(row, of_y).empty()) {
        fault(row, "y", "blank; leave the row out where nothing was measured");
    } else if (const auto y = number(row, of_y)) {
        read.point.value = *y;
    }
    if (!cell(row, of_target).empty()) read.target = number(row, of_target);
    read_direction(row, series);
    read_rebase(row, read.point);
    series.rows.push_back(std::move(read));
}

void SeriesReading::refuse_repeated(const GrowingSeries& series) {
    std::map<std::string_view, std::int64_t> lines;
    for (const auto& row : series.rows) {
        const auto [first, is_new] = lines.emplace(row.x, row.line);
        if (is_new) continue;
        const auto message = fmt::format(
            "{} stands twice in the series {}, first on line {}; a series has one value "
            "for each x",
            single_line(row.x), single_line(series.name), first->second);
        file_.problems.push_back({row.line, "x", message});
    }
}

GivenSeries given(GrowingSeries&& grown) {
    if (!sort_by(grown.rows, as_number)) sort_by(grown.rows, as_day);
    GivenSeries series;
    series.name = std::move(grown.name);
    series.improvement = grown.improvement.value_or(Improvement::increase);
    for (auto& row : grown.rows) {
        series.x.push_back(std::move(row.x));
        series.points.push_back(row.point);
        if (row.target) series.target = row.target;
    }
    return series;
}

SeriesFile SeriesReading::finished() {
    for (auto& [name, series] : growing_) {
        refuse_repeated(series);
        file_.series.push_back(given(std::move(series)));
    }
    std::ranges::stable_sort(file_.problems, {}, &RowProblem::line);
    return std::move(file_);
}

/// The header in the first row, and what delimits it: whichever makes it name the most columns.
Result<SeriesHeader> find_series_header(Bytes& bytes, CharacterSet set, const ReadLimits& limits, char& delimiter) {
    for (const char each : {',', ';', '\t'}) {
        bytes.rewind();
        TextStream text{bytes, set};
        RowReader reader{text, each, limits};
        RawRow row;
        const auto read = reader.next(row);
        if (!read) return read.error();
        auto header = header_of(row);
        if (!*read || !header.complete()) continue;
        if (!header.twice.empty())
            return invalid("the first row names the column " + header.twice + " twice; name it once");
        delimiter = each;
        return header;
    }
    return invalid("the first row does not name the columns series, x and y, as it must");
}

Result<SeriesFile> read_rows(Bytes& bytes, CharacterSet set, const ReadLimits& limits) {
    char delimiter = ',';
    auto header = find_series_header(bytes, set, limits, delimiter);
    if (!header) return header.error();
    bytes.rewind();
    TextStream text{bytes, set};
    RowReader reader{text, delimiter, limits};
    SeriesReading reading{std::move(header).value()};
    RawRow row;
    std::int64_t rows = -1;  // the header is none
    while (!reading.full()) {
        const auto more = reader.next(row);
        if (!more) return more.error();
        if (!*more) break;
        if (++rows > limits.rows) return refused(fmt::format("there are more than {} rows", limits.rows));
        if (rows > 0) reading.take(row);
    }
    return reading.finished();
}

}  // namespace

Result<SeriesFile> read_series(const std::string& path, const ReadLimits& limits) {
    const auto named = [&](const Error& error) { return Error{error.code, path + ": " + error.message}; };
    auto bytes = Bytes::open(path, limits.file_bytes);
    if (!bytes) return named(bytes.error());
    const auto set = find_character_set(bytes.value(), Encoding::automatic);
    if (!set) return named(set.error());
    auto file = read_rows(bytes.value(), *set, limits);
    if (!file) return named(file.error());
    if (file->series.empty() && file->problems.empty())
        return invalid(path + ": there are no points below the header; give each series, x and y");
    return file;
}

}  // namespace contractwatch
