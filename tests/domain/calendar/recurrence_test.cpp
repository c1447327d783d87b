// Dates that come again: cadences, rules of RFC 5545, and the rules that are refused.
#include "domain/calendar/recurrence.h"

#include <array>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace contractwatch {
namespace {

using testing::HasSubstr;

Recurrence recurrence(std::string_view rule, Date anchor) {
    auto read = Recurrence::parse(rule, anchor);
    EXPECT_TRUE(read) << rule << ": " << (read ? "" : read.error().message);
    return std::move(read).value();
}

std::string refusal(std::string_view rule, Date anchor) {
    const auto read = Recurrence::parse(rule, anchor);
    EXPECT_FALSE(read) << rule;
    return read ? "" : read.error().message;
}

TEST(Cadence, CountsEachDateFromTheAnchor) {
    const auto monthly = recurrence("monthly", {2026, 1, 31});
    EXPECT_EQ(monthly.between({2026, 1, 1}, {2026, 6, 30}),
              (std::vector<Date>{{2026, 2, 28}, {2026, 3, 31}, {2026, 4, 30}, {2026, 5, 31}, {2026, 6, 30}}))
        << "the anchor itself is not among them, and 28 February does not make March end on the 28th";
    EXPECT_EQ(recurrence("quarterly", {2026, 4, 1}).between({2026, 4, 1}, {2027, 4, 1}),
              (std::vector<Date>{{2026, 7, 1}, {2026, 10, 1}, {2027, 1, 1}, {2027, 4, 1}}));
    EXPECT_EQ(recurrence("Half Yearly", {2025, 8, 31}).between({2025, 8, 31}, {2026, 12, 31}),
              (std::vector<Date>{{2026, 2, 28}, {2026, 8, 31}}));
    EXPECT_EQ(recurrence("yearly", {2028, 2, 29}).between({2028, 2, 29}, {2032, 12, 31}),
              (std::vector<Date>{{2029, 2, 28}, {2030, 2, 28}, {2031, 2, 28}, {2032, 2, 29}}));
}

TEST(Cadence, GivesTheOneYearlyReviewOfAFinancialYearsContract) {
    // 1 April 2026 to 31 March 2027: the first nominal date is the day after the end.
    const auto yearly = recurrence("yearly", {2026, 4, 1});
    EXPECT_EQ(yearly.next_after({2026, 4, 1}), (Date{2027, 4, 1}));
    EXPECT_EQ(yearly.step_before({2027, 4, 1}), Days{365});
}

TEST(Cadence, FindsItsNeighboursAndSteps) {
    const auto monthly = recurrence("monthly", {2026, 1, 31});
    EXPECT_EQ(monthly.next_after({2026, 2, 28}), (Date{2026, 3, 31}));
    EXPECT_EQ(monthly.next_after({2026, 2, 27}), (Date{2026, 2, 28}));
    EXPECT_EQ(monthly.next_after({2020, 1, 1}), (Date{2026, 2, 28}));
    EXPECT_EQ(monthly.last_before({2026, 3, 31}), (Date{2026, 2, 28}));
    EXPECT_EQ(monthly.last_before({2026, 2, 28}), std::nullopt);
    EXPECT_EQ(monthly.last_before({2025, 2, 28}), std::nullopt);
    EXPECT_EQ(monthly.step_after({2026, 2, 28}), Days{31});
    EXPECT_EQ(monthly.step_before({2026, 2, 28}), Days{28}) << "from the anchor";
    EXPECT_EQ(monthly.text(), "monthly");
    EXPECT_EQ(monthly.anchor(), (Date{2026, 1, 31}));
}

TEST(Cadence, EndsAHundredYearsAfterItsAnchor) {
    const auto yearly = recurrence("yearly", {2026, 4, 1});
    EXPECT_EQ(yearly.between({1, 1, 1}, end_of_time).size(), 100U);
    EXPECT_EQ(yearly.next_after({2126, 4, 1}), std::nullopt);
    EXPECT_EQ(yearly.last_before(end_of_time), (Date{2126, 4, 1}));
    EXPECT_EQ(yearly.between({2027, 1, 1}, {2026, 1, 1}), std::vector<Date>{});
}

TEST(Cadence, IsTheAnchorPlusStepsForEveryAnchorOfFourYears) {
    struct {
        const char* name;
        int months;
    } const rows[] = {{"monthly", 1}, {"quarterly", 3}, {"half-yearly", 6}, {"yearly", 12}};
    for (const auto& row : rows) {
        for (Date anchor{2025, 1, 1}; anchor < Date{2029, 1, 1}; anchor = anchor + Days{1}) {
            const auto cadence = recurrence(row.name, anchor);
            const auto dates = cadence.between(anchor, anchor.plus_months(360));
            ASSERT_EQ(dates.size(), static_cast<std::size_t>(360 / row.months)) << anchor;
            for (std::size_t n = 0; n < dates.size(); ++n) {
                ASSERT_EQ(dates[n], anchor.plus_months(static_cast<int>(n + 1) * row.months)) << anchor;
            }
            ASSERT_EQ(cadence.last_before(dates[1]), dates[0]) << anchor;
            ASSERT_EQ(cadence.next_after(dates[0]), dates[1]) << anchor;
        }
    }
}

TEST(RecurrenceRule, CountsFromItsAnchor) {
    const auto second_tuesday = recurrence("FREQ=MONTHLY;BYDAY=2TU", {2026, 4, 1});
    EXPECT_EQ(second_tuesday.between({2026, 4, 1}, {2026, 7, 31}),
              (std::vector<Date>{{2026, 4, 14}, {2026, 5, 12}, {2026, 6, 9}, {2026, 7, 14}}));
    EXPECT_EQ(second_tuesday.next_after({2031, 1, 1}), (Date{2031, 1, 14}));
    EXPECT_EQ(second_tuesday.last_before({2031, 1, 14}), (Date{2030, 12, 10}));
    EXPECT_EQ(second_tuesday.step_after({2026, 4, 14}), Days{28});
    EXPECT_EQ(second_tuesday.step_before({2026, 5, 12}), Days{28});
    EXPECT_EQ(second_tuesday.step_before({2026, 4, 14}), Days{28}) << "the first has the step that follows it";
    EXPECT_EQ(recurrence("FREQ=MONTHLY", {2026, 4, 1}).between({2026, 4, 1}, {2026, 5, 1}),
              (std::vector<Date>{{2026, 4, 1}, {2026, 5, 1}}))
        << "the anchor is a date of the rule where the rule gives it";
}

TEST(RecurrenceRule, IsReadInAnyCaseAndWithItsName) {
    EXPECT_EQ(recurrence(" rrule:freq=monthly;byday=2tu; ", {2026, 4, 1}).text(), "FREQ=MONTHLY;BYDAY=2TU");
    EXPECT_EQ(recurrence("FREQ=MONTHLY;BYDAY=+2TU,2TU,-1FR", {2026, 4, 1}).text(), "FREQ=MONTHLY;BYDAY=2TU,-1FR");
    EXPECT_EQ(recurrence("FREQ=MONTHLY;UNTIL=20270331T225959Z", {2026, 4, 1}).text(), "FREQ=MONTHLY;UNTIL=20270331");
}

TEST(RecurrenceRule, EndsAfterItsCountOrItsLastDay) {
    const auto counted_rule = recurrence("FREQ=MONTHLY;COUNT=3", {2026, 4, 1});
    EXPECT_EQ(counted_rule.between({2026, 4, 1}, {2036, 4, 1}),
              (std::vector<Date>{{2026, 4, 1}, {2026, 5, 1}, {2026, 6, 1}}));
    EXPECT_EQ(counted_rule.next_after({2026, 5, 15}), (Date{2026, 6, 1}))
        << "asked in the middle it still ends with the third";
    EXPECT_EQ(counted_rule.next_after({2026, 6, 1}), std::nullopt);
    EXPECT_EQ(counted_rule.step_after({2026, 6, 1}), std::nullopt);
    EXPECT_EQ(counted_rule.step_before({2026, 6, 1}), Days{31});
    const auto until = recurrence("FREQ=YEARLY;UNTIL=20280401", {2026, 4, 1});
    EXPECT_EQ(until.between({2026, 4, 1}, end_of_time), (std::vector<Date>{{2026, 4, 1}, {2027, 4, 1}, {2028, 4, 1}}));
    const auto once = recurrence("FREQ=YEARLY;COUNT=1", {2026, 4, 1});
    EXPECT_EQ(once.step_before({2026, 4, 1}), std::nullopt) << "the only date has no step";
}

TEST(RecurrenceRule, SaysWhatHappensInShortMonthsWithBackward) {
    const auto backward = recurrence("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=31", {2026, 1, 1});
    EXPECT_EQ(backward.between({2026, 1, 1}, {2026, 4, 30}),
              (std::vector<Date>{{2026, 1, 31}, {2026, 2, 28}, {2026, 3, 31}, {2026, 4, 30}}));
    const auto leap_day = recurrence("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD", {2028, 2, 29});
    EXPECT_EQ(leap_day.between({2028, 3, 1}, {2032, 12, 31}),
              (std::vector<Date>{{2029, 2, 28}, {2030, 2, 28}, {2031, 2, 28}, {2032, 2, 29}}));
    EXPECT_EQ(recurrence("FREQ=MONTHLY;BYMONTHDAY=-1", {2026, 1, 1}).between({2026, 1, 1}, {2026, 4, 30}),
              backward.between({2026, 1, 1}, {2026, 4, 30}));
}

TEST(RecurrenceRule, AgreesWithTheCadenceWhereItSkipsBackward) {
    struct {
        const char* rule;
        const char* cadence;
    } const rows[] = {{"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD", "monthly"},
                      {"RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=3;SKIP=BACKWARD", "quarterly"},
                      {"RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=6;SKIP=BACKWARD", "half-yearly"},
                      {"RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD", "yearly"}};
    for (const auto& row : rows) {
        for (Date anchor{2027, 12, 25}; anchor < Date{2028, 4, 5}; anchor = anchor + Days{1}) {
            const auto rule = recurrence(row.rule, anchor);
            const auto cadence = recurrence(row.cadence, anchor);
            const auto end = anchor.plus_months(60);
            ASSERT_EQ(rule.between(anchor + Days{1}, end), cadence.between(anchor, end)) << row.rule << ' ' << anchor;
            ASSERT_EQ(rule.next_after(anchor.plus_months(29)), cadence.next_after(anchor.plus_months(29))) << anchor;
        }
    }
}

TEST(RecurrenceRule, AcceptsALongDayOfMonthsThatAllHaveIt) {
    EXPECT_EQ(recurrence("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", {2026, 4, 1}).next_after({2026, 4, 1}),
              (Date{2027, 3, 31}));
    EXPECT_EQ(recurrence("FREQ=YEARLY", {2026, 3, 31}).next_after({2026, 3, 31}), (Date{2027, 3, 31}));
    EXPECT_EQ(recurrence("FREQ=MONTHLY;INTERVAL=12", {2026, 3, 31}).next_after({2026, 3, 31}), (Date{2027, 3, 31}));
}

TEST(RecurrenceRule, CountsWeeksFromTheWeekOfItsAnchor) {
    // libical 3.0.16 gives 16 March for the first.
    const auto sundays = recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", {2025, 3, 6});
    EXPECT_EQ(sundays.between({2025, 3, 6}, {2025, 4, 10}),
              (std::vector<Date>{{2025, 3, 9}, {2025, 3, 23}, {2025, 4, 6}}));
    const auto from_sunday = recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", {2025, 3, 6});
    EXPECT_EQ(from_sunday.next_after({2025, 3, 6}), (Date{2025, 3, 16}));
    const auto in_months = recurrence("FREQ=WEEKLY;BYMONTH=4", {2026, 4, 28});
    EXPECT_EQ(in_months.next_after({2026, 4, 28}), (Date{2027, 4, 6}));
}

TEST(RecurrenceRule, IsRefusedWhereItWouldLeaveOutShortMonths) {
    struct {
        const char* rule;
        Date anchor;
    } const rows[] = {
        {"FREQ=MONTHLY;BYMONTHDAY=29", {2026, 4, 1}},
        {"FREQ=MONTHLY;BYMONTHDAY=15,30", {2026, 4, 1}},
        {"FREQ=MONTHLY;BYMONTHDAY=31", {2026, 4, 1}},
        {"FREQ=MONTHLY", {2026, 1, 29}},
        {"FREQ=MONTHLY;INTERVAL=3", {2026, 1, 31}},
        {"FREQ=YEARLY", {2028, 2, 29}},
        {"FREQ=YEARLY;INTERVAL=4", {2028, 2, 29}},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", {2026, 4, 1}},
        {"FREQ=YEARLY;BYMONTH=3,6", {2026, 3, 31}},
        {"FREQ=MONTHLY;BYMONTHDAY=-29", {2026, 4, 1}},
        {"FREQ=MONTHLY;BYMONTHDAY=-31", {2026, 4, 1}},
        {"FREQ=DAILY;BYMONTHDAY=30", {2026, 4, 1}},
        {"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", {2026, 4, 1}},
        {"RSCALE=GREGORIAN;SKIP=OMIT;FREQ=MONTHLY", {2026, 1, 31}},
    };
    for (const auto& row : rows) {
        const auto sentence = refusal(row.rule, row.anchor);
        EXPECT_THAT(sentence, HasSubstr("would leave out")) << row.rule;
        EXPECT_THAT(sentence, HasSubstr("say monthly")) << row.rule;
        EXPECT_THAT(sentence, HasSubstr("BYMONTHDAY=-1")) << row.rule;
        EXPECT_THAT(sentence, HasSubstr("RSCALE=GREGORIAN;SKIP=BACKWARD")) << row.rule;
    }
}

TEST(RecurrenceRule, IsRefusedWithTheWayToSayWhatMayBeMeant) {
    struct {
        const char* rule;
        const char* sentence;
    } const rows[] = {
        {"", "say monthly, quarterly, half-yearly or yearly"},
        {"fortnightly", "'fortnightly' does not say how often"},
        {"BYDAY=2TU", "FREQ=MONTHLY;BYDAY=2TU"},
        {"FREQ=HOURLY", "say DAILY, WEEKLY, MONTHLY or YEARLY"},
        {"FREQ=SECONDLY", "say DAILY, WEEKLY, MONTHLY or YEARLY"},
        {"FREQ=DAILY;BYHOUR=9", "leave it out"},
        {"FREQ=DAILY;BYMINUTE=0", "leave it out"},
        {"FREQ=DAILY;BYSECOND=0", "leave it out"},
        {"FREQ=YEARLY;BYWEEKNO=20", "BYMONTH=5;BYDAY=2MO"},
        {"FREQ=YEARLY;BYYEARDAY=366", "BYMONTH=12;BYMONTHDAY=31"},
        {"FREQ=YEARLY;BYYEARDAY=-366", "leap years only"},
        {"FREQ=YEARLY;BYMONTHDAY=15", "add BYMONTH"},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes"},
        {"FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31", "never comes"},
        {"FREQ=MONTHLY;INTERVAL=12;BYMONTH=5", "never comes"},
        {"FREQ=DAILY;INTERVAL=7;BYDAY=MO", "never comes"},
        {"FREQ=MONTHLY;UNTIL=20260331", "before 1 April 2026"},
        {"FREQ=MONTHLY;UNTIL=20260431", "UNTIL=20270331"},
        {"FREQ=MONTHLY;UNTIL=20260430T", "UNTIL=20270331"},
        {"FREQ=MONTHLY;COUNT=3;UNTIL=20270331", "exclude each other"},
        {"FREQ=MONTHLY;BYDAY=5FR", "BYDAY=-1FR"},
        {"FREQ=MONTHLY;BYDAY=FR;BYSETPOS=5", "count from the end"},
        {"FREQ=YEARLY;BYDAY=53MO", "BYDAY=-1MO"},
        {"FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY"},
        {"FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20", "give one of them"},
        {"FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1", "name the days with BYDAY"},
        {"FREQ=DAILY;BYMONTHDAY=-1", "say FREQ=MONTHLY"},
        {"FREQ=WEEKLY;BYMONTHDAY=3", "cannot count days of the month"},
        {"FREQ=MONTHLY;BYMONTHDAY=23,-9;BYSETPOS=1", "count from one of them"},
        {"RSCALE=HEBREW;FREQ=MONTHLY", "say GREGORIAN"},
        {"FREQ=MONTHLY;SKIP=BACKWARD", "RSCALE=GREGORIAN;SKIP=BACKWARD"},
        {"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD", "SKIP=BACKWARD"},
    };
    for (const auto& row : rows)
        EXPECT_THAT(refusal(row.rule, {2026, 4, 1}), HasSubstr(row.sentence)) << row.rule;
}

TEST(RecurrenceRule, IsRefusedWhereItCannotBeRead) {
    for (const auto* rule : {"FREQ=",
                             "FREQ",
                             "=MONTHLY",
                             "FREQ=MONTHLY;BYDAY",
                             "FREQ=MONTHLY;BYDAY=",
                             "FREQ=MONTHLY;BYDAY=XX",
                             "FREQ=MONTHLY;BYDAY=0TU",
                             "FREQ=MONTHLY;BYDAY=2",
                             "FREQ=MONTHLY;BYDAY=2TU;BYDAY=3TU",
                             "FREQ=MONTHLY;FREQ=YEARLY",
                             "FREQ=MONTHLY;INTERVAL=0",
                             "FREQ=MONTHLY;INTERVAL=-1",
                             "FREQ=MONTHLY;INTERVAL=99999",
                             "FREQ=MONTHLY;INTERVAL=2x",
                             "FREQ=MONTHLY;COUNT=0",
                             "FREQ=MONTHLY;BYMONTHDAY=0",
                             "FREQ=MONTHLY;BYMONTHDAY=32",
                             "FREQ=MONTHLY;BYMONTHDAY=1 5",
                             "FREQ=MONTHLY;BYMONTHDAY=1,,2",
                             "FREQ=MONTHLY;BYMONTHDAY=1-2",
                             "FREQ=MONTHLY;BYMONTH=13",
                             "FREQ=MONTHLY;BYMONTH=5L",
                             "FREQ=MONTHLY;WKST=XX",
                             "FREQ=MONTHLY;BYEASTER=0",
                             "FREQ=MONTHLY;X-OWN=1",
                             "FREQ=MONTHLY\nFREQ=YEARLY",
                             "\xFF\xFE",
                             "monthly;quarterly"}) {
        EXPECT_FALSE(Recurrence::parse(rule, {2026, 4, 1})) << rule;
    }
    EXPECT_FALSE(Recurrence::parse("FREQ=MONTHLY;BYMONTHDAY=" + std::string(100'000, '1'), {2026, 4, 1}));
}

TEST(RecurrenceRule, NeverRunsAwayHoweverFarItIsAsked) {
    for (const auto* rule : {"FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;INTERVAL=1200"}) {
        const auto read = recurrence(rule, {2026, 4, 1});
        const auto dates = read.between({1, 1, 1}, end_of_time);
        EXPECT_LE(dates.size(), 36'525U) << rule;
        EXPECT_LE(dates.back(), (Date{2126, 4, 1})) << rule;
        EXPECT_EQ(read.next_after({2126, 4, 1}), std::nullopt) << rule;
        EXPECT_EQ(read.last_before(end_of_time), dates.back()) << rule;
    }
}

TEST(RecurrenceRule, AnswersTheSameAskedFromAnywhere) {
    for (const auto* rule :
         {"FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "FREQ=WEEKLY;INTERVAL=6;BYDAY=TU,SU",
          "FREQ=MONTHLY;BYMONTHDAY=10,11,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=4,10",
          "FREQ=DAILY;INTERVAL=45", "FREQ=YEARLY;BYYEARDAY=100,200", "FREQ=MONTHLY;INTERVAL=5;COUNT=20"}) {
        const auto read = recurrence(rule, {2026, 4, 14});
        const auto all = read.between({2026, 4, 14}, {2034, 4, 14});
        for (std::size_t n = 1; n < all.size(); ++n) {
            ASSERT_LT(all[n - 1], all[n]) << rule;
            ASSERT_EQ(read.next_after(all[n - 1]), all[n]) << rule;
            ASSERT_EQ(read.last_before(all[n]), all[n - 1]) << rule;
            ASSERT_EQ(read.step_after(all[n - 1]), all[n] - all[n - 1]) << rule;
            ASSERT_EQ(read.step_before(all[n]), all[n] - all[n - 1]) << rule;
            ASSERT_EQ(read.between(all[n], all[n]), std::vector<Date>{all[n]}) << rule;
        }
    }
}

/// The lines of tests/data/rrule/vectors.txt: rule, anchor, days.
std::vector<std::array<std::string, 3>> vectors() {
    std::vector<std::array<std::string, 3>> all;
    std::ifstream file{SOURCE_DIR "/tests/data/rrule/vectors.txt"};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        const auto first = line.find('|');
        const auto second = line.find('|', first + 1);
        all.push_back({std::string{trimmed(line.substr(0, first))},
                       std::string{trimmed(line.substr(first + 1, second - first - 1))},
                       std::string{trimmed(line.substr(second + 1))}});
    }
    return all;
}

TEST(RecurrenceRule, GivesTheDaysOnWhichOtherProgramsAgree) {
    const auto all = vectors();
    ASSERT_GT(all.size(), 50U);
    for (const auto& [rule, anchor_text, expected] : all) {
        const auto anchor = Date::parse(anchor_text).value();
        const auto read = Recurrence::parse(rule, anchor);
        if (expected == "refused") {
            EXPECT_FALSE(read) << rule;
            continue;
        }
        ASSERT_TRUE(read) << rule << ": " << read.error().message;
        std::string given;
        for (const auto day : read->between(anchor, end_of_time))
            given += (given.empty() ? "" : " ") + day.text();
        EXPECT_EQ(given, expected) << rule;
    }
}

}  // namespace
}  // namespace contractwatch
