// Which readings are expected, and when they are overdue.
#include "domain/measures/expectations.h"

#include <gtest/gtest.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;

Period quarter(std::string_view text) {
    return Period::parse(text, Frequency::quarterly, PeriodBasis::calendar).value();
}

Contract running(std::optional<Date> start, std::optional<Date> end) {
    Contract contract;
    contract.start = start;
    contract.end = end;
    return contract;
}

struct Covered {
    std::optional<Date> start;
    std::optional<Date> end;
    bool covered;
    const char* because;
};

TEST(Expectations, NeedTheLastDayAndHalfOfThePeriod) {
    // The second quarter has 91 days, 1 April to 30 June; 46 are the least that are half of it.
    for (const auto& [start, end, covered, because] :
         {Covered{{}, {}, true, "open at both ends"}, Covered{Date{2026, 5, 16}, {}, true, "46 of 91 days"},
          Covered{Date{2026, 5, 17}, {}, false, "45 of 91 days"},
          Covered{{}, Date{2026, 6, 30}, true, "ends with the period"},
          Covered{{}, Date{2026, 6, 29}, false, "cut short by the end: optional"}})
        EXPECT_EQ(covers(running(start, end), quarter("2026-Q2")), covered) << because;
}

TEST(Expectations, EndWithTheContract) {
    auto ended = running(Date{2025, 1, 1}, Date{2026, 12, 31});
    ended.status = ContractStatus::terminated;
    EXPECT_FALSE(covers(ended, quarter("2026-Q2"))) << "ended without saying when";
    ended.ended_on = Date{2026, 6, 30};
    EXPECT_TRUE(covers(ended, quarter("2026-Q2")));
    EXPECT_FALSE(covers(ended, quarter("2026-Q3")));
}

TEST(Expectations, AreOfTheFrequencyInForceOnEachPeriodsLastDay) {
    const std::vector<Row> versions = {measure({{"frequency", "quarterly"}, {"effective_from", "2026-01-01"}}),
                                       measure({{"frequency", "monthly"}, {"effective_from", "2026-07-01"}})};
    const auto measures = measures_of(versions, {});
    std::vector<std::string> periods;
    for (const auto& each : due_before(measures.front(), running({}, {}), MeasurePolicy{}, Date{2026, 9, 30}))
        periods.push_back(each.period.text());
    EXPECT_EQ(periods, (std::vector<std::string>{"2025/26-Q4", "2026/27-Q1", "2026-07"}))
        << "August is due by 30 September";
}

std::vector<std::string> overdue(const std::vector<Row>& rows, Date day) {
    const auto measures = measures_of(rows, {});
    std::vector<std::string> periods;
    for (const auto& each : due_before(measures.at(0), running({}, {}), MeasurePolicy{}, day))
        periods.push_back(each.period.text());
    return periods;
}

TEST(Expectations, AreOverdueTheDayAfterTheLastDayToSubmit) {
    const std::vector<Row> rows = {measure({{"effective_from", "2026-08-31"}})};
    EXPECT_TRUE(overdue(rows, Date{2026, 9, 30}).empty()) << "31 August and 30 days is 30 September";
    EXPECT_EQ(overdue(rows, Date{2026, 10, 1}), std::vector<std::string>{"2026-08"});
    EXPECT_EQ(overdue(rows, Date{2026, 10, 31}), (std::vector<std::string>{"2026-08", "2026-09"}));
}

TEST(Expectations, BeginWithTheMeasure) {
    EXPECT_EQ(overdue({measure({{"effective_from", "2026-09-01"}})}, Date{2026, 10, 31}),
              std::vector<std::string>{"2026-09"})
        << "August ended before it";
}

TEST(Expectations, FollowTheMeasuresOwnTime) {
    const std::vector<Row> rows = {measure({{"effective_from", "2026-09-01"}, {"submit_within_days", "10"}})};
    EXPECT_TRUE(overdue(rows, Date{2026, 10, 10}).empty());
    EXPECT_EQ(overdue(rows, Date{2026, 10, 11}), std::vector<std::string>{"2026-09"});
}

TEST(Expectations, KnowTheNextOne) {
    const std::vector<Row> rows = {measure({{"effective_from", "2026-09-01"}})};
    const auto measures = measures_of(rows, {});
    const auto next = next_expected(measures[0], running({}, {}), MeasurePolicy{}, Date{2026, 10, 31});
    ASSERT_TRUE(next);
    EXPECT_EQ(next->period.text(), "2026-10");
    EXPECT_EQ(next->overdue_from(), (Date{2026, 12, 1}));
    EXPECT_FALSE(next_expected(measures[0], running({}, Date{2026, 10, 30}), MeasurePolicy{}, Date{2026, 10, 31}));
}

}  // namespace
}  // namespace contractwatch
