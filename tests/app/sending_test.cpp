// What a sweep may send at which moment: everything in a digest round, what is critical within working hours, or
// nothing.
#include <gtest/gtest.h>

#include "app/dispatch.h"
#include "fakes/fake_clock.h"

namespace contractwatch {

void PrintTo(Sending sending, std::ostream* out) {
    *out << (sending == Sending::digests ? "digests" : sending == Sending::nothing ? "nothing" : "critical only");
}

namespace {

struct SendingCase {
    const char* last;  ///< of the sweep before; empty: there was none
    const char* now;
    Sending sending;
    const char* because;
};

/// Digests at half past seven, working hours from eight to six.
SweepSettings early_digests() {
    SweepSettings settings;
    settings.alerts.digest_at = 7 * 60 + 30;
    return settings;
}

void check(const SendingCase& row) {
    const auto instant = [](const char* text) { return *parse_instant(text); };
    const std::string last{row.last};
    const auto before = last.empty() ? std::nullopt : std::optional{instant(row.last)};
    EXPECT_EQ(sending_at(instant(row.now), before, fakes::FakeClock{}, early_digests()), row.sending)
        << row.now << ": " << row.because;
}

TEST(Sending, ADigestRoundIsTheFirstSweepAtOrAfterItsHourOnAWorkingDay) {
    const SendingCase cases[]{
        {"2026-10-01T00:00:00+01:00", "2026-10-01T07:29:59+01:00", Sending::nothing, "a second too early"},
        {"2026-10-01T00:00:00+01:00", "2026-10-01T07:30:00+01:00", Sending::digests, "at the hour"},
        {"2026-10-01T07:29:59+01:00", "2026-10-01T08:15:00+01:00", Sending::digests, "the last one was before it"},
        {"2026-10-01T07:30:00+01:00", "2026-10-01T07:30:00+01:00", Sending::nothing, "this round has been"},
        {"2026-09-28T12:00:00+01:00", "2026-10-01T22:00:00+01:00", Sending::digests, "nothing ran for days"},
        {"", "2026-10-01T09:00:00+01:00", Sending::digests, "the first sweep ever"},
        {"", "2026-10-01T05:00:00+01:00", Sending::nothing, "the first sweep ever, before the hour"},
        {"2026-09-30T23:59:00+01:00", "2026-10-01T00:10:00+01:00", Sending::nothing,
         "a new day by civil time, the old one by UTC"},
    };
    for (const auto& row : cases)
        check(row);
}

TEST(Sending, BetweenRoundsOnlyWhatIsCriticalGoesAndOnlyWithinWorkingHours) {
    const auto* const round = "2026-10-01T07:30:00+01:00";
    const SendingCase cases[]{
        {round, "2026-10-01T07:59:59+01:00", Sending::nothing, "work has not begun"},
        {round, "2026-10-01T08:00:00+01:00", Sending::critical_only, "it begins"},
        {round, "2026-10-01T17:59:59+01:00", Sending::critical_only, "the last second of work"},
        {round, "2026-10-01T18:00:00+01:00", Sending::nothing, "work is over"},
        {round, "2026-10-01T23:30:00+01:00", Sending::nothing, "at night"},
    };
    for (const auto& row : cases)
        check(row);
}

TEST(Sending, NothingGoesOnADayThatIsNoWorkingDay) {
    const SendingCase cases[]{
        {"2026-10-02T18:00:00+01:00", "2026-10-03T10:00:00+01:00", Sending::nothing, "Saturday"},
        {"2026-10-03T00:00:00+01:00", "2026-10-04T10:00:00+01:00", Sending::nothing, "Sunday"},
        {"2026-10-04T00:00:00+01:00", "2026-10-05T07:30:00+01:00", Sending::digests, "Monday"},
        {"2026-12-24T18:00:00+01:00", "2026-12-25T10:00:00+01:00", Sending::nothing, "Christmas Day, a Friday"},
        {"2026-12-27T00:00:00+01:00", "2026-12-28T10:00:00+01:00", Sending::nothing,
         "a Monday that stands for Boxing Day"},
        {"2026-12-28T00:00:00+01:00", "2026-12-29T10:00:00+01:00", Sending::digests, "the first day back"},
        {"", "2026-10-03T10:00:00+01:00", Sending::nothing, "the first sweep ever, on a Saturday"},
    };
    for (const auto& row : cases)
        check(row);
}

TEST(Sending, ADigestHourAfterWorkLeavesWhatIsCriticalToItsHours) {
    auto settings = early_digests();
    settings.alerts.digest_at = 19 * 60;
    const fakes::FakeClock clock;
    const auto last = *parse_instant("2026-10-01T00:00:00+01:00");
    EXPECT_EQ(sending_at(*parse_instant("2026-10-01T09:00:00+01:00"), last, clock, settings), Sending::critical_only);
    EXPECT_EQ(sending_at(*parse_instant("2026-10-01T18:30:00+01:00"), last, clock, settings), Sending::nothing);
    EXPECT_EQ(sending_at(*parse_instant("2026-10-01T19:00:00+01:00"), last, clock, settings), Sending::digests);
}

}  // namespace
}  // namespace contractwatch
