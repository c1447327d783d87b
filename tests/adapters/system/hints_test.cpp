// The kernel's hints. A step of the clock itself cannot be made here; that the hint waits quietly can be seen.
#include "adapters/system/hints.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;

bool readable(int file) {
    pollfd wanted{file, POLLIN, 0};
    return poll(&wanted, 1, 0) == 1;
}

TEST(Hints, FolderHintComesWithAFileAndIsForgottenWhenTaken) {
    const GivenFolder given;
    const auto& folder = given.path();
    auto hint = FolderHint::open(folder);
    ASSERT_TRUE(hint.ok()) << hint.error().message;
    EXPECT_FALSE(readable(hint->file()));
    EXPECT_FALSE(hint->take());
    std::ofstream{folder / "a.csv"} << "text";
    EXPECT_TRUE(readable(hint->file()));
    EXPECT_TRUE(hint->take());
    EXPECT_FALSE(readable(hint->file()));
    fs::create_hard_link(folder / "a.csv", folder / "b.csv");
    EXPECT_TRUE(hint->take()) << "an upload that ends with a link";
}

TEST(Hints, FolderThatIsNotThereCannotBeWatched) {
    EXPECT_FALSE(FolderHint::open("/not/there").ok());
}

TEST(Hints, ClockStepHintIsQuietWhileNobodySetsTheClock) {
    auto hint = ClockStepHint::open();
    ASSERT_TRUE(hint.ok()) << hint.error().message;
    EXPECT_FALSE(readable(hint->file()));
    EXPECT_FALSE(hint->take());
}

}  // namespace
}  // namespace contractwatch
