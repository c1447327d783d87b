// A file of rows opened, recognised, read and judged as a whole.
#include "adapters/csv/table_source.h"

#include <fmt/format.h>

#include "adapters/csv/bytes.h"
#include "adapters/csv/file_reading.h"
#include "adapters/csv/rejected_file.h"
#include "adapters/csv/row_maker.h"
#include "adapters/csv/special_values.h"
#include "base/text.h"

namespace contractwatch {
namespace {

/// The error as a sentence that begins with the file's name.
Error about(const std::string& path, const Error& error) {
    return {error.code, single_line(path.substr(path.rfind('/') + 1)) + ": " + error.message};
}

std::string name_of(char delimiter) {
    return delimiter == ',' ? "comma" : delimiter == ';' ? "semicolon" : "tab";
}

std::string mapping_of(const Kind& kind, const Header& header, CharacterSet set, const SpecialValues& values) {
    std::string mapping;
    for (const auto& [cell, column] : header.feeds) {
        mapping += fmt::format("{}{} = [{}]", mapping.empty() ? "" : ", ", kind.columns[column].name,
                               single_line(header.name_of_cell(cell)));
    }
    if (!values.text().empty()) mapping += fmt::format("; {}", values.text());
    const auto place = header.line == 0 ? std::string{"no header"} : fmt::format("header on line {}", header.line);
    return mapping + fmt::format("; {}, {}, {}", place, name_of(header.delimiter), contractwatch::name_of(set));
}

/// The first problems of the summary, for a sentence that refuses the file.
std::string first_problems(const ReadSummary& summary) {
    constexpr std::size_t most = 20;
    std::string list;
    for (std::size_t at = 0; at < summary.problems.size() && at < most; ++at) {
        const auto& [line, column, message] = summary.problems[at];
        list += fmt::format("{} line {}{}{}: {}", at == 0 ? "" : ";", line, column.empty() ? "" : ", ",
                            single_line(column), message);
    }
    if (summary.problems.size() > most) list += "; and more";
    return list;
}

Result<void> judge(const ReadSummary& summary, const Feed& feed, const ReadLimits& limits) {
    if (summary.rejected == 0) return {};
    if (feed.strict) {
        return refused(fmt::format("{} cannot be taken, and the feed is strict, so the file is refused:{}",
                                   counted(summary.rejected, "row"), first_problems(summary)));
    }
    const auto all = summary.rows + summary.rejected;
    if (summary.rejected * 100 <= all * limits.max_rejected_percent) return {};
    return invalid(
        fmt::format("{} of {} cannot be taken, more than {} %: it is probably the wrong file, the wrong kind or "
                    "the wrong mapping:{}",
                    summary.rejected, counted(all, "row"), limits.max_rejected_percent, first_problems(summary)));
}

}  // namespace

Result<ReadSummary> CsvSource::read(const std::string& path, const Kind& kind, const Feed& feed, const Take& take,
                                    const LastLook& last_look) {
    last_.reset();
    const auto rules = HeaderRules::of(kind, feed);
    if (!rules) return about(path, rules.error());
    const auto values = SpecialValues::of(kind, feed);
    if (!values) return about(path, values.error());
    auto bytes = Bytes::open(path, limits_.file_bytes);
    if (!bytes) return about(path, bytes.error());
    const auto set = find_character_set(*bytes, feed.encoding);
    if (!set) return about(path, set.error());
    auto header = find_header(*bytes, *set, *rules, feed, limits_);
    if (!header) return about(path, header.error());
    RowMaker maker{kind, feed, *header, *values};
    FileReading reading{*bytes, *set, *header, maker, kind, limits_};
    auto summary = reading.run(take);
    if (!summary) return about(path, summary.error());
    last_look(*summary);
    if (auto judged = judge(*summary, feed, limits_); !judged) return about(path, judged.error());
    summary->unknown_columns = header->unknown;
    summary->mapping = mapping_of(kind, *header, *set, *values);
    last_ = std::make_unique<Reading>(Reading{path, *set, std::move(*header)});
    return summary;
}

Result<std::string> CsvSource::sha256(const std::string& path) {
    auto bytes = Bytes::open(path, limits_.file_bytes);
    if (!bytes) return about(path, bytes.error());
    TextStream text{*bytes, CharacterSet::utf_8};
    std::string piece;
    while (true) {
        const auto more = text.add_to(piece);
        if (!more) return about(path, more.error());
        if (!*more) return text.sha256();
        piece.clear();
    }
}

Result<std::string> CsvSource::write_rejected(const std::string& path, const ReadSummary& summary) {
    if (last_ == nullptr || last_->path != path) {
        return about(path, conflict("its rejected rows can be listed only after it was read"));
    }
    auto bytes = Bytes::open(path, limits_.file_bytes);
    if (!bytes) return about(path, bytes.error());
    const auto rejected = path + ".rejected.csv";
    TextStream text{*bytes, last_->set};
    RowReader rows{text, last_->header.delimiter, limits_};
    const auto written = write_rejected_file(rejected, rows, last_->header, summary.problems);
    if (!written) return about(rejected, written.error());
    return rejected;
}

}  // namespace contractwatch
