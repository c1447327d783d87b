// Measures: one trajectory of targets for each (contract, lot, measure).
#include "domain/measures/measure.h"

#include <gtest/gtest.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;

TEST(Measure, HasTheTargetInForceOnTheDay) {
    const std::vector<Row> rows = {measure({{"effective_from", "2026-10-01"}, {"target", "97"}}),
                                   measure({{"effective_from", "2026-04-01"}, {"target", "95"}})};
    const auto measures = measures_of(rows, {});
    ASSERT_EQ(measures.size(), 1U);
    const auto target = [&](Date day) { return measures[0].in_force_on(day)->target.target; };
    EXPECT_EQ(target(Date{2026, 9, 30}), Decimal{95});
    EXPECT_EQ(target(Date{2026, 10, 1}), Decimal{97});
    EXPECT_EQ(measures[0].in_force_on(Date{2026, 3, 31}), nullptr) << "before the first";
    EXPECT_EQ(measures[0].expected_from, (Date{2026, 4, 1}));
}

TEST(Measure, WithoutADayHoldsFromTheBeginningButIsExpectedFromWhenItWasRecorded) {
    const std::vector<Row> rows = {measure()};
    const auto measures = measures_of(rows, {});
    EXPECT_NE(measures[0].in_force_on(Date{2020, 1, 1}), nullptr);
    EXPECT_EQ(measures[0].expected_from, (Date{2026, 1, 1}));
}

TEST(Measure, FollowsTheFinancialYearUnlessItSaysOtherwise) {
    const auto period = [](std::vector<builders::Cell> cells, std::string_view named) {
        cells.emplace_back("frequency", "quarterly");
        const auto measures = measures_of(std::vector{measure(std::move(cells))}, Date{2026, 5, 20});
        const auto found = measures[0].period_named(named);
        return found ? found->first().text() + " " + found->last().text() : found.error().message;
    };
    EXPECT_EQ(period({}, "2026/27-Q1"), "2026-04-01 2026-06-30") << "from 1 April";
    EXPECT_EQ(period({{"period_basis", "financial"}}, "2026/27-Q1"), "2026-04-01 2026-06-30");
    EXPECT_EQ(period({{"period_basis", "calendar"}}, "2026-Q1"), "2026-01-01 2026-03-31");
    EXPECT_EQ(period({{"period_basis", "contract"}}, "2026-08-19"), "2026-05-20 2026-08-19");
    EXPECT_NE(period({}, "2026-Q1").find("a quarter of the financial year"), std::string::npos)
        << "refused, naming the right notation";
}

TEST(Measure, HasATargetForEachPeriodOfATrajectory) {
    std::vector<Row> rows;
    for (const auto& [from, target] : {std::pair{"2026-04-01", "80"}, {"2026-07-01", "85"}, {"2026-10-01", "90"}})
        rows.push_back(measure({{"frequency", "quarterly"}, {"effective_from", from}, {"target", target}}));
    const auto measures = measures_of(rows, {});
    std::vector<std::string> aims;
    for (const auto* named : {"2026/27-Q1", "2026/27-Q2", "2026/27-Q3", "2026/27-Q4"})
        aims.push_back(measures[0].in_force_on(measures[0].period_named(named)->last())->target.target->text());
    EXPECT_EQ(aims, (std::vector<std::string>{"80", "85", "90", "90"}));
}

TEST(Measure, SaysWhatItIs) {
    const auto measures = measures_of(std::vector{measure({{"kind", "output"},
                                                           {"nature", "qualitative"},
                                                           {"co_produced", "yes"},
                                                           {"social_value", "yes"},
                                                           {"s52_kpi", "yes"},
                                                           {"outcome", "OUT1"},
                                                           {"target", ""}}),
                                                  measure({{"measure", "M-2"}, {"baseline", "61.5"}})},
                                      {});
    const auto& version = measures[0].versions[0];
    EXPECT_EQ(version.kind, MeasureKind::output);
    EXPECT_TRUE(version.qualitative && version.co_produced && version.social_value && version.s52_kpi);
    EXPECT_EQ(version.outcome, "OUT1");
    const auto& plain = measures[1].versions[0];
    EXPECT_FALSE(plain.qualitative || plain.co_produced || plain.social_value || plain.s52_kpi) << "unless it says so";
    EXPECT_EQ(plain.kind, std::nullopt);
    EXPECT_EQ(plain.baseline, Decimal::parse("61.5"));
}

TEST(Measure, IsAnotherInAnotherLot) {
    const std::vector<Row> rows = {measure({{"lot", "2"}}), measure(), measure({{"measure", "m-1 "}, {"lot", "1"}})};
    const auto measures = measures_of(rows, {});
    ASSERT_EQ(measures.size(), 3U);
    EXPECT_EQ(measures[0].subject(), "M-1");
    EXPECT_EQ(measures[1].subject(), "m-1 (lot 1)");
    EXPECT_EQ(measures[2].subject(), "M-1 (lot 2)");
}

TEST(Measure, IsRatedByTheUsualPartsWhereItsBandsAreMisplacedAndSaysSo) {
    const std::vector<Row> rows = {measure({{"approaching", "99"}})};
    const auto measures = measures_of(rows, {});
    const auto& version = measures[0].versions[0];
    EXPECT_NE(version.problem.find("approaching 99 lies on the good side"), std::string::npos) << version.problem;
    ASSERT_TRUE(version.bands);
    EXPECT_EQ(version.bands->rate(Decimal{91}), Rating::approaching_target);
}

}  // namespace
}  // namespace contractwatch
