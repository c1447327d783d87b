// Civil time in London around the changes of summer time, and times as a person gives them.
#include "adapters/system/london_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace contractwatch {
namespace {

Instant at(const char* text) {
    return *parse_instant(text);
}

const SystemClock& clock() {
    static const SystemClock made;
    return made;
}

struct DayCase {
    const char* instant;
    const char* day;
    int minutes;
    const char* because;
};

/// The first four are the londonDates of BV-17/uk-bank-rate, shared/conformance.json (MIT).
TEST(LondonClock, CivilDayAndTimeAreThoseOfLondon) {
    const DayCase cases[]{
        {"2026-09-16T23:30:00Z", "2026-09-17", 30, "summer runs an hour ahead of UTC"},
        {"2026-11-05T23:30:00Z", "2026-11-05", 23 * 60 + 30, "winter keeps UTC"},
        {"2026-03-29T00:59:00Z", "2026-03-29", 59, "the minute before the clocks go forward is still winter"},
        {"2026-10-24T23:30:00Z", "2026-10-25", 30, "the night the clocks go back is still summer until 01:00 UTC"},
        {"2026-03-29T01:00:00Z", "2026-03-29", 120, "the clocks go forward from one to two"},
        {"2026-10-25T00:30:00Z", "2026-10-25", 90, "half past one, for the first time"},
        {"2026-10-25T01:30:00Z", "2026-10-25", 90, "half past one, for the second time"},
        {"1970-07-01T23:30:00Z", "1970-07-02", 30, "British Standard Time, summer and winter alike"},
        {"2037-07-01T23:30:00Z", "2037-07-02", 30, "the last year that the zone's file lists"},
        {"2038-07-01T23:30:00Z", "2038-07-02", 30, "after it the same rule goes on"},
        {"2056-12-31T23:30:00Z", "2056-12-31", 23 * 60 + 30, "winter then"},
        {"2050-03-27T00:59:00Z", "2050-03-27", 59, "27 March 2050 is the last Sunday"},
        {"2050-03-27T01:00:00Z", "2050-03-27", 120, "27 March 2050 is the last Sunday"},
    };
    for (const auto& row : cases) {
        EXPECT_EQ(clock().civil_day(at(row.instant)).text(), row.day) << row.because;
        EXPECT_EQ(clock().time_of_day(at(row.instant)).minutes, row.minutes) << row.because;
    }
}

struct InstantCase {
    Date day;
    int minutes;
    const char* instant;
    const char* because;
};

TEST(LondonClock, InstantOfACivilTimeIsDefinedOnEveryDay) {
    const InstantCase cases[]{
        {Date{2026, 11, 23}, 8 * 60, "2026-11-23T08:00:00Z", "winter"},
        {Date{2026, 7, 1}, 8 * 60, "2026-07-01T07:00:00Z", "summer"},
        {Date{2026, 3, 29}, 90, "2026-03-29T01:00:00Z", "half past one is skipped: the first instant after the gap"},
        {Date{2026, 3, 29}, 60, "2026-03-29T01:00:00Z", "one o'clock is skipped too"},
        {Date{2026, 3, 29}, 120, "2026-03-29T01:00:00Z", "two o'clock is that instant"},
        {Date{2026, 10, 25}, 90, "2026-10-25T00:30:00Z", "half past one comes twice: the first"},
        {Date{2026, 10, 25}, 120, "2026-10-25T02:00:00Z", "two o'clock comes once"},
        {Date{2026, 7, 1}, 0, "2026-06-30T23:00:00Z", "the day begins the evening before in UTC"},
        {Date{2050, 7, 1}, 8 * 60, "2050-07-01T07:00:00Z", "summer beyond the zone's file"},
        {Date{2050, 3, 27}, 90, "2050-03-27T01:00:00Z", "a gap beyond the zone's file"},
    };
    for (const auto& row : cases) {
        EXPECT_EQ(text_of(clock().instant_of(row.day, {row.minutes})), row.instant) << row.because;
    }
}

TEST(LondonClock, EveryDayOfThirtyYearsBeginsAndComesBackToItself) {
    for (Date day{2026, 1, 1}; day < Date{2056, 1, 1}; day = day + Days{1}) {
        const auto begins = clock().instant_of(day, {0});
        ASSERT_EQ(clock().civil_day(begins), day);
        ASSERT_EQ(clock().time_of_day(begins).minutes, 0) << day.text();
        ASSERT_EQ(clock().civil_day(begins - std::chrono::milliseconds{1}), day - Days{1});
    }
}

TEST(LondonClock, GivenClockStandsWhereItWasPut) {
    GivenClock given{at("2026-10-01T08:00:00Z")};
    EXPECT_TRUE(given.given());
    EXPECT_FALSE(clock().given());
    EXPECT_EQ(given.today(), (Date{2026, 10, 1}));
    given.move_to(at("2026-10-01T23:00:00Z"));
    EXPECT_EQ(given.today(), (Date{2026, 10, 2}));
}

TEST(LondonClock, SystemClockIsTheMachines) {
    const auto before = std::chrono::system_clock::now();
    const auto now = clock().now();
    EXPECT_LE(now, std::chrono::system_clock::now());
    EXPECT_GT(now, before - std::chrono::seconds{1});
}

TEST(GivenTime, BareDayIsNineInTheMorningAndATimeWithoutAZoneIsLondon) {
    const std::pair<const char*, const char*> cases[]{
        {"2026-10-01", "2026-10-01T08:00:00Z"},
        {"2026-12-01", "2026-12-01T09:00:00Z"},
        {"2026-10-01T08:00", "2026-10-01T07:00:00Z"},
        {"2026-10-01T08:00:30", "2026-10-01T07:00:30Z"},
        {" 2026-12-01T08:00 ", "2026-12-01T08:00:00Z"},
        {"2026-10-01T08:00Z", "2026-10-01T08:00:00Z"},
        {"2026-10-01T08:00:15Z", "2026-10-01T08:00:15Z"},
        {"2026-10-01T08:00+05:30", "2026-10-01T02:30:00Z"},
        {"2026-10-01T08:00:00-01:00", "2026-10-01T09:00:00Z"},
    };
    for (const auto& [text, instant] : cases) {
        const auto given = parse_given_time(text);
        ASSERT_TRUE(given.ok()) << text << ": " << given.error().message;
        EXPECT_EQ(text_of(*given), instant) << text;
    }
}

TEST(GivenTime, WhatIsNoTimeIsRefusedWithWhatWouldBeRight) {
    for (const auto* text :
         {"", "tomorrow", "2026-02-30", "2026-10-01T", "2026-10-01 08:00", "2026-10-01T25:00", "2026-10-01T08:60",
          "2026-10-01T08:00:61", "2026-10-01T08:00X", "2026-10-01T08:00:00+1", "01/10/2026"}) {
        const auto given = parse_given_time(text);
        ASSERT_FALSE(given.ok()) << text;
        EXPECT_THAT(given.error().message, testing::HasSubstr("give 2026-10-01")) << text;
    }
}

}  // namespace
}  // namespace contractwatch
