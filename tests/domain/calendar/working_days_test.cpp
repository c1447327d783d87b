// Working days counted, and dates rolled, around weekends and bank holidays.
#include "domain/calendar/working_days.h"

#include <gtest/gtest.h>

#include "domain/calendar/built_in_bank_holidays.h"

namespace contractwatch {
namespace {

const WorkingCalendar& england() {
    static const WorkingCalendar calendar;
    return calendar;
}

TEST(WorkingCalendar, KnowsWorkingDays) {
    struct {
        Date day;
        bool working;
        const char* because;
    } const rows[] = {
        {{2026, 10, 1}, true, "a Thursday"},
        {{2026, 10, 3}, false, "a Saturday"},
        {{2026, 10, 4}, false, "a Sunday"},
        {{2026, 12, 25}, false, "Christmas Day, a Friday"},
        {{2026, 12, 28}, false, "the Monday for Boxing Day"},
        {{2026, 12, 29}, true, "the Tuesday after"},
        {{2028, 2, 29}, true, "a leap day, a Tuesday"},
        {{2029, 12, 25}, true, "beyond the last year that is covered weekends alone count"},
        {{2011, 12, 27}, true, "and before the first"},
        {{1969, 12, 28}, false, "a Sunday before counting began"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(england().is_working_day(row.day), row.working) << row.because;
}

TEST(WorkingCalendar, FindsTheActByDayOfALastDay) {
    // An invoice received on 18 December 2026 under the 14 days of the council's policy.
    const auto last_day = Date{2026, 12, 18} + Days{14};
    EXPECT_EQ(last_day, (Date{2027, 1, 1}));
    EXPECT_EQ(england().on_or_before(last_day), (Date{2026, 12, 31}));
    EXPECT_EQ(england().on_or_before({2026, 12, 28}), (Date{2026, 12, 24})) << "over Christmas and the weekend";
    EXPECT_EQ(england().on_or_before({2026, 10, 1}), (Date{2026, 10, 1})) << "a working day is its own";
    EXPECT_EQ(england().on_or_after({2026, 12, 25}), (Date{2026, 12, 29}));
}

TEST(WorkingCalendar, AddsWorkingDays) {
    struct {
        Date from;
        int days;
        Date to;
        const char* because;
    } const rows[] = {
        {{2026, 12, 23}, 1, {2026, 12, 24}, "the next day"},
        {{2026, 12, 24}, 1, {2026, 12, 29}, "over Christmas, the weekend and the Monday for Boxing Day"},
        {{2026, 12, 26}, 1, {2026, 12, 29}, "from a Saturday"},
        {{2026, 12, 29}, -1, {2026, 12, 24}, "the same way back"},
        {{2026, 12, 27}, -1, {2026, 12, 24}, "back from a Sunday"},
        {{2026, 4, 2}, 1, {2026, 4, 7}, "over Easter"},
        {{2026, 4, 7}, -1, {2026, 4, 2}, "back over Easter"},
        {{2026, 12, 18}, 10, {2027, 1, 6}, "two bank holidays at Christmas and one at New Year"},
        {{2027, 1, 6}, -10, {2026, 12, 18}, "the same way back"},
        {{2026, 12, 25}, 0, {2026, 12, 25}, "no working days are no move"},
        {{2028, 2, 28}, 1, {2028, 2, 29}, "a leap day works"},
        {{2026, 12, 31}, 20, {2027, 1, 29}, "a reminder's longest lead"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(england().plus(row.from, WorkingDays{row.days}), row.to) << row.because;
}

TEST(WorkingCalendar, CountsWorkingDaysAfterOneDayUpToAnother) {
    EXPECT_EQ(england().working_days_between({2026, 12, 24}, {2026, 12, 29}), WorkingDays{1});
    EXPECT_EQ(england().working_days_between({2026, 12, 24}, {2026, 12, 28}), WorkingDays{0});
    EXPECT_EQ(england().working_days_between({2026, 12, 24}, {2026, 12, 24}), WorkingDays{0});
    EXPECT_EQ(england().working_days_between({2026, 12, 29}, {2026, 12, 24}), WorkingDays{-1});
    EXPECT_EQ(england().working_days_between({2025, 12, 31}, {2026, 12, 31}), WorkingDays{253});
}

TEST(WorkingCalendar, RollsByRule) {
    using enum Roll;
    struct {
        Date day;
        Roll roll;
        Date to;
        const char* because;
    } const rows[] = {
        {{2026, 10, 1}, following, {2026, 10, 1}, "a working day stays"},
        {{2026, 12, 25}, following, {2026, 12, 29}, "over Christmas"},
        {{2026, 12, 25}, preceding, {2026, 12, 24}, "before Christmas"},
        {{2026, 12, 25}, modified_following, {2026, 12, 29}, "still in December"},
        {{2026, 12, 25}, none, {2026, 12, 25}, "nowhere"},
        {{2026, 10, 31}, following, {2026, 11, 2}, "a Saturday at the month's end"},
        {{2026, 10, 31}, modified_following, {2026, 10, 30}, "following would leave the month"},
        {{2027, 1, 1}, preceding, {2026, 12, 31}, "over the year's end"},
        {{2024, 3, 30}, modified_following, {2024, 3, 28}, "Easter at the month's end: Good Friday on the 29th"},
        {{2024, 3, 31}, following, {2024, 4, 2}, "over Easter Monday"},
        {{2026, 2, 28}, modified_following, {2026, 2, 27}, "a Saturday that ends February"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(england().roll(row.day, row.roll), row.to) << row.because;
}

TEST(WorkingCalendar, SaysHowFarItKnows) {
    EXPECT_EQ(england().covered_until(), (Date{2028, 12, 31}));
    EXPECT_EQ(WorkingCalendar{BankHolidays{}}.covered_until(), (Date{1, 1, 1}));
}

TEST(WorkingCalendar, IgnoresBankHolidaysOnWeekends) {
    const WorkingCalendar calendar{BankHolidays{{{2026, 10, 3}}}};
    EXPECT_EQ(calendar.plus({2026, 10, 2}, WorkingDays{1}), (Date{2026, 10, 5}));
    EXPECT_EQ(calendar.working_days_between({2026, 10, 2}, {2026, 10, 5}), WorkingDays{1});
}

TEST(WorkingCalendar, AgreesWithCountingDayByDayForThirtyYears) {
    for (const auto division : {Division::england_and_wales, Division::scotland, Division::northern_ireland}) {
        const WorkingCalendar calendar{built_in_bank_holidays(division)};
        const Date start{2005, 1, 1};
        int working = 0;
        Date last_working = calendar.on_or_before(start - Days{1});
        for (auto day = start; day < Date{2035, 1, 1}; day = day + Days{1}) {
            if (calendar.is_working_day(day)) {
                ASSERT_EQ(calendar.plus(last_working, WorkingDays{1}), day);
                ASSERT_EQ(calendar.plus(day, WorkingDays{-1}), last_working);
                last_working = day;
                ++working;
            }
            ASSERT_EQ(calendar.working_days_between(start - Days{1}, day), WorkingDays{working}) << day;
            ASSERT_EQ(calendar.on_or_before(day), last_working) << day;
            ASSERT_EQ(calendar.plus(start - Days{1}, WorkingDays{working}),
                      working == 0 ? start - Days{1} : last_working);
            ASSERT_TRUE(calendar.is_working_day(calendar.on_or_after(day))) << day;
            ASSERT_LE(calendar.on_or_after(day) - day, Days{11}) << day;
        }
    }
}

TEST(WorkingCalendar, RollsEveryDayOfThirtyYearsWithinItsRule) {
    for (Date day{2005, 1, 1}; day < Date{2035, 1, 1}; day = day + Days{1}) {
        const auto after = england().roll(day, Roll::following);
        const auto before = england().roll(day, Roll::preceding);
        const auto modified = england().roll(day, Roll::modified_following);
        ASSERT_TRUE(before <= day && day <= after) << day;
        ASSERT_EQ(modified.first_of_month(), day.first_of_month()) << day;
        ASSERT_TRUE(modified == after || modified == before) << day;
        ASSERT_EQ(before == after, england().is_working_day(day)) << day;
    }
}

TEST(WorkingCalendar, ComesBackFromWhereItWent) {
    for (Date day{2011, 12, 1}; day < Date{2029, 2, 1}; day = day + Days{1}) {
        if (!england().is_working_day(day)) continue;
        for (const int days : {1, 2, 5, 20, 260, 2600}) {
            const auto there = england().plus(day, WorkingDays{days});
            ASSERT_EQ(england().plus(there, WorkingDays{-days}), day) << day << ' ' << days;
            ASSERT_EQ(england().working_days_between(day, there), WorkingDays{days}) << day;
        }
    }
}

TEST(Roll, IsFoundByItsName) {
    EXPECT_EQ(find_roll("modified following"), Roll::modified_following);
    EXPECT_EQ(find_roll("Preceding"), Roll::preceding);
    EXPECT_EQ(find_roll("none"), Roll::none);
    EXPECT_EQ(find_roll("backwards"), std::nullopt);
    EXPECT_EQ(name_of(Roll::following), "following");
}

}  // namespace
}  // namespace contractwatch
