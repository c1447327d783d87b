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
