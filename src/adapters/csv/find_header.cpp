// The header looked for under each delimiter.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "adapters/csv/header.h"
#include "adapters/csv/reader.h"
#include "base/text.h"

namespace contractwatch {
namespace {

constexpr char delimiters[] = {',', ';', '\t'};
constexpr int rows_to_look_at = 50;

/// A row, and what it would be as the header.
struct Candidate {
    std::int64_t line = 0;
    std::vector<std::string> cells;
    HeaderRules::Match match;
    char delimiter = ',';
};

/// Fitting ones first, then the one that feeds more.
bool better(const Candidate& one, const std::optional<Candidate>& other) {
    if (!other) return true;
    if (one.match.fits() != other->match.fits()) return one.match.fits();
    return one.match.feeds.size() > other->match.feeds.size();
}

Candidate candidate_of(const RawRow& row, const HeaderRules& rules, char delimiter) {
    Candidate candidate{row.line, {}, rules.match(row.cells), delimiter};
    for (const auto cell : row.cells)
        candidate.cells.emplace_back(trimmed(cell));
    return candidate;
}

bool is_blank(const RawRow& row) {
    return std::ranges::all_of(row.cells, [](std::string_view cell) { return trimmed(cell).empty(); });
}

/// Everything that the search needs, and the best row that it has met.
class Search {
  public:
    Search(Bytes& bytes, CharacterSet set, const HeaderRules& rules, const Feed& feed, const ReadLimits& limits)
        : bytes_(&bytes), set_(set), rules_(&rules), feed_(&feed), limits_(&limits) {}

    /// The first fitting row of the first 50, or the row of the line that the feed says.
    void look_at_start(char delimiter);
    void look_at_last_row(char delimiter);
    bool found() const { return best_ && best_->match.fits(); }
    Result<Header> header() const;

  private:
    bool is_wanted(const RawRow& row) const { return feed_->header_row <= 0 || row.line == feed_->header_row; }
    bool is_past(const RawRow& row, int seen) const {
        return feed_->header_row > 0 ? row.line > feed_->header_row : seen > rows_to_look_at;
    }
    Error error() const;

    Bytes* bytes_;
    CharacterSet set_;
    const HeaderRules* rules_;
    const Feed* feed_;
    const ReadLimits* limits_;
    std::optional<Candidate> best_;
    std::optional<Error> unreadable_;
    std::string first_row_;
    bool in_last_row_ = false;
};

void Search::look_at_start(char delimiter) {
    TextStream text{*bytes_, set_};
    RowReader reader{text, delimiter, *limits_};
    RawRow row;
    for (int seen = 1;; ++seen) {
        const auto more = reader.next(row);
        if (!more && !unreadable_) unreadable_ = more.error();
        if (!more || !*more || is_past(row, seen)) return;
        if (is_blank(row) || !is_wanted(row)) continue;
        if (first_row_.empty()) first_row_ = single_line(fmt::format("{}", fmt::join(row.cells, " | ")).substr(0, 120));
        auto candidate = candidate_of(row, *rules_, delimiter);
        const bool fits = candidate.match.fits();
        if (better(candidate, best_)) best_ = std::move(candidate);
        if (fits) return;
    }
}

void Search::look_at_last_row(char delimiter) {
    TextStream text{*bytes_, set_};
    RowReader reader{text, delimiter, *limits_};
    RawRow row;
    Candidate last;
    while (true) {
        const auto more = reader.next(row);
        if (!more) return;
        if (!*more) break;
        if (is_blank(row)) continue;
        last.line = row.line;
        last.cells.assign(row.cells.begin(), row.cells.end());
    }
    const std::vector<std::string_view> cells{last.cells.begin(), last.cells.end()};
    last.match = rules_->match(cells);
    last.delimiter = delimiter;
    for (auto& cell : last.cells)
        cell = std::string{trimmed(cell)};
    if (!last.match.fits() || !better(last, best_)) return;
    best_ = std::move(last);
    in_last_row_ = true;
}

Error Search::error() const {
    const auto& kind = rules_->kind().name;
    if (best_ && !best_->match.feeds.empty()) {
        return invalid(
            fmt::format("the header on line {} lacks {}, without which no row of {} can be taken; it has {}. Name "
                        "the council's own headers for these columns in a feed's columns",
                        best_->line, rules_->describe(best_->match.missing), kind, fmt::join(best_->cells, " | ")));
    }
    if (unreadable_) return *unreadable_;
    if (first_row_.empty()) return invalid("the file holds only blank rows; a table has at least its header row");
    if (feed_->header_row > 0) {
        return invalid(fmt::format("line {} is no header of {}: {}", feed_->header_row, kind, first_row_));
    }
    return invalid(
        fmt::format("no row is a header of {}: neither one of the first {} nor the last names its columns. The "
                    "first row is: {}. Is it the right file, and the right kind?",
                    kind, rows_to_look_at, first_row_));
}

Result<Header> Search::header() const {
    if (!found()) return error();
    if (!best_->match.clash.empty())
        return invalid(fmt::format("in the header on line {}, {}", best_->line, best_->match.clash));
    Header header;
    header.line = best_->line;
    header.data_from = in_last_row_ ? 1 : best_->line + 1;
    header.delimiter = best_->delimiter;
    header.names = best_->cells;
    header.feeds = best_->match.feeds;
    header.unknown = best_->match.unknown;
    return header;
}

/// The delimiter that makes the first row with anything in it the widest.
Result<char> widest(Bytes& bytes, CharacterSet set, const ReadLimits& limits) {
    char best = delimiters[0];
    std::size_t most = 0;
    for (const char delimiter : delimiters) {
        TextStream text{bytes, set};
        RowReader reader{text, delimiter, limits};
        RawRow row;
        auto more = reader.next(row);
        while (more && *more && is_blank(row))
            more = reader.next(row);
        if (!more || !*more || row.cells.size() <= most) continue;
        most = row.cells.size();
        best = delimiter;
    }
    if (most == 0) return invalid("the file holds no row; give it again once it has some");
    return best;
}

Result<Header> numbered_columns(Bytes& bytes, CharacterSet set, const HeaderRules& rules, const ReadLimits& limits) {
    const auto match = rules.match_numbers();
    if (!match) return match.error();
    if (!match->fits()) {
        return invalid(fmt::format("the feed says that the file has no header, and maps no column number to {}",
                                   rules.describe(match->missing)));
    }
    const auto delimiter = widest(bytes, set, limits);
    if (!delimiter) return delimiter.error();
    Header header;
    header.delimiter = *delimiter;
    header.feeds = match->feeds;
    return header;
}

}  // namespace

Result<Header> find_header(Bytes& bytes, CharacterSet set, const HeaderRules& rules, const Feed& feed,
                           const ReadLimits& limits) {
    if (feed.header_row < 0) return numbered_columns(bytes, set, rules, limits);
    Search search{bytes, set, rules, feed, limits};
    for (const char delimiter : delimiters)
        search.look_at_start(delimiter);
    if (!search.found() && feed.header_row == 0) {
        for (const char delimiter : delimiters)
            search.look_at_last_row(delimiter);
    }
    return search.header();
}

}  // namespace contractwatch
