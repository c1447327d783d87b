// When the service sweeps, delivers and looks at the drop folder.
#include "app/timetable.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A civil time that is UTC but for an hour more from 29 March 2026 01:00Z to 25 October 2026 01:00Z.
class SummerTime : public Clock {
  public:
    Instant now() const override { return {}; }
    bool given() const override { return true; }
    Date civil_day(Instant instant) const override {
        return Date{std::chrono::local_days{std::chrono::floor<Days>(local(instant))}};
    }
    TimeOfDay time_of_day(Instant instant) const override {
        const auto time = local(instant);
        return {static_cast<int>(std::chrono::floor<minutes>(time - std::chrono::floor<Days>(time)).count())};
    }
    Instant instant_of(Date day, TimeOfDay time) const override {
        const auto utc = Instant{day.local_days().time_since_epoch() + minutes{time.minutes}};
        return ahead(utc - hours{1}) == hours{1} ? utc - hours{1} : utc;
    }

  private:
    static hours ahead(Instant instant) {
        const bool summer =
            instant >= *parse_instant("2026-03-29T01:00:00Z") && instant < *parse_instant("2026-10-25T01:00:00Z");
        return summer ? hours{1} : hours{0};
    }
    static Instant::duration local(Instant instant) { return instant.time_since_epoch() + ahead(instant); }
};

Instant at(const char* text) {
    return *parse_instant(text);
}

std::optional<Instant> turn_of(Task task, Instant now, const Standing& standing) {
    for (const auto& due : timetable(now, standing, SummerTime{})) {
        if (due.task == task) return due.at;
    }
    return std::nullopt;
}

struct SweepCase {
    const char* last;
    const char* now;
    const char* next;
    const char* because;
};

TEST(Timetable, RoutineSweepsFollowTheCivilDay) {
    const SweepCase cases[]{
        {"2026-11-23T00:00:00Z", "2026-11-23T00:01:00Z", "2026-11-23T07:30:00Z", "the digests are at half past seven"},
        {"2026-11-23T07:30:00Z", "2026-11-23T07:31:00Z", "2026-11-23T08:00:00Z", "working hours begin at eight"},
        {"2026-11-23T08:00:00Z", "2026-11-23T08:01:00Z", "2026-11-23T09:00:00Z", "every hour within working hours"},
        {"2026-11-23T08:20:00Z", "2026-11-23T08:21:00Z", "2026-11-23T09:00:00Z", "one after an intake moves none"},
        {"2026-11-23T17:00:00Z", "2026-11-23T17:01:00Z", "2026-11-23T18:00:00Z", "the last hour is one of them"},
        {"2026-11-23T18:00:00Z", "2026-11-23T18:01:00Z", "2026-11-24T00:00:00Z", "the new day needs its entry"},
        {"2026-11-23T18:00:00Z", "2026-11-26T11:12:13Z", "2026-11-26T11:12:13Z", "days away are caught up at once"},
        {"2026-07-01T18:00:00Z", "2026-07-01T18:01:00Z", "2026-07-01T23:00:00Z", "midnight is an hour earlier in UTC"},
        {"2026-03-28T18:00:00Z", "2026-03-28T18:01:00Z", "2026-03-29T00:00:00Z", "winter still at that midnight"},
        {"2026-03-29T00:00:00Z", "2026-03-29T00:01:00Z", "2026-03-29T06:30:00Z", "half past seven in summer time"},
        {"2026-10-25T00:30:00Z", "2026-10-25T00:31:00Z", "2026-10-25T07:30:00Z", "half past seven in winter again"},
        {"2026-11-23T18:00:00Z", "2026-11-23T17:30:00Z", "2026-11-24T00:00:00Z", "a little back: wait for the clock"},
        {"2026-11-23T18:00:00Z", "2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z", "days back: the last was a mistake"},
        {"2036-11-23T18:00:00Z", "2026-11-23T09:10:00Z", "2026-11-23T09:10:00Z", "nobody waits ten years"},
    };
    for (const auto& row : cases) {
        Standing standing;
        standing.policy.digest_at = 7 * 60 + 30;
        standing.last_sweep = at(row.last);
        const auto next = turn_of(Task::sweep, at(row.now), standing);
        ASSERT_TRUE(next.has_value());
        EXPECT_EQ(text_of(*next), row.next) << row.because;
    }
}

