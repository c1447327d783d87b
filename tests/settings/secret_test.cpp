// Secrets come from closed files or from the service manager.
#include "settings/secret.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

namespace contractwatch {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class Secret : public testing::Test {
  protected:
    std::string written(const std::string& name, const std::string& text, fs::perms permissions) {
        const auto path = (folder_ / name).string();
        std::ofstream{path, std::ios::binary} << text;
        fs::permissions(path, permissions);
        return path;
    }

    void SetUp() override { fs::create_directories(folder_); }
    void TearDown() override { fs::remove_all(folder_); }

    const fs::path folder_ =
        fs::path{testing::TempDir()} /
        ("contractwatch-secret-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
    const fs::perms closed_ = fs::perms::owner_read | fs::perms::owner_write;
};

TEST_F(Secret, IsTheFilesLineWithoutItsEnd) {
    EXPECT_EQ(*read_secret({written("p", "top secret\r\n", closed_), ""}, ""), "top secret");
    EXPECT_EQ(*read_secret({written("g", "shared", closed_ | fs::perms::group_read), ""}, ""), "shared");
}

TEST_F(Secret, InAFileOpenToOthersIsRefused) {
    const auto path = written("p", "x", closed_ | fs::perms::others_read);
    const auto secret = read_secret({path, ""}, "");
    ASSERT_FALSE(secret.ok());
    EXPECT_EQ(secret.error().message, path + " is open to other users; close it with: chmod o= " + path);
}

TEST_F(Secret, ThatIsNoneIsSaidToBe) {
    EXPECT_THAT(read_secret({written("e", "\n", closed_), ""}, "").error().message, HasSubstr("is empty"));
    EXPECT_THAT(read_secret({written("t", "a\nb\n", closed_), ""}, "").error().message,
                HasSubstr("more than one line"));
    EXPECT_THAT(read_secret({(folder_ / "none").string(), ""}, "").error().message, HasSubstr("cannot be found"));
    EXPECT_THAT(read_secret({folder_.string(), ""}, "").error().message, HasSubstr("not a plain file"));
}

TEST_F(Secret, ComesFromTheServiceManagerByName) {
    written("smtp_password", "from systemd\n", closed_);
    EXPECT_EQ(*read_secret({"", "smtp_password"}, folder_.string()), "from systemd");
    EXPECT_THAT(read_secret({"", "smtp_password"}, "").error().message, HasSubstr("LoadCredential=smtp_password:"));
}

}  // namespace
}  // namespace contractwatch
