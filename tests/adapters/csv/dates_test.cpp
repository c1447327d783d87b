// Dates in every form that intake takes, and those that it must not guess at.
#include "adapters/csv/dates.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(CouncilDate, IsReadInEveryForm) {
    const struct {
        const char* text;
        Date date;
        const char* because;
    } rows[] = {
        {"2026-09-30", {2026, 9, 30}, "ISO"},
        {"30/09/2026", {2026, 9, 30}, "day first"},
        {"3/4/2026", {2026, 4, 3}, "day first without zeros"},
        {"30/09/26", {2026, 9, 30}, "two digits of a year"},
        {"01/04/98", {1998, 4, 1}, "69 to 99 are the last century"},
        {"01/04/68", {2068, 4, 1}, "0 to 68 are this one"},
        {"30.09.2026", {2026, 9, 30}, "dots"},
        {"30-09-2026", {2026, 9, 30}, "hyphens and a whole year"},
        {"17 July 2023", {2023, 7, 17}, "a whole month's name"},
        {"6 Jun 2023", {2023, 6, 6}, "three letters of it"},
        {"6  Sept  2023", {2023, 9, 6}, "four letters, two spaces"},
        {"05-Oct-21", {2021, 10, 5}, "a spreadsheet's own form"},
        {"05-OCT-2021", {2021, 10, 5}, "in capitals"},
        {"29/02/2024", {2024, 2, 29}, "a leap day"},
        {"43658", {2019, 7, 12}, "a spreadsheet's day number"},
        {"43658.75", {2019, 7, 12}, "a day number with a time of day"},
        {"36526", {2000, 1, 1}, "a known day number"},
        {"2026-09-30T23:30:00", {2026, 9, 30}, "no offset: the civil day as it stands"},
        {"2026-09-30 00:00:00.000", {2026, 9, 30}, "a database's form"},
        {"30/09/2026 09:15", {2026, 9, 30}, "with a time of day"},
        {"17 July 2023 09:15:00", {2023, 7, 17}, "with a time of day"},
        {"2026-07-01T23:30:00Z", {2026, 7, 2}, "00:30 in summer time"},
        {"2026-01-01T23:30:00Z", {2026, 1, 1}, "23:30 in winter"},
        {"2026-07-02T00:30:00+01:00", {2026, 7, 2}, "in summer time already"},
        {"2026-07-02T00:30:00+0200", {2026, 7, 1}, "23:30 in London"},
        {"2026-01-01T00:30+01", {2025, 12, 31}, "23:30 the day before"},
        {"2026-12-31T20:00:00-05:00", {2027, 1, 1}, "from New York"},
    };
    for (const auto& row : rows) {
        const auto date = parse_date(row.text, DateOrder::day_first);
        ASSERT_TRUE(date.ok()) << row.text << ": " << date.error().message;
        EXPECT_EQ(*date, row.date) << row.text << ": " << row.because;
    }
}

TEST(CouncilDate, IsMonthFirstOnlyWhereTheMappingSaysSo) {
    EXPECT_EQ(parse_date("9/30/2026", DateOrder::month_first).value(), (Date{2026, 9, 30}));
    EXPECT_EQ(parse_date("03/04/2026", DateOrder::month_first).value(), (Date{2026, 3, 4}));
    EXPECT_EQ(parse_date("2026-09-30", DateOrder::month_first).value(), (Date{2026, 9, 30}));
    const auto other_way = parse_date("9/30/2026", DateOrder::day_first);
    ASSERT_FALSE(other_way.ok());
    EXPECT_EQ(other_way.error().message,
              "there is no month 30 in 9/30/2026, read day first; where the whole file is the other way round say "
              "date_order = \"month-first\" in its feed");
}

TEST(CouncilDate, IsRefusedWhereItIsImpossibleOrAmbiguous) {
    for (const auto* text : {"31/02/2026",
                             "2026-02-29",
                             "30-02-2026",
                             "0/1/2026",
                             "32/01/2026",
                             "30 Feb 2026",
                             "13/13/2026",
                             "05-06-07",
                             "05.06.07",
                             "2026",
                             "20260930",
                             "1",
                             "99999",
                             "0217-03-01",
                             "31/12/9999",
                             "tomorrow",
                             "Q3 2026",
                             "30/09",
                             "September 2026",
                             "30/09/202",
                             "30/09-2026",
                             "5 Ju 2026",
                             "-1",
                             "2026-09-30T25:00:00Z",
                             "2026-09-30Tnoon",
                             "2026-09-30T10:00:00+99:00",
                             "30/09/2026 25:00",
                             "n/a",
                             "1995-07-01T23:30:00Z",
                             "// ",
                             "3//4",
                             ":",
                             " :"}) {
        const auto date = parse_date(text, DateOrder::day_first);
        EXPECT_FALSE(date.ok()) << text << " was read as " << (date ? date->text() : "");
    }
}

TEST(SummerTime, RunsFromTheLastSundayOfMarchToTheLastSundayOfOctober) {
    const struct {
        const char* moment;
        Date day;
        const char* because;
    } rows[] = {
        {"2026-03-28T23:30:00Z", {2026, 3, 28}, "the evening before"},
        {"2026-03-29T23:30:00Z", {2026, 3, 30}, "the first summer evening"},
        {"2026-10-24T23:30:00Z", {2026, 10, 25}, "the last summer evening"},
        {"2026-10-25T23:30:00Z", {2026, 10, 25}, "winter again"},
        {"1996-03-31T23:30:00Z", {1996, 4, 1}, "31 March 1996 is a Sunday"},
        {"2027-12-31T23:59:59Z", {2027, 12, 31}, "winter at the year's end"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(day_in_united_kingdom(parse_instant(row.moment).value()), row.day) << row.because;
}

}  // namespace
}  // namespace contractwatch