TEST(Timetable, SweepIsDueAtTheStartAndRightAfterAnIntake) {
    const auto now = at("2026-11-23T20:17:00Z");
    EXPECT_EQ(turn_of(Task::sweep, now, {}), now);
    Standing standing;
    standing.last_sweep = now - minutes{1};
    EXPECT_EQ(turn_of(Task::sweep, now, standing), at("2026-11-24T00:00:00Z"));
    standing.facts_since_sweep = true;
    EXPECT_EQ(turn_of(Task::sweep, now, standing), now);
}

TEST(Timetable, EveryCivilDayOfAYearGetsASweepJustAfterItBegins) {
    const SummerTime clock;
    Standing standing;
    auto now = at("2026-01-01T00:00:00Z");
    int beginnings = 0;
    while (now < at("2027-01-01T00:00:00Z")) {
        standing.last_sweep = now;
        if (clock.time_of_day(now).minutes == 0) ++beginnings;
        const auto next = turn_of(Task::sweep, now, standing);
        ASSERT_GT(*next, now) << text_of(now);
        now = *next;
    }
    EXPECT_EQ(beginnings, 365);
}

TEST(Timetable, DeliveryIsDueWhenTheEarliestMessageIs) {
    const auto now = at("2026-11-23T09:00:00Z");
    Standing standing;
    EXPECT_EQ(turn_of(Task::deliver, now, standing), std::nullopt) << "the outbox is empty";
    standing.next_attempt_at = now + minutes{5};
    EXPECT_EQ(turn_of(Task::deliver, now, standing), now + minutes{5});
    standing.next_attempt_at = now - hours{5};
    EXPECT_EQ(turn_of(Task::deliver, now, standing), now) << "it fell due while nobody looked";
}

TEST(Timetable, DropFolderIsLookedAtEveryMinuteAndOftenerWhileAFileWaits) {
    const auto now = at("2026-11-23T09:00:00Z");
    Standing standing;
    EXPECT_EQ(turn_of(Task::look_at_drop_folder, now, standing), std::nullopt) << "there is none";
    standing.drop_folder = DropState::quiet;
    EXPECT_EQ(turn_of(Task::look_at_drop_folder, now, standing), now) << "never looked at yet";
    standing.last_look = now - seconds{1};
    EXPECT_EQ(turn_of(Task::look_at_drop_folder, now, standing), now + seconds{59});
    standing.drop_folder = DropState::candidate;
    EXPECT_EQ(turn_of(Task::look_at_drop_folder, now, standing), now + seconds{9});
    standing.last_look = now + hours{1};
    EXPECT_EQ(turn_of(Task::look_at_drop_folder, now, standing), now) << "the clock went back since";
}

struct CopyCase {
    const char* last_copy;     ///< empty: never
    const char* last_failure;  ///< empty: none
    const char* now;
    const char* next;
    const char* because;
};

