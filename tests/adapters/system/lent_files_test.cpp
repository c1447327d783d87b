// Files of root's own, lent to the account that it is about to become.
#include "adapters/system/lent_files.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/system/accounts.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
constexpr uid_t nobody = 65534;

/// A folder that belongs to another account, and a file that root alone may read.
class LentFile : public ::testing::Test {
  protected:
    LentFile() {
        folder = place.file("record");
        fs::create_directory(folder);
        std::ofstream{own} << "email,name\n";
        chmod(own.c_str(), 0600);
        chmod(place.path().c_str(), 0755);
    }

    TemporaryFolder place = TemporaryFolder::make().value();
    fs::path folder;
    std::string own = place.file("own.csv");
};

TEST_F(LentFile, IsTheFileItselfWhereNobodyElseReadsIt) {
    EXPECT_EQ(LentFiles::to_owner_of(folder, {own}).value().paths(), std::vector{own});
}

TEST_F(LentFile, CanBeReadByTheOwnerOfTheFolderAndIsGoneAfterwards) {
    ASSERT_EQ(geteuid(), 0U) << "only root can become another account: run this test as root, as CI does";
    ASSERT_EQ(chown(folder.c_str(), nobody, nobody), 0);
    std::string copy;
    {
        const auto lent = LentFiles::to_owner_of(folder, {own});
        ASSERT_TRUE(lent.ok()) << lent.error().message;
        copy = lent->paths().front();
        const auto child = fork();
        if (child == 0) {
            std::string line;
            const bool read =
                become_owner_of(folder).ok() && std::getline(std::ifstream{copy}, line) && line == "email,name";
            _exit(read && !std::ifstream{own} ? 0 : 1);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        EXPECT_EQ(status, 0);
    }
    EXPECT_FALSE(fs::exists(copy));
}

TEST_F(LentFile, ThatIsNotThereIsSaid) {
    ASSERT_EQ(geteuid(), 0U) << "only root can become another account: run this test as root, as CI does";
    ASSERT_EQ(chown(folder.c_str(), nobody, nobody), 0);
    const auto lent = LentFiles::to_owner_of(folder, {place.file("none.csv")});
    ASSERT_FALSE(lent.ok());
    EXPECT_THAT(lent.error().message, ::testing::HasSubstr("none.csv: it could not be read"));
}

}  // namespace
}  // namespace contractwatch
