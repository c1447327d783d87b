// The ballast beside a record, with real blocks.
#include "adapters/system/disk_of_record.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/system/temporary_folder.h"

namespace contractwatch {
namespace {

class BallastOfRecord : public ::testing::Test {
  protected:
    std::int64_t blocks() const {
        struct stat status {};
        return ::stat((database + ".ballast").c_str(), &status) == 0 ? status.st_blocks * 512 : -1;
    }

    TemporaryFolder folder = TemporaryFolder::make().value();
    std::string database = folder.path() + "/record.db";
};

TEST_F(BallastOfRecord, TakesItsRoomAndGivesItBack) {
    DiskOfRecord disk{database, 1 << 20};
    EXPECT_TRUE(disk.take_ballast());
    EXPECT_GE(blocks(), 1 << 20);
    EXPECT_TRUE(disk.take_ballast()) << "it is there";
    disk.throw_off_ballast();
    EXPECT_EQ(blocks(), -1);
}

TEST_F(BallastOfRecord, HasTheSizeThatIsAskedForNow) {
    EXPECT_TRUE((DiskOfRecord{database, 1 << 20}.take_ballast()));
    EXPECT_TRUE((DiskOfRecord{database, 2 << 20}.take_ballast()));
    EXPECT_GE(blocks(), 2 << 20);
    EXPECT_TRUE((DiskOfRecord{database, 0}.take_ballast()));
    EXPECT_EQ(blocks(), -1);
}

TEST_F(BallastOfRecord, IsNotThereWhereThereIsNoRoom) {
    EXPECT_FALSE((DiskOfRecord{database, std::int64_t{1} << 60}.take_ballast()));
    EXPECT_EQ(blocks(), -1);
}

TEST_F(BallastOfRecord, TheDisksRoomIsKnown) {
    const auto free = DiskOfRecord{database, 0}.free_bytes();
    ASSERT_TRUE(free.has_value());
    EXPECT_GT(*free, 0);
    EXPECT_FALSE((DiskOfRecord{"/nowhere/record.db", 0}.free_bytes()));
}

}  // namespace
}  // namespace contractwatch
