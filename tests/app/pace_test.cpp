// How many messages may be begun in a minute.
#include "app/pace.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant start = *parse_instant("2026-10-01T08:00:00Z");

TEST(Pace, AllowsThatManyInAMinute) {
    Pace pace{3};
    EXPECT_EQ(pace.allowed(start), 3);
    pace.begin(start);
    pace.begin(start + seconds{1});
    EXPECT_EQ(pace.allowed(start + seconds{1}), 1);
    pace.begin(start + seconds{2});
    EXPECT_EQ(pace.allowed(start + seconds{2}), 0);
}

TEST(Pace, GivesEachPlaceBackAMinuteAfterItWasTaken) {
    Pace pace{2};
    pace.begin(start);
    pace.begin(start + seconds{20});
    EXPECT_EQ(pace.allowed(start + minutes{1} - milliseconds{1}), 0) << "the first is not a minute old";
    EXPECT_EQ(pace.allowed(start + minutes{1}), 1);
    EXPECT_EQ(pace.allowed(start + seconds{79}), 1) << "the second began at 20 seconds";
    EXPECT_EQ(pace.allowed(start + seconds{80}), 2);
}

TEST(Pace, NeverExceedsItsNumberInAnyMinuteHoweverOftenItIsAsked) {
    Pace pace{5};
    std::vector<Instant> begun;
    for (auto now = start; now < start + minutes{5}; now += seconds{1}) {
        for (int left = pace.allowed(now); left > 0; --left) {
            pace.begin(now);
            begun.push_back(now);
        }
    }
    ASSERT_EQ(begun.size(), 25U) << "five at once, then five a minute later, five times";
    for (std::size_t at = 5; at < begun.size(); ++at)
        EXPECT_GE(begun[at] - begun[at - 5], minutes{1}) << at;
}

TEST(Pace, OfNoughtIsNone) {
    Pace pace{0};
    for (int at = 0; at < 10'000; ++at)
        pace.begin(start);
    EXPECT_GT(pace.allowed(start), 10'000);
}

}  // namespace
}  // namespace contractwatch
