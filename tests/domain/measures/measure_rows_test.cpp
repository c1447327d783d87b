// What the command `measures` shows of a contract.
#include "domain/measures/measure_rows.h"

#include <gtest/gtest.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;

constexpr Date today{2026, 11, 15};

std::vector<MeasureRow> rows_of(const std::vector<Row>& measures, const std::vector<Row>& readings,
                                std::optional<std::string_view> period = {}) {
    Contract contract;
    contract.reference = ContractRef{"C-1"};
    return measure_rows(contract, {measures, readings}, today, period);
}

TEST(MeasureRows, ShowTheLatestPeriodReported) {
    const auto rows = rows_of({measure()}, {reading({{"period", "2026-10"}, {"value", "91"}}),
                                            reading({{"period", "2026-09"}, {"value", "96"}})});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].contract.given(), "C-1");
    EXPECT_EQ(rows[0].measure, "M-1");
    EXPECT_EQ(rows[0].title, "Visits kept");
    EXPECT_EQ(rows[0].period, "2026-10");
    EXPECT_EQ(rows[0].value, Decimal{91});
    EXPECT_EQ(rows[0].target, Decimal{95});
    EXPECT_EQ(rows[0].rating, Rating::approaching_target);
    EXPECT_EQ(rows[0].note, "");
}

TEST(MeasureRows, ShowWhatTheMeasureIsAndTheNarrativeOfAJudgement) {
    const auto rows = rows_of({measure({{"kind", "outcome"}, {"nature", "qualitative"}, {"co_produced", "yes"}}),
                               measure({{"measure", "M-2"}, {"social_value", "yes"}, {"baseline", "80"}})},
                              {reading({{"period", "2026-10"}, {"rating", "good"}, {"narrative", "Users are glad"}})});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].kind, MeasureKind::outcome);
    EXPECT_TRUE(rows[0].qualitative && rows[0].co_produced && !rows[0].social_value && !rows[0].s52_kpi);
    EXPECT_EQ(rows[0].narrative, "Users are glad");
    EXPECT_TRUE(rows[1].social_value && !rows[1].co_produced) << "not reported yet, and described all the same";
    EXPECT_EQ(rows[1].unit, "%");
    EXPECT_EQ(rows[1].baseline, Decimal{80});
}

TEST(MeasureRows, ShowANamedPeriodReportedOrNot) {
    const std::vector<Row> measures = {measure(), measure({{"measure", "M-2"}, {"frequency", "quarterly"}})};
    const std::vector<Row> readings = {reading({{"period", "2026-09"}, {"value", "96"}})};
    const auto reported = rows_of(measures, readings, "2026-09");
    ASSERT_EQ(reported.size(), 1U) << "the quarterly one has no such period";
    EXPECT_EQ(reported[0].rating, Rating::good);
    const auto missing = rows_of(measures, readings, "2026-08");
    EXPECT_EQ(missing.at(0).period, "2026-08");
    EXPECT_EQ(missing.at(0).value, std::nullopt);
    EXPECT_EQ(missing.at(0).note, "not reported");
}

TEST(MeasureRows, ShowSeverityPointsAndWhyTheyMayBeMore) {
    const std::vector<Row> measures = {measure({{"points", "99:0;98:1;97:2;96:3;else:4"}})};
    const auto reported = [](const char* period, const char* value) {
        return reading({{"period", period}, {"value", value}});
    };
    EXPECT_EQ(rows_of(measures, {reported("2026-09", "96.5"), reported("2026-10", "98.5")}).at(0).points, 2);
    const auto after_gap = rows_of(measures, {reported("2026-08", "96.5"), reported("2026-10", "98.5")}).at(0);
    EXPECT_EQ(after_gap.points, 1);
    EXPECT_NE(after_gap.note.find("repeat not determinable"), std::string::npos) << after_gap.note;
    EXPECT_EQ(rows_of(measures, {reported("2026-08", "96.5")}, "2026-09").at(0).points, std::nullopt)
        << "not reported: no points";
}

TEST(MeasureRows, ShowTheTargetThatGaveTheRating) {
    const std::vector<Row> readings = {reading({{"period", "2026-10"}, {"value", "91"}})};
    const std::vector<Row> before = {measure({{"target", "90"}})};
    const std::vector<Row> after = {measure({{"target", "95"}})};
    const auto measures = measures_of(before, {});
    const auto read = readings_of(measures, readings);
    const std::vector<RatingGiven> given = {
        rating_to_give(ContractRef{"C-1"}, measures.front(), read.front().readings.front()).value()};
    const auto row = measure_rows(Contract{}, {after, readings, given}, today).at(0);
    EXPECT_EQ(row.rating, Rating::good);
    EXPECT_EQ(row.target, Decimal{90});
}

TEST(MeasureRows, SayWhyNothingIsShown) {
    EXPECT_EQ(rows_of({measure()}, {}).at(0).note, "not reported");
    EXPECT_EQ(rows_of({measure()}, {}).at(0).period, "");
    const auto odd = rows_of({measure()}, {reading({{"period", "2026-Q3"}, {"value", "96"}})});
    EXPECT_NE(odd.at(0).note.find("2026-Q3"), std::string::npos) << odd.at(0).note;
    const auto banded =
        rows_of({measure({{"approaching", "99"}})}, {reading({{"period", "2026-10"}, {"value", "91"}})});
    EXPECT_NE(banded.at(0).note.find("approaching 99"), std::string::npos) << banded.at(0).note;
}

}  // namespace
}  // namespace contractwatch
