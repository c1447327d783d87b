// Periods of measures: every notation, what is refused and with which sentence, and how they follow each other.
#include "domain/calendar/period.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using enum Frequency;
using enum PeriodBasis;

const Date contract_start{2026, 1, 31};

TEST(Period, ReadsEveryNotation) {
    struct {
        const char* given;
        Frequency frequency;
        PeriodBasis basis;
        Date first;
        Date last;
        const char* text;
    } const rows[] = {
        {"2026-09", monthly, financial, {2026, 9, 1}, {2026, 9, 30}, "2026-09"},
        {"2026-09", monthly, calendar, {2026, 9, 1}, {2026, 9, 30}, "2026-09"},
        {"2028-02", monthly, financial, {2028, 2, 1}, {2028, 2, 29}, "2028-02"},
        {"2026-Q3", quarterly, calendar, {2026, 7, 1}, {2026, 9, 30}, "2026-Q3"},
        {"2026-H1", half_yearly, calendar, {2026, 1, 1}, {2026, 6, 30}, "2026-H1"},
        {"2026", yearly, calendar, {2026, 1, 1}, {2026, 12, 31}, "2026"},
        {"2026/27-Q1", quarterly, financial, {2026, 4, 1}, {2026, 6, 30}, "2026/27-Q1"},
        {"2026/27-Q4", quarterly, financial, {2027, 1, 1}, {2027, 3, 31}, "2026/27-Q4"},
        {"2026/27-H2", half_yearly, financial, {2026, 10, 1}, {2027, 3, 31}, "2026/27-H2"},
        {"2026/27", yearly, financial, {2026, 4, 1}, {2027, 3, 31}, "2026/27"},
        {"1999/00", yearly, financial, {1999, 4, 1}, {2000, 3, 31}, "1999/00"},
        {" 2026/27-q2 ", quarterly, financial, {2026, 7, 1}, {2026, 9, 30}, "2026/27-Q2"},
        {"2026-09-30", monthly, financial, {2026, 9, 1}, {2026, 9, 30}, "2026-09"},
        {"2026-09-30", quarterly, financial, {2026, 7, 1}, {2026, 9, 30}, "2026/27-Q2"},
        {"2026-09-30", quarterly, calendar, {2026, 7, 1}, {2026, 9, 30}, "2026-Q3"},
        {"2027-03-31", yearly, financial, {2026, 4, 1}, {2027, 3, 31}, "2026/27"},
        {"2026-02-27", monthly, contract, {2026, 1, 31}, {2026, 2, 27}, "2026-02-27"},
        {"2026-03-30", monthly, contract, {2026, 2, 28}, {2026, 3, 30}, "2026-03-30"},
        {"2026-04-29", quarterly, contract, {2026, 1, 31}, {2026, 4, 29}, "2026-04-29"},
        {"2027-01-30", yearly, contract, {2026, 1, 31}, {2027, 1, 30}, "2027-01-30"},
    };
    for (const auto& row : rows) {
        const auto period = Period::parse(row.given, row.frequency, row.basis, contract_start);
        ASSERT_TRUE(period) << row.given << ": " << period.error().message;
        EXPECT_EQ(period->first(), row.first) << row.given;
        EXPECT_EQ(period->last(), row.last) << row.given;
        EXPECT_EQ(period->text(), row.text) << row.given;
        EXPECT_EQ(period->frequency(), row.frequency);
        EXPECT_EQ(period->basis(), row.basis);
    }
}

TEST(Period, RefusesAnotherNotationNamingTheRightOne) {
    struct {
        const char* given;
        Frequency frequency;
        PeriodBasis basis;
        const char* sentence;
    } const rows[] = {
        {"2010-11", yearly, financial, "2010-11 is not how a financial year is written; write 2010/11"},
        {"2001-02", yearly, financial, "2001-02 is not how a financial year is written; write 2001/02"},
        {"2026-27", yearly, financial, "2026-27 is not how a financial year is written; write 2026/27"},
        {"2026/2027", yearly, financial, "2026/2027 is not how a financial year is written; write 2026/27"},
        {"2026-27 q2", quarterly, financial,
         "2026-27 Q2 is not how a quarter of the financial year is written; write 2026/27-Q2"},
        {"2026-27", monthly, calendar,
         "2026-27 is a financial year, but the measure is reported for a month: write it like 2026-10"},
        {"2026-09", yearly, financial,
         "2026-09 is a month, but the measure is reported for a financial year: write it like 2026/27"},
        {"2026-09", quarterly, calendar,
         "2026-09 is a month, but the measure is reported for a calendar quarter: write it like 2026-Q3"},
        {"2026-Q3", quarterly, financial,
         "2026-Q3 is a calendar quarter, but the measure is reported for a quarter of the financial year: write it "
         "like 2026/27-Q2"},
        {"2026/27-Q2", quarterly, calendar,
         "2026/27-Q2 is a quarter of the financial year, but the measure is reported for a calendar quarter: write it "
         "like 2026-Q3"},
        {"2026", yearly, financial,
         "2026 is a calendar year, but the measure is reported for a financial year: write it like 2026/27"},
        {"2026/27", yearly, calendar,
         "2026/27 is a financial year, but the measure is reported for a calendar year: write it like 2026"},
        {"2026-H1", quarterly, calendar,
         "2026-H1 is a calendar half-year, but the measure is reported for a calendar quarter: write it like 2026-Q2"},
        {"2026-09", monthly, contract,
         "2026-09 is a month, but the measure is reported for a month counted from the contract's start: write it like "
         "2026-02-27"},
        {"2026-09-29", monthly, financial,
         "2026-09-29 is not the last day of a month; the one that it lies in ends on 2026-09-30: write 2026-09"},
        {"2026-08-31", quarterly, financial,
         "2026-08-31 is not the last day of a quarter of the financial year; the one that it lies in ends on "
         "2026-09-30: write 2026/27-Q2"},
        {"2025-12-31", monthly, contract, "2025-12-31 is before the contract's start on 2026-01-31"},
        {"soon", quarterly, financial,
         "'soon' is no period; a quarter of the financial year is written like 2026/27-Q2"},
    };
    for (const auto& row : rows) {
        const auto period = Period::parse(row.given, row.frequency, row.basis, contract_start);
        ASSERT_FALSE(period) << row.given;
        EXPECT_EQ(period.error().message, row.sentence);
        EXPECT_EQ(period.error().code, ErrorCode::invalid);
    }
}

