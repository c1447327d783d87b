// Names of accounts, and becoming the one that owns the record.
#include "adapters/system/accounts.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
constexpr uid_t nobody = 65534;

TEST(Accounts, UserHasANameOrANumber) {
    EXPECT_EQ(name_of_user(0), "root");
    EXPECT_EQ(name_of_user(nobody), "nobody");
    EXPECT_EQ(name_of_user(4'000'000'001), "uid 4000000001");
    EXPECT_EQ(current_user(), name_of_user(geteuid()));
}

/// The user that a process of its own is after becoming the folder's owner; -1 where it could not.
int owner_become(const fs::path& folder) {
    int tell[2];
    if (pipe(tell) != 0) return -1;
    const auto child = fork();
    if (child == 0) {
        const int user = become_owner_of(folder).ok() ? static_cast<int>(geteuid()) : -1;
        [[maybe_unused]] const auto told = write(tell[1], &user, sizeof user);
        _exit(0);
    }
    int user = -1;
    [[maybe_unused]] const auto got = read(tell[0], &user, sizeof user);
    waitpid(child, nullptr, 0);
    close(tell[0]);
    close(tell[1]);
    return user;
}

TEST(Accounts, RootBecomesTheOwnerOfTheFolderAndNobodyElseIfRootOwnsIt) {
    ASSERT_EQ(geteuid(), 0U) << "this test must run as root: it becomes another Unix user";
    const GivenFolder given;
    const auto& folder = given.path();
    EXPECT_EQ(owner_become(folder), 0);
    ASSERT_EQ(chown(folder.c_str(), nobody, nobody), 0);
    EXPECT_EQ(owner_become(folder), static_cast<int>(nobody));
}

}  // namespace
}  // namespace contractwatch
