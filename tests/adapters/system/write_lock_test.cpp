// One writer at a time, and everybody can see who.
#include "adapters/system/write_lock.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/magic.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class WriterLocks : public testing::Test {
  protected:
    const GivenFolder given_;
    const fs::path& folder_ = given_.path();
    const fs::path database_ = folder_ / "record.db";
};

TEST_F(WriterLocks, HolderIsSeenWithItsProcessAndSocket) {
    EXPECT_FALSE(lock_holder(database_).has_value()) << "nobody yet";
    {
        const auto lock = WriterLock::take(database_, Writer::service, "/run/contractwatch/control");
        ASSERT_TRUE(lock.ok()) << lock.error().message;
        const auto holder = lock_holder(database_);
        ASSERT_TRUE(holder.has_value());
        EXPECT_EQ(holder->process, getpid());
        EXPECT_EQ(holder->writer, Writer::service);
        EXPECT_EQ(holder->socket, "/run/contractwatch/control");
    }
    EXPECT_TRUE(fs::exists(folder_ / "record.db.lock"));
    EXPECT_FALSE(lock_holder(database_).has_value()) << "a file without a lock is nobody";
}

TEST_F(WriterLocks, SecondWriterIsToldWhoTheFirstIs) {
    const auto lock = WriterLock::take(database_, Writer::service);
    ASSERT_TRUE(lock.ok());
    const auto second = WriterLock::take(database_, Writer::command);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_THAT(second.error().message, HasSubstr("the service (process " + std::to_string(getpid()) + ")"));
    EXPECT_EQ(lock_holder(database_)->writer, Writer::service) << "the attempt changed nothing";
}

TEST_F(WriterLocks, LinkToARecordLeadsToTheSameLock) {
    std::ofstream{database_} << "record";
    fs::create_symlink(database_, folder_ / "other.db");
    const auto lock = WriterLock::take(database_, Writer::command);
    ASSERT_TRUE(lock.ok());
    EXPECT_FALSE(WriterLock::take(folder_ / "other.db", Writer::command).ok());
}

TEST_F(WriterLocks, LockOfAProcessThatWasKilledIsFree) {
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const auto child = fork();
    if (child == 0) {
        const auto lock = WriterLock::take(database_, Writer::command);
        [[maybe_unused]] const auto told = write(ready[1], lock.ok() ? "y" : "n", 1);
        for (;;)
            pause();
    }
    char answer = 'n';
    ASSERT_EQ(read(ready[0], &answer, 1), 1);
    ASSERT_EQ(answer, 'y');
    EXPECT_EQ(lock_holder(database_)->process, child);
    EXPECT_EQ(lock_holder(database_)->text(), "another command (process " + std::to_string(child) + ")");
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    EXPECT_FALSE(lock_holder(database_).has_value());
    EXPECT_TRUE(WriterLock::take(database_, Writer::command).ok());
    close(ready[0]);
    close(ready[1]);
}

TEST_F(WriterLocks, LockMovesWithItsObject) {
    auto lock = WriterLock::take(database_, Writer::command);
    ASSERT_TRUE(lock.ok());
    {
        const auto moved = std::move(lock).value();
        EXPECT_TRUE(lock_holder(database_).has_value());
    }
    EXPECT_FALSE(lock_holder(database_).has_value());
}

TEST_F(WriterLocks, FileIsNotForOthers) {
    const auto lock = WriterLock::take(database_, Writer::command);
    struct stat about {};
    ASSERT_EQ(stat((folder_ / "record.db.lock").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0007U, 0U);
}

TEST_F(WriterLocks, MissingFolderIsASentence) {
    const auto lock = WriterLock::take(folder_ / "none" / "record.db", Writer::command);
    ASSERT_FALSE(lock.ok());
    EXPECT_EQ(lock.error().code, ErrorCode::not_found);
}

TEST(NetworkFileSystem, IsKnownByItsNumberAndOverSshByItsMount) {
    EXPECT_EQ(network_file_system(NFS_SUPER_MAGIC, "nfs4"), "NFS");
    EXPECT_EQ(network_file_system(0xFF534D42, "cifs"), "CIFS");
    EXPECT_EQ(network_file_system(static_cast<int>(0xFE534D42), "smb3"), "SMB") << "statfs gives it with a sign";
    EXPECT_EQ(network_file_system(FUSE_SUPER_MAGIC, "fuse.sshfs"), "sshfs");
    EXPECT_EQ(network_file_system(FUSE_SUPER_MAGIC, "fuse.ntfs-3g"), "") << "a local disk";
    EXPECT_EQ(network_file_system(EXT4_SUPER_MAGIC, "ext4"), "");
    EXPECT_EQ(network_file_system(TMPFS_MAGIC, "tmpfs"), "");
}

}  // namespace
}  // namespace contractwatch
