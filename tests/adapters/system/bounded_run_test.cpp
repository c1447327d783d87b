// Another program, run to its end and no longer than it may take.
#include "adapters/system/bounded_run.h"

#include <gmock/gmock.h>

namespace contractwatch {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using ::testing::HasSubstr;

TEST(BoundedRun, GivesTheExitCode) {
    EXPECT_EQ(run_at_most(minutes{1}, {"/bin/sh", "-c", "exit 0"}).value(), 0);
    EXPECT_EQ(run_at_most(minutes{1}, {"/bin/sh", "-c", "exit 7"}).value(), 7);
    EXPECT_EQ(run_at_most(minutes{1}, {"/bin/sh", "-c", "kill -9 $$"}).value(), 137);
}

TEST(BoundedRun, SaysWhatCannotBeRun) {
    const auto ran = run_at_most(minutes{1}, {"/no/such/program"});
    ASSERT_FALSE(ran.ok());
    EXPECT_THAT(ran.error().message, HasSubstr("/no/such/program could not be run"));
}

TEST(BoundedRun, KillsWhatTakesTooLong) {
    const auto ran = run_at_most(milliseconds{50}, {"/bin/sleep", "600"});
    ASSERT_FALSE(ran.ok());
    EXPECT_EQ(ran.error().message, "/bin/sleep took longer than 1 second and was killed");
}

}  // namespace
}  // namespace contractwatch
