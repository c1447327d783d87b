// Files read as the service reads them, and what they gave.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/csv/given_file.h"
#include "adapters/csv/table_source.h"

namespace contractwatch {

/// What a file gave, its rows in words.
struct Given {
    std::vector<GivenRow> rows;
    Result<ReadSummary> summary;

    std::string cell(std::size_t row, std::string_view column) const {
        const auto& values = rows.at(row).row;
        const auto place = values.kind->column(column);
        if (const auto number = values.whole(place)) return std::to_string(*number);
        return std::string{values.text(place)};
    }
    std::int64_t sum(std::string_view column) const {
        std::int64_t pence = 0;
        for (const auto& given : rows)
            pence += given.row.whole(given.row.kind->column(column)).value_or(0);
        return pence;
    }
};

inline Given read_file(const std::string& path, std::string_view kind_name, const Feed& feed = {},
                       const ReadLimits& limits = {}) {
    std::vector<GivenRow> rows;
    CsvSource source{limits};
    auto summary = source.read(path, kind(kind_name), feed, [&](std::vector<GivenRow>& batch) {
        std::ranges::move(batch, std::back_inserter(rows));
    });
    return {std::move(rows), std::move(summary)};
}

inline Given read_text(std::string_view text, std::string_view kind_name, const Feed& feed = {},
                       const ReadLimits& limits = {}) {
    const GivenFile file{text};
    return read_file(file.path(), kind_name, feed, limits);
}

inline std::string refusal_of(std::string_view text, std::string_view kind_name, const Feed& feed = {},
                              const ReadLimits& limits = {}) {
    const auto given = read_text(text, kind_name, feed, limits);
    EXPECT_FALSE(given.summary.ok()) << text;
    return given.summary ? "" : given.summary.error().message;
}

inline Feed ledger() {
    Feed feed;
    feed.name = "ledger";
    feed.kind = "payments";
    feed.columns = {{"payee", {"Name", "Name:", "Supplier Name"}},
                    {"paid_on", {"Payment Date"}},
                    {"amount", {"Net Amount(£)", "Net Amount (£)", "Net Amount(œ)", "Net Amount", "Amount Paid"}}};
    feed.values = {{"payer", "Example Borough Council"}, {"paid_on_is", "run_date"}};
    return feed;
}

inline Given read_example(const std::string& name) {
    auto given = read_file(SOURCE_DIR "/tests/data/csv/" + name, "payments", ledger());
    EXPECT_TRUE(given.summary.ok()) << name << ": " << given.summary.error().message;
    return given;
}

}  // namespace contractwatch
