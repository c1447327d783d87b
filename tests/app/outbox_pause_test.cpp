// When a message is tried again: the schedule of the retries and how far each moves.
#include <set>

#include <gtest/gtest.h>

#include "app/outbox.h"

namespace contractwatch {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

struct PauseCase {
    int attempt;
    int minutes;
    const char* because;
};

const PauseCase usual_pauses[]{
    {1, 1, "a server that is busy is often free a minute later"},
    {2, 5, "greylisting"},
    {3, 15, "the third"},
    {4, 30, "the fourth"},
    {5, 60, "the fifth"},
    {6, 120, "the sixth"},
    {7, 240, "the last of the list"},
    {8, 240, "the last one repeats"},
    {30, 240, "and goes on repeating"},
    {0, 1, "no attempt yet counts as the first"},
};

TEST(OutboxPause, GrowsByTheScheduleAndItsLastStepRepeats) {
    for (const auto& row : usual_pauses) {
        const milliseconds whole = minutes{row.minutes};
        for (MessageNumber message = 1; message <= 500; ++message) {
            const auto pause = pause_after(row.attempt, message, RetryPolicy{});
            ASSERT_GE(pause, whole * 8 / 10) << row.because << ", message " << message;
            ASSERT_LE(pause, whole * 12 / 10) << row.because << ", message " << message;
        }
    }
}

TEST(OutboxPause, IsTheSameForTheSameMessageAndAttempt) {
    for (int attempt = 1; attempt < 10; ++attempt)
        EXPECT_EQ(pause_after(attempt, 4711, RetryPolicy{}), pause_after(attempt, 4711, RetryPolicy{}));
}

TEST(OutboxPause, SpreadsMessagesOverTheWholeFifth) {
    std::set<milliseconds> pauses;
    for (MessageNumber message = 1; message <= 500; ++message)
        pauses.insert(pause_after(7, message, RetryPolicy{}));
    EXPECT_GT(pauses.size(), 200U) << "a thousand deferred at once do not come back at once";
    EXPECT_LT(*pauses.begin(), minutes{200}) << "some come nearly a fifth earlier than 240 minutes";
    EXPECT_GT(*pauses.rbegin(), minutes{280}) << "and some nearly a fifth later";
}

TEST(OutboxPause, MovesAMessageDifferentlyAtEachAttempt) {
    std::set<milliseconds> pauses;
    for (int attempt = 7; attempt < 27; ++attempt)
        pauses.insert(pause_after(attempt, 1, RetryPolicy{}));
    EXPECT_GT(pauses.size(), 15U) << "two messages that meet once do not meet each time";
}

TEST(OutboxPause, FollowsTheScheduleThatIsSet) {
    const RetryPolicy twice{{10, 20}, 1};
    EXPECT_LE(pause_after(1, 1, twice), minutes{12});
    EXPECT_GE(pause_after(2, 1, twice), minutes{16});
    EXPECT_LE(pause_after(9, 1, twice), minutes{24});
}

}  // namespace
}  // namespace contractwatch
