// The 37 series of tests/data/spc as NHSRplotthedots judged them: the same to the last point.
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "domain/measures/control_chart.h"

namespace contractwatch {
namespace {

using Cells = std::vector<std::string>;

/// The rows of a file without quotes, its header left out, by the series that they are of.
std::map<std::string, std::vector<Cells>> rows_of(const std::string& file) {
    std::ifstream in{SOURCE_DIR "/tests/data/spc/" + file};
    std::map<std::string, std::vector<Cells>> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        Cells cells;
        std::istringstream text{line};
        for (std::string cell; std::getline(text, cell, ',');)
            cells.push_back(cell);
        rows[cells.front()].push_back(cells);
    }
    return rows;
}

bool says(const std::string& options, std::string_view what) {
    return options.find(what) != std::string::npos;
}

ChartOptions options_of(const std::string& text, const Cells& first_point) {
    ChartOptions options;
    if (says(text, "improvement=decrease")) options.improvement = Improvement::decrease;
    if (says(text, "improvement=neutral")) options.improvement = Improvement::neutral;
    if (says(text, "fix_after_n_points=12")) options.fix_after = 12;
    if (says(text, "screen_outliers=FALSE")) options.screening = Screening::off;
    if (!first_point[9].empty() && first_point[9] != "NA") options.target = std::stod(first_point[9]);
    return options;
}

std::vector<SeriesPoint> series_of(const std::vector<Cells>& rows) {
    std::vector<SeriesPoint> series;
    std::string group = rows.front()[4];
    for (const auto& row : rows) {
        series.push_back({std::stod(row[2]), row[4] != group});
        group = row[4];
    }
    return series;
}

std::string theirs(SpecialCause cause) {
    static const std::map<SpecialCause, std::string> names{
        {SpecialCause::common, "Common Cause"},
        {SpecialCause::above_upper, "Above UCL"},
        {SpecialCause::below_lower, "Below LCL"},
        {SpecialCause::trend_up, "7 Point Trend (Increasing)"},
        {SpecialCause::trend_down, "7 Point Trend (Decreasing)"},
        {SpecialCause::two_of_three_above, "2 in 3 Above CL"},
        {SpecialCause::two_of_three_below, "2 in 3 Below CL"},
        {SpecialCause::shift_above, "7 Points Above CL"},
        {SpecialCause::shift_below, "7 Points Below CL"},
    };
    return names.at(cause);
}

std::string theirs(Variation variation) {
    return (variation == Variation::common ? "" : "special_cause_") + std::string{name_of(variation)} +
           (variation == Variation::common ? "_cause" : "");
}

std::string theirs(const std::optional<Assurance>& assurance) {
    if (!assurance) return "NA";
    switch (*assurance) {
        case Assurance::consistently_passes:
            return "consistent_pass";
        case Assurance::consistently_fails:
            return "consistent_fail";
        case Assurance::hit_and_miss:
            return "inconsistent";
    }
    return {};
}

TEST(ReferenceCharts, EverySeriesHasTheSameLimitsCausesVariationAndAssurance) {
    const auto points = rows_of("points.csv");
    const auto summaries = rows_of("summary.csv");
    ASSERT_EQ(points.size(), 37u);
    ASSERT_EQ(summaries.size(), 37u);
    for (const auto& [name, rows] : points) {
        SCOPED_TRACE(name);
        const auto& summary = summaries.at(name).front();
        const auto chart = control_chart(series_of(rows), options_of(summary[2], rows.front()));
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto& point = chart.points[at];
            EXPECT_NEAR(point.limits.mean, std::stod(rows[at][6]), 1e-9) << rows[at][1];
            EXPECT_NEAR(*point.limits.lower(), std::stod(rows[at][7]), 1e-9) << rows[at][1];
            EXPECT_NEAR(*point.limits.upper(), std::stod(rows[at][8]), 1e-9) << rows[at][1];
            EXPECT_EQ(point.outside(), rows[at][10] == "TRUE") << rows[at][1];
            EXPECT_EQ(theirs(point.cause), rows[at][13]) << rows[at][1];
        }
        EXPECT_EQ(theirs(chart.variation), summary[9]);
        EXPECT_EQ(theirs(chart.assurance), summary[10]);
        EXPECT_EQ(chart.trial_limits, rows.back().back().starts_with("TRUE"));
    }
}

}  // namespace
}  // namespace contractwatch
