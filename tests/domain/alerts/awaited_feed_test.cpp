// When the next file of a feed is overdue.
#include "domain/alerts/awaited_feed.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(AwaitedFeed, IsInTimeUntilItsRhythmAndItsGraceHavePassed) {
    const WorkingCalendar calendar;
    const struct {
        Rhythm rhythm;
        Date last;
        Date by;
        const char* because;
    } rows[] = {
        {Rhythm::daily, Date{2026, 10, 1}, Date{2026, 10, 2}, "Thursday's is followed by Friday's"},
        {Rhythm::daily, Date{2026, 10, 2}, Date{2026, 10, 5}, "nothing comes at the weekend"},
        {Rhythm::daily, Date{2026, 12, 24}, Date{2026, 12, 29},
         "Christmas Day, a weekend, and Boxing Day kept on Monday"},
        {Rhythm::weekly, Date{2026, 10, 1}, Date{2026, 10, 9}, "a week later, and a working day"},
        {Rhythm::weekly, Date{2026, 10, 2}, Date{2026, 10, 12}, "from Friday to Monday week"},
        {Rhythm::monthly, Date{2026, 9, 7}, Date{2026, 10, 14}, "a month later, and five working days"},
        {Rhythm::monthly, Date{2026, 10, 31}, Date{2026, 12, 7}, "from the end of a shorter month"},
        {Rhythm::quarterly, Date{2026, 7, 1}, Date{2026, 10, 8}, "three months later, and five working days"},
        {Rhythm::yearly, Date{2025, 10, 1}, Date{2026, 10, 8}, "a year later, and five working days"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(awaited_by(row.rhythm, row.last, calendar), row.by) << row.because;
}

TEST(AwaitedFeed, HasTheRhythmsThatTheSettingsName) {
    for (const auto rhythm : {Rhythm::daily, Rhythm::weekly, Rhythm::monthly, Rhythm::quarterly, Rhythm::yearly})
        EXPECT_EQ(find_rhythm(name_of(rhythm)), rhythm);
    EXPECT_EQ(find_rhythm(""), std::nullopt);
    EXPECT_EQ(find_rhythm("hourly"), std::nullopt);
}

}  // namespace
}  // namespace contractwatch
