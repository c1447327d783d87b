// The control chart of a measure: which readings, groups, target and direction it takes.
#include "domain/measures/measure_chart.h"

#include <cmath>

#include <gmock/gmock.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;
using ::testing::ElementsAre;

constexpr Date today{2027, 12, 31};

std::optional<MeasureChart> chart_of(const Row& given, const std::vector<std::pair<const char*, const char*>>& values) {
    const auto measures = measures_of(std::vector{given}, {});
    std::vector<Row> rows;
    for (const auto& [period, value] : values)
        rows.push_back(reading({{"period", period}, {"value", value}}));
    const auto readings = readings_of(measures, rows);
    return measure_chart(measures.front(), reported(readings.front(), today));
}

std::vector<int> groups_of(const std::optional<MeasureChart>& chart) {
    std::vector<int> groups;
    for (const auto& point : chart.value().chart.points)
        groups.push_back(point.group);
    return groups;
}

TEST(MeasureChart, TakesTheReadingsByPeriod) {
    const auto chart = chart_of(measure(), {{"2026-02", "92"}, {"2026-01", "90"}});
    EXPECT_THAT(chart.value().periods, ElementsAre("2026-01", "2026-02"));
    EXPECT_DOUBLE_EQ(chart->chart.limits().mean, 91);
    EXPECT_EQ(chart->chart.assurance, Assurance::hit_and_miss) << "limits 85.68 and 96.32 about a target of 95";
}

TEST(MeasureChart, AGapOfOverTwoPeriodsSplitsTheSeries) {
    EXPECT_THAT(groups_of(chart_of(measure(), {{"2026-01", "90"}, {"2026-04", "91"}})), ElementsAre(0, 0));
    EXPECT_THAT(groups_of(chart_of(measure(), {{"2026-01", "90"}, {"2026-05", "91"}})), ElementsAre(0, 1));
}

TEST(MeasureChart, BeginsAGroupWhereTheMeasureSaysSo) {
    const auto rebased = measure({{"rebase_on", "2026-02-28"}});
    EXPECT_THAT(groups_of(chart_of(rebased, {{"2026-01", "90"}, {"2026-02", "91"}, {"2026-03", "92"}})),
                ElementsAre(0, 1, 1));
}

TEST(MeasureChart, FixesItsLimitsWhereTheMeasureSaysSo) {
    const auto chart =
        chart_of(measure({{"fix_after", "2"}}), {{"2026-01", "90"}, {"2026-02", "92"}, {"2026-03", "50"}});
    EXPECT_DOUBLE_EQ(chart.value().chart.limits().mean, 91);
    EXPECT_EQ(chart->chart.variation, Variation::concern);
}

TEST(MeasureChart, AMeasureThatAimsAtARangeIsNeutral) {
    const auto within = measure({{"direction", "within"}, {"target", "90"}, {"target_high", "95"}, {"fix_after", "2"}});
    const auto chart = chart_of(within, {{"2026-01", "90"}, {"2026-02", "92"}, {"2026-03", "50"}});
    EXPECT_EQ(chart.value().chart.variation, Variation::neutral_low);
    EXPECT_EQ(chart->chart.assurance, std::nullopt);
}

TEST(MeasureChart, StaysFiniteAtTheEndsOfWhatADecimalHolds) {
    const std::vector<std::pair<const char*, const char*>> far = {{"2026-01", "8999999999.999999999"},
                                                                  {"2026-02", "-8999999999.999999999"},
                                                                  {"2026-03", "0.000000001"},
                                                                  {"2026-04", "8999999999.999999999"}};
    const auto chart = chart_of(measure({{"target", "8999999999"}}), far).value().chart;
    for (const auto& point : chart.points) {
        EXPECT_TRUE(std::isfinite(point.value) && std::isfinite(*point.limits.upper()) &&
                    std::isfinite(*point.limits.lower()));
    }
    const auto near = chart_of(measure(), {{"2026-01", "0.000000001"}, {"2026-02", "0.000000002"}}).value().chart;
    EXPECT_NEAR(near.limits().mean, 1.5e-9, 1e-24);
    EXPECT_FALSE(near.limits().no_variation()) << "the last decimal tells them apart";
}

TEST(MeasureChart, ThereIsNoneWithoutValuesAndForAJudgement) {
    EXPECT_FALSE(chart_of(measure(), {}));
    EXPECT_FALSE(chart_of(measure({{"nature", "qualitative"}}), {{"2026-01", "90"}}));
}

}  // namespace
}  // namespace contractwatch