TEST(Timetable, RecordIsCopiedOnceInEveryNight) {
    const CopyCase cases[]{
        {"", "", "2026-11-23T11:00:00Z", "2026-11-23T11:00:00Z", "there never was a copy"},
        {"2026-11-22T01:31:00Z", "", "2026-11-23T01:29:00Z", "2026-11-23T01:30:00Z", "half past one is near"},
        {"2026-11-22T01:31:00Z", "", "2026-11-23T01:30:00Z", "2026-11-23T01:30:00Z", "it is half past one"},
        {"2026-11-23T01:30:00Z", "", "2026-11-23T01:31:00Z", "2026-11-24T01:30:00Z", "this night's is made"},
        {"2026-11-20T01:30:00Z", "", "2026-11-23T00:10:00Z", "2026-11-23T00:10:00Z", "missed nights are made up for"},
        {"2026-11-23T00:11:00Z", "", "2026-11-23T00:12:00Z", "2026-11-23T01:30:00Z", "then it is tonight's turn"},
        {"2026-11-23T11:00:00Z", "", "2026-11-23T11:01:00Z", "2026-11-24T01:30:00Z", "made up for once"},
        {"2026-11-22T01:31:00Z", "2026-11-23T01:30:00Z", "2026-11-23T01:31:00Z", "2026-11-23T02:30:00Z",
         "one that failed is tried again after an hour"},
        {"2026-11-22T01:31:00Z", "2026-11-23T01:30:00Z", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z",
         "and at once where that hour has passed"},
        {"2026-11-23T01:30:00Z", "2026-11-22T23:00:00Z", "2026-11-23T01:31:00Z", "2026-11-24T01:30:00Z",
         "a success ends it"},
        {"2026-11-22T01:31:00Z", "2026-11-23T09:00:00Z", "2026-11-23T01:31:00Z", "2026-11-23T01:31:00Z",
         "the clock went back since the failure"},
        {"2026-11-23T01:31:00Z", "", "2026-11-23T01:20:00Z", "2026-11-23T01:30:00Z", "the clock was put back a little"},
        {"2031-01-01T01:30:00Z", "", "2026-11-23T11:00:00Z", "2026-11-23T11:00:00Z",
         "a copy of years ahead was made under a wrong clock"},
        {"2026-03-28T01:30:00Z", "", "2026-03-28T23:00:00Z", "2026-03-29T01:30:00Z",
         "there is no half past one on the night that summer time begins, and a copy all the same"},
        {"2026-03-29T01:30:00Z", "", "2026-03-29T01:31:00Z", "2026-03-30T00:30:00Z", "and not again in that night"},
        {"2026-10-24T00:30:00Z", "", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z", "the first of two half past ones"},
        {"2026-10-25T00:30:00Z", "", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z", "and not at the second"},
    };
    for (const auto& row : cases) {
        Standing standing;
        standing.copies = CopyStanding{TimeOfDay{90}, parse_instant(row.last_copy), parse_instant(row.last_failure)};
        const auto next = turn_of(Task::copy, at(row.now), standing);
        ASSERT_TRUE(next.has_value());
        EXPECT_EQ(text_of(*next), row.next) << row.because;
    }
    EXPECT_EQ(turn_of(Task::copy, at("2026-11-23T11:00:00Z"), {}), std::nullopt) << "none is asked for";
}

TEST(Timetable, YearHasACopyForEveryDayWhateverItsNightsAreLike) {
    const SummerTime clock;
    Standing standing;
    standing.copies = CopyStanding{TimeOfDay{90}};
    auto now = at("2026-01-01T01:30:00Z");
    int copies = 0;
    for (; now < at("2027-01-01T00:00:00Z"); ++copies) {
        standing.copies->last_copy = now;
        const auto next = turn_of(Task::copy, now, standing);
        ASSERT_EQ(clock.civil_day(*next), clock.civil_day(now) + Days{1}) << text_of(now);
        now = *next;
    }
    EXPECT_EQ(copies, 365);
}

TEST(Timetable, WhatIsDueFirstStandsFirst) {
    const auto now = at("2026-11-23T09:10:00Z");
    Standing standing;
    standing.last_sweep = at("2026-11-23T09:00:00Z");
    standing.next_attempt_at = now + minutes{2};
    standing.drop_folder = DropState::quiet;
    standing.last_look = now - seconds{30};
    const std::vector<Due> expected{{now + seconds{30}, Task::look_at_drop_folder},
                                    {now + minutes{2}, Task::deliver},
                                    {at("2026-11-23T10:00:00Z"), Task::sweep}};
    EXPECT_EQ(timetable(now, standing, SummerTime{}), expected);
}

}  // namespace
}  // namespace contractwatch