TEST(Period, RefusesWhatIsNoPeriodAtAll) {
    for (const auto* given :
         {"",      " ",          "2026-13",  "2026-00",    "2026-Q5",   "2026-Q0", "2026-H3",    "2026-Q", "2026Q3",
          "26/27", "2026/28",    "2026/27-", "2026/27-Q5", "2026/27Q2", "2026/7",  "1899",       "2200",   "9999-12-31",
          "20266", "2026-09-31", "2026-09-", "Q3",         "2026-Q3x",  "\xFF",    "2026/27-Q22"}) {
        for (const auto frequency : {monthly, quarterly, half_yearly, yearly}) {
            for (const auto basis : {financial, calendar, contract}) {
                const auto period = Period::parse(given, frequency, basis, contract_start);
                EXPECT_FALSE(period) << given;
            }
        }
    }
}

TEST(Period, OfTheContractsOwnNeedsItsStart) {
    EXPECT_FALSE(Period::parse("2026-09-30", monthly, contract));
    const auto refused = Period::containing({2026, 9, 30}, monthly, contract);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("no start"));
}

TEST(Period, CountsTheContractsPeriodsFromItsStartAndNeverFromTheOneBefore) {
    auto period = Period::containing(contract_start, monthly, contract, contract_start).value();
    EXPECT_EQ(period.index(), 0);
    std::vector<Date> first_days;
    for (int n = 0; n < 6; ++n, period = period.next())
        first_days.push_back(period.first());
    EXPECT_EQ(
        first_days,
        (std::vector<Date>{{2026, 1, 31}, {2026, 2, 28}, {2026, 3, 31}, {2026, 4, 30}, {2026, 5, 31}, {2026, 6, 30}}));
}

TEST(Period, CountsTheContractsYearsFromALeapDay) {
    const Date leap_day{2028, 2, 29};
    const auto first = Period::containing({2028, 12, 1}, yearly, contract, leap_day).value();
    EXPECT_EQ(first.days(), (DateRange{{2028, 2, 29}, {2029, 2, 27}}));
    EXPECT_EQ(first.next().next().next().next().first(), (Date{2032, 2, 29}));
}

TEST(Period, CountsGapsByIndex) {
    const auto then = Period::parse("2025/26-Q4", quarterly, financial).value();
    const auto now = Period::parse("2026/27-Q3", quarterly, financial).value();
    EXPECT_EQ(now.index() - then.index(), 3);
    EXPECT_EQ(then.next().text(), "2026/27-Q1");
    EXPECT_EQ(then.previous().text(), "2025/26-Q3");
    EXPECT_EQ(Period::parse("1999/00", yearly, financial)->index(), -1);
}

TEST(Period, LeavesNoDayOutAndTakesNoneTwiceInThirtyYears) {
    for (const auto frequency : {monthly, quarterly, half_yearly, yearly}) {
        for (const auto basis : {financial, calendar, contract}) {
            for (const Date start : {Date{2026, 1, 31}, Date{2028, 2, 29}, Date{2020, 4, 1}, Date{2015, 12, 30}}) {
                auto expected = Period::containing({1998, 6, 15}, frequency, basis, start).value();
                for (Date day{1998, 6, 15}; day < Date{2034, 1, 1}; day = day + Days{1}) {
                    if (day > expected.last()) expected = expected.next();
                    const auto period = Period::containing(day, frequency, basis, start).value();
                    ASSERT_EQ(period, expected)
                        << day << ' ' << name_of(frequency) << ' ' << name_of(basis) << ' ' << start;
                    ASSERT_TRUE(period.days().contains(day)) << day;
                    ASSERT_EQ(period.previous().last() + Days{1}, period.first()) << day;
                }
            }
        }
    }
}

TEST(Period, IsReadAsItWasWritten) {
    for (const auto frequency : {monthly, quarterly, half_yearly, yearly}) {
        for (const auto basis : {financial, calendar, contract}) {
            auto period = Period::containing(contract_start, frequency, basis, contract_start).value();
            for (int n = 0; n < 120; ++n, period = period.next()) {
                const auto read = Period::parse(period.text(), frequency, basis, contract_start);
                ASSERT_TRUE(read) << period << read.error().message;
                ASSERT_EQ(*read, period);
            }
        }
    }
}

TEST(Frequency, IsFoundByItsName) {
    EXPECT_EQ(find_frequency("Half Yearly"), half_yearly);
    EXPECT_EQ(find_frequency("monthly"), monthly);
    EXPECT_EQ(find_frequency("weekly"), std::nullopt);
    EXPECT_EQ(name_of(quarterly), "quarterly");
    EXPECT_EQ(find_period_basis("Contract"), contract);
    EXPECT_EQ(find_period_basis("tax"), std::nullopt);
    EXPECT_EQ(name_of(financial), "financial");
}

}  // namespace
}  // namespace contractwatch
