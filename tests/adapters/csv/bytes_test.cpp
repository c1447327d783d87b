// Which files are opened at all.
#include "adapters/csv/bytes.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/csv/given_file.h"

namespace contractwatch {
namespace {

Error error_of(const std::string& path, std::int64_t most = 100) {
    const auto bytes = Bytes::open(path, most);
    return bytes ? Error{} : bytes.error();
}

TEST(Bytes, AreThoseOfAPlainFileOnly) {
    const GivenFile file{"a,b\n"};
    const auto folder = file.folder();
    std::filesystem::create_symlink(file.path(), folder / "link.csv");
    ASSERT_EQ(::mkfifo((folder / "pipe.csv").c_str(), 0600), 0);
    std::ofstream{folder / "empty.csv"};
    EXPECT_TRUE(Bytes::open(file.path(), 4).ok());
    EXPECT_EQ(error_of(folder / "missing.csv").code, ErrorCode::not_found);
    EXPECT_NE(error_of(folder / "link.csv").message.find("symbolic link"), std::string::npos);
    EXPECT_NE(error_of(folder / "pipe.csv").message.find("no plain file"), std::string::npos);
    EXPECT_NE(error_of(folder).message.find("folder"), std::string::npos);
    EXPECT_NE(error_of(folder / "empty.csv").message.find("empty"), std::string::npos);
    EXPECT_EQ(error_of(file.path(), 3).code, ErrorCode::refused) << "larger than the limit";
}

TEST(Bytes, KnowThatTheFileChanged) {
    const GivenFile file{"a,b\n"};
    const auto bytes = Bytes::open(file.path(), 100);
    ASSERT_TRUE(bytes.ok());
    EXPECT_TRUE(bytes->unchanged());
    std::ofstream{file.path(), std::ios::app} << "1,2\n";
    EXPECT_FALSE(bytes->unchanged());
}

}  // namespace
}  // namespace contractwatch
