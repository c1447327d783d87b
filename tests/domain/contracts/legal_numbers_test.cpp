// Numbers of the law: which row is in force on which day.
#include "domain/contracts/legal_numbers.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/legal_numbers.h"

namespace contractwatch {
namespace {

using builders::legal_number;

constexpr Date today{2026, 11, 29};

TEST(LegalNumbers, EveryRuleHasANumberOfItsUnitInForceAndEveryNumberARule) {
    for (const auto& rule : legal_rules()) {
        auto parts = rule.applies_to;
        if (parts.empty()) parts.emplace_back();
        for (const auto part : parts) {
            const auto* number = built_in_legal_numbers().in_force(rule.name, part, today);
            ASSERT_NE(number, nullptr) << rule.name << ' ' << part;
            EXPECT_FALSE(number->authority.empty()) << rule.name;
            EXPECT_EQ(number->checked_on, (Date{2026, 11, 28})) << rule.name;
        }
    }
    for (const auto& number : built_in_legal_numbers().all()) {
        EXPECT_TRUE(std::ranges::any_of(legal_rules(), [&](const LegalRule& rule) { return rule.name == number.rule; }))
            << number.rule;
    }
}

struct DayCase {
    Date day;
    std::int64_t days;
    const char* because;
};

TEST(LegalNumbers, TheRowThatCameIntoForceLastHolds) {
    const auto number =
        legal_numbers_with(std::vector{legal_number("payment_days_pa23", "45", "2027-04-01"),
                                       legal_number("payment_days_pa23", "7", "2027-12-01", "2027-12-31"),
                                       legal_number("payment_days_pcr15", "60", "2027-01-01")})
            .of(rule_pa23_days);
    for (const auto& [day, days, because] :
         {DayCase{Date{2025, 2, 24}, 30, "the first day of the one that is built in"},
          DayCase{Date{2027, 3, 31}, 30, "the last day before another"}, DayCase{Date{2027, 4, 1}, 45, "its first day"},
          DayCase{Date{2027, 12, 31}, 7, "the last day of one for a month"},
          DayCase{Date{2028, 1, 1}, 45, "what held before it holds again"}}) {
        ASSERT_NE(number.in_force(day), nullptr) << because;
        EXPECT_EQ(number.in_force(day)->days(), Days{days}) << because;
    }
    EXPECT_EQ(number.in_force(Date{2025, 2, 23}), nullptr) << "before the Act";
    EXPECT_EQ(number.since(), (Date{2025, 2, 24}));
    EXPECT_EQ(number.most_days(), Days{45});
}

TEST(LegalNumbers, ARowOfTheSameDayTakesThePlaceOfTheOneBuiltIn) {
    const auto number = legal_numbers_with(std::vector{legal_number("Key_Indicators_Over", "4999999.50", "2025-02-24")})
                            .of(rule_key_indicators_over);
    EXPECT_EQ(number.in_force(today)->amount(), Money::pence(499'999'950));
    EXPECT_EQ(number.in_force(today)->words(),
              "Key_Indicators_Over 4999999.5 from 24 February 2025, SI 2027/1, taken in by entry 1");
    EXPECT_EQ(number.least_amount(), Money::pence(499'999'950));
}

TEST(LegalNumbers, RowsOfBeforeTheyWereCheckedCountForNothingWhereTheyMakeNoSense) {
    for (const auto& [rule, value] :
         {std::pair{"payment_days_pa23", "0"}, std::pair{"payment_days_pa23", "30.5"}, std::pair{"threshold", "5"}}) {
        const auto numbers = legal_numbers_with(std::vector{builders::legal_number(rule, value, "2027-04-01")});
        EXPECT_EQ(numbers.all().size(), built_in_legal_numbers().all().size()) << rule << ' ' << value;
    }
}

TEST(LegalNumbers, WhatALaterRowHasReplacedNeedsNoCheck) {
    const auto names_of = [](const LegalNumbers& numbers, Date day) {
        std::vector<std::int64_t> days;
        for (const auto* each : numbers.unchecked(day)) {
            if (each->rule == rule_pa23_days) days.push_back(each->days().count());
        }
        return days;
    };
    const auto numbers = legal_numbers_with(std::vector{legal_number("payment_days_pa23", "45", "2028-04-01")});
    EXPECT_EQ(names_of(numbers, Date{2027, 10, 1}), (std::vector<std::int64_t>{45})) << "coming, checked a year ago";
    EXPECT_EQ(names_of(numbers, Date{2027, 11, 28}), (std::vector<std::int64_t>{30, 45}));
    EXPECT_EQ(names_of(numbers, Date{2028, 4, 1}), (std::vector<std::int64_t>{45})) << "the other is replaced";
}

}  // namespace
}  // namespace contractwatch
