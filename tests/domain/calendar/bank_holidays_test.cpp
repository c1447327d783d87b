// The bank holidays that the program brings along.
#include "domain/calendar/bank_holidays.h"

#include <gtest/gtest.h>

#include "domain/calendar/built_in_bank_holidays.h"

namespace contractwatch {
namespace {

TEST(BankHolidays, KeepEachDayOnceAndInOrder) {
    const BankHolidays holidays{{{2026, 12, 25}, {2026, 4, 3}, {2026, 12, 25}}};
    EXPECT_EQ(holidays.days(), (std::vector<Date>{{2026, 4, 3}, {2026, 12, 25}}));
    EXPECT_TRUE(holidays.contains({2026, 4, 3}));
    EXPECT_FALSE(holidays.contains({2026, 4, 6}));
}

TEST(BankHolidays, CoverTheirLastYearToItsEnd) {
    EXPECT_EQ((BankHolidays{{{2026, 4, 3}}}.covered_until()), (Date{2026, 12, 31}));
    EXPECT_EQ(BankHolidays{}.covered_until(), (Date{1, 1, 1}));
}

TEST(Division, IsFoundByItsName) {
    EXPECT_EQ(find_division("england-and-wales"), Division::england_and_wales);
    EXPECT_EQ(find_division("Northern Ireland"), Division::northern_ireland);
    EXPECT_EQ(find_division("scotland"), Division::scotland);
    EXPECT_EQ(find_division("cornwall"), std::nullopt);
}

TEST(BuiltInBankHolidays, AreThoseThatGovUkPublished) {
    struct {
        Division division;
        std::size_t count;
    } const rows[] = {{Division::england_and_wales, 140}, {Division::scotland, 157}, {Division::northern_ireland, 174}};
    for (const auto& row : rows) {
        const auto holidays = built_in_bank_holidays(row.division);
        EXPECT_EQ(holidays.days().size(), row.count) << name_of(row.division);
        EXPECT_EQ(holidays.days().front(), (Date{2012, 1, 2})) << name_of(row.division);
        EXPECT_EQ(holidays.days().back(), (Date{2028, 12, 26})) << name_of(row.division);
        EXPECT_EQ(holidays.covered_until(), (Date{2028, 12, 31})) << name_of(row.division);
    }
}

TEST(BuiltInBankHolidays, DifferByDivision) {
    using enum Division;
    struct {
        Date day;
        bool england;
        bool scotland;
        bool ireland;
        const char* because;
    } const rows[] = {
        {{2026, 12, 25}, true, true, true, "Christmas Day"},
        {{2026, 12, 28}, true, true, true, "Boxing Day falls on a Saturday"},
        {{2026, 4, 6}, true, false, true, "Scotland has no Easter Monday"},
        {{2026, 1, 2}, false, true, false, "the second of January is Scotland's"},
        {{2026, 3, 17}, false, false, true, "St Patrick's Day"},
        {{2026, 7, 13}, false, false, true, "the Battle of the Boyne, brought from Sunday"},
        {{2026, 11, 30}, false, true, false, "St Andrew's Day"},
        {{2020, 5, 4}, false, false, false, "the early May holiday of 2020 was moved"},
        {{2020, 5, 8}, true, true, true, "to the Friday of VE Day"},
        {{2022, 9, 19}, true, true, true, "the state funeral, proclaimed nine days before"},
        {{2023, 5, 8}, true, true, true, "the coronation"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(built_in_bank_holidays(england_and_wales).contains(row.day), row.england) << row.because;
        EXPECT_EQ(built_in_bank_holidays(scotland).contains(row.day), row.scotland) << row.because;
        EXPECT_EQ(built_in_bank_holidays(northern_ireland).contains(row.day), row.ireland) << row.because;
    }
}

/// Easter Sunday of the Gregorian calendar (Butcher's rule, as in Meeus, Astronomical Algorithms, chapter 8).
Date easter(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month_and_day = h + l - 7 * m + 114;
    return {year, static_cast<unsigned>(month_and_day / 31), static_cast<unsigned>(month_and_day % 31 + 1)};
}

TEST(BuiltInBankHolidays, HoldGoodFridayAndEasterMondayOfEveryYear) {
    const auto holidays = built_in_bank_holidays(Division::england_and_wales);
    for (int year = 2012; year <= 2028; ++year) {
        EXPECT_TRUE(holidays.contains(easter(year) - Days{2})) << year;
        EXPECT_TRUE(holidays.contains(easter(year) + Days{1})) << year;
    }
}

}  // namespace
}  // namespace contractwatch
