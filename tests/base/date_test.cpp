// Civil days and instants: what is read, what is refused, how months are added.
#include "base/date.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(Date, ReadsYearMonthDay) {
    EXPECT_EQ(Date::parse("2026-10-01"), (Date{2026, 10, 1}));
    EXPECT_EQ(Date::parse("2028-02-29"), (Date{2028, 2, 29}));
    EXPECT_EQ(Date::parse("0001-01-01"), (Date{1, 1, 1}));
    EXPECT_EQ(Date::parse("9999-12-31"), end_of_time);
}

TEST(Date, RefusesEverythingElse) {
    struct {
        const char* text;
        const char* because;
    } const rows[] = {
        {"", "nothing was given"},
        {"2026-1-01", "the month has two digits"},
        {"2026-02-29", "2026 is no leap year"},
        {"1900-02-29", "1900 was no leap year"},
        {"2026-13-01", "there are twelve months"},
        {"2026-00-01", "months count from 1"},
        {"2026-01-00", "days count from 1"},
        {"2026-04-31", "April has 30 days"},
        {"0000-01-01", "years count from 1"},
        {"2026/10/01", "the separator is a hyphen"},
        {"2026-10-01 ", "a space is not part of a date"},
        {"2026-10-01T00:00:00Z", "a moment is not a date"},
        {"+026-10-01", "a sign is no digit"},
        {"01-10-2026", "the year comes first"},
        {"2026-1\xC2\xA0-1", "bytes beyond ASCII are no digits"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(Date::parse(row.text), std::nullopt) << row.text << ": " << row.because;
}

TEST(Date, WritesItselfInThreeWays) {
    const Date day{2026, 10, 1};
    EXPECT_EQ(day.text(), "2026-10-01");
    EXPECT_EQ(day.short_text(), "1 October 2026");
    EXPECT_EQ(day.long_text(), "Thursday 1 October 2026");
    EXPECT_EQ((Date{7, 2, 3}).text(), "0007-02-03");
}

TEST(Date, IsReadAsItWasWrittenForEveryDayOfTwoCenturies) {
    for (Date day{1900, 1, 1}; day < Date{2100, 1, 1}; day = day + Days{1})
        ASSERT_EQ(Date::parse(day.text()), day);
}

TEST(Date, AddsMonthsAndClampsToTheMonthsEnd) {
    struct {
        Date from;
        int months;
        Date to;
        const char* because;
    } const rows[] = {
        {{2026, 1, 31}, 1, {2026, 2, 28}, "February is shorter"},
        {{2026, 1, 31}, 2, {2026, 3, 31}, "months are counted from the anchor, not from 28 February"},
        {{2028, 1, 31}, 1, {2028, 2, 29}, "a leap year"},
        {{2028, 2, 29}, 12, {2029, 2, 28}, "no 29 February the year after"},
        {{2028, 2, 29}, 48, {2032, 2, 29}, "the next leap year"},
        {{2026, 3, 31}, -1, {2026, 2, 28}, "back is clamped too"},
        {{2026, 1, 15}, -1, {2025, 12, 15}, "over the year's end"},
        {{2026, 12, 15}, 1, {2027, 1, 15}, "over the year's end"},
        {{2026, 5, 5}, 0, {2026, 5, 5}, "no month is no move"},
        {{9999, 12, 31}, 1, {9999, 12, 31}, "there is nothing after the end of time"},
        {{1, 1, 31}, -1, {1, 1, 31}, "nor anything before its beginning"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(row.from.plus_months(row.months), row.to) << row.because;
}

TEST(Date, KnowsTheEndsOfItsMonth) {
    EXPECT_EQ((Date{2028, 2, 10}).first_of_month(), (Date{2028, 2, 1}));
    EXPECT_EQ((Date{2028, 2, 10}).last_of_month(), (Date{2028, 2, 29}));
    EXPECT_EQ((Date{2026, 12, 31}).last_of_month(), (Date{2026, 12, 31}));
}

TEST(Date, CountsDaysAcrossALeapDay) {
    EXPECT_EQ((Date{2028, 3, 1}) - (Date{2028, 2, 28}), Days{2});
    EXPECT_EQ((Date{2026, 10, 1}) + Days{29}, (Date{2026, 10, 30}));
}

TEST(DateRange, CountsBothItsEnds) {
    const DateRange october{{2026, 10, 1}, {2026, 10, 31}};
    EXPECT_TRUE(october.contains({2026, 10, 1}));
    EXPECT_TRUE(october.contains({2026, 10, 31}));
    EXPECT_FALSE(october.contains({2026, 11, 1}));
}

TEST(Instant, ReadsUtcOffsetsAndDecimals) {
    using namespace std::chrono;
    const auto noon = Instant{sys_days{year{2026} / 7 / 1} + 12h};
    EXPECT_EQ(parse_instant("2026-07-01T12:00:00Z"), noon);
    EXPECT_EQ(parse_instant("2026-07-01T13:00:00+01:00"), noon);
    EXPECT_EQ(parse_instant("2026-06-30T23:00:00-13:00"), noon);
    EXPECT_EQ(parse_instant("2026-07-01T12:00:00.25Z"), noon + 250ms);
    EXPECT_EQ(parse_instant("2026-07-01T13:00:00.123456+01:00"), noon + 123ms);
    EXPECT_EQ(text_of(noon + 999ms), "2026-07-01T12:00:00Z");
    EXPECT_EQ(text_of(Instant{-1ms}), "1969-12-31T23:59:59Z");
}

TEST(Instant, RefusesWhatSaysNoMoment) {
    for (const auto* text :
         {"", "2026-07-01", "2026-07-01T12:00:00", "2026-07-01 12:00:00Z", "2026-07-01T24:00:00Z",
          "2026-07-01T12:60:00Z", "2026-07-01T12:00:60Z", "2026-02-30T12:00:00Z", "2026-07-01T12:00:00+0100",
          "2026-07-01T12:00:00+1:00", "2026-07-01T12:00:00.Z", "2026-07-01T12:00:00.1234567890Z",
          "2026-07-01T12:00:00Zx", "2026-07-01T1a:00:00Z", "2026-07-01T12:00:00.5", "2026-07-01T12:00:00+01:60"}) {
        EXPECT_EQ(parse_instant(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace contractwatch
