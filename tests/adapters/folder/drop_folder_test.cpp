// A real folder, and what people drop into it.
#include "adapters/folder/drop_folder.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class DropFolderOnDisk : public testing::Test {
  protected:
    void write(const std::filesystem::path& name, const std::string& text) const {
        std::ofstream{root / name, std::ios::binary} << text;
    }
    std::string text_in(const std::filesystem::path& name) const {
        std::ifstream file{root / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    FolderOnDisk open() const { return std::move(FolderOnDisk::open(root).value()); }
    static std::vector<std::string> names(const FolderLook& look) {
        std::vector<std::string> names;
        for (const auto& file : look.files)
            names.push_back(file.name);
        return names;
    }
    static TakenFile take_only(FolderOnDisk& folder) { return folder.take(folder.look().value().files.at(0)).value(); }

    const GivenFolder given_;
    const std::filesystem::path& root = given_.path();
};

TEST_F(DropFolderOnDisk, IsRefusedWhereItIsMissing) {
    const auto folder = FolderOnDisk::open(root / "nowhere");
    ASSERT_FALSE(folder.ok());
    EXPECT_EQ(folder.error().code, ErrorCode::not_found);
    EXPECT_THAT(folder.error().message, HasSubstr("does not exist"));
}

TEST_F(DropFolderOnDisk, SeesPlainFilesAndLeavesUnfinishedOnesAlone) {
    auto folder = open();
    for (const auto* name : {"b.csv", "a.xlsx", ".hidden.csv", "c.csv.tmp", "d.part", "E.FILEPART"})
        write(name, "x");
    std::filesystem::create_directory(root / "older");
    write("older/f.csv", "x");
    const auto look = folder.look().value();
    EXPECT_THAT(names(look), ElementsAre("a.xlsx", "b.csv"));
    EXPECT_THAT(look.passed_over, IsEmpty());
}

TEST_F(DropFolderOnDisk, SaysWhyItPassesOverLinksAndPipes) {
    auto folder = open();
    write("a.csv", "x");
    std::filesystem::create_hard_link(root / "a.csv", root / ".other name");
    std::filesystem::create_symlink("/etc/passwd", root / "link.csv");
    ASSERT_EQ(::mkfifo((root / "pipe.csv").c_str(), 0600), 0);
    write("two\nlines.csv", "x");
    const auto look = folder.look().value();
    EXPECT_THAT(look.files, IsEmpty());
    EXPECT_THAT(look.passed_over,
                ElementsAre(HasSubstr("a.csv has a second name"), HasSubstr("link.csv is a symbolic link"),
                            HasSubstr("pipe.csv is no plain file"), HasSubstr("characters in its name")));
}

TEST_F(DropFolderOnDisk, TakesAFileIntoAFolderOfItsOwn) {
    auto folder = open();
    write("invoices.csv", "rows");
    const auto taken = take_only(folder);
    EXPECT_EQ(taken.name, "invoices.csv");
    EXPECT_EQ(taken.path, root / "taking/invoices.csv");
    EXPECT_EQ(text_in("taking/invoices.csv"), "rows");
    EXPECT_FALSE(std::filesystem::exists(root / "invoices.csv"));
    EXPECT_EQ(std::filesystem::status(root / "taking").permissions(), std::filesystem::perms::owner_all);
}

TEST_F(DropFolderOnDisk, DoesNotTakeAFileThatMovedSinceItWasSeen) {
    auto folder = open();
    write("invoices.csv", "rows");
    const auto seen = folder.look().value().files.at(0);
    write("invoices.csv", "more rows");
    EXPECT_EQ(folder.take(seen).error().code, ErrorCode::conflict);
    std::filesystem::remove(root / "invoices.csv");
    std::filesystem::create_symlink("/etc/passwd", root / "invoices.csv");
    EXPECT_EQ(folder.take(seen).error().code, ErrorCode::conflict);
    std::filesystem::remove(root / "invoices.csv");
    EXPECT_EQ(folder.take(seen).error().code, ErrorCode::conflict);
    EXPECT_THAT(folder.unfinished().value(), IsEmpty());
}

TEST_F(DropFolderOnDisk, KeepsASecondFileOfOneNameWaiting) {
    auto folder = open();
    write("invoices.csv", "first");
    take_only(folder);
    write("invoices.csv", "second");
    const auto second = folder.take(folder.look().value().files.at(0));
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(text_in("taking/invoices.csv"), "first");
    EXPECT_EQ(text_in("invoices.csv"), "second");
}

TEST_F(DropFolderOnDisk, FinishesIntoTheYearWithTheListOfRejectedRows) {
    auto folder = open();
    write("invoices.csv", "rows");
    const auto taken = take_only(folder);
    write("taking/invoices.csv.rejected.csv", "bad rows");
    EXPECT_EQ(folder.finish(taken, 2026).value(), root / "processed/2026/invoices.csv");
    EXPECT_EQ(text_in("processed/2026/invoices.csv"), "rows");
    EXPECT_EQ(text_in("processed/2026/invoices.csv.rejected.csv"), "bad rows");
    EXPECT_TRUE(std::filesystem::is_empty(root / "taking"));
}

TEST_F(DropFolderOnDisk, NumbersANameThatIsThereAlready) {
    auto folder = open();
    for (const auto* text : {"first", "second", "third"}) {
        write("invoices.csv", text);
        EXPECT_TRUE(folder.finish(take_only(folder), 2026).ok());
    }
    EXPECT_EQ(text_in("processed/2026/invoices.csv"), "first");
    EXPECT_EQ(text_in("processed/2026/invoices-2.csv"), "second");
    EXPECT_EQ(text_in("processed/2026/invoices-3.csv"), "third");
}

TEST_F(DropFolderOnDisk, RefusesWithTheReasonsBeside) {
    auto folder = open();
    write("invoices.csv", "<html>");
    EXPECT_EQ(folder.refuse(take_only(folder), "it is a web page").value(), root / "refused/invoices.csv");
    EXPECT_EQ(text_in("refused/invoices.csv"), "<html>");
    EXPECT_EQ(text_in("refused/invoices.csv.reasons.txt"), "it is a web page\n");
    write("invoices.csv", "<html>");
    EXPECT_EQ(folder.refuse(take_only(folder), "again").value(), root / "refused/invoices-2.csv");
    EXPECT_EQ(text_in("refused/invoices-2.csv.reasons.txt"), "again\n");
}

TEST_F(DropFolderOnDisk, DoesNotFollowASubFolderThatIsALink) {
    auto folder = open();
    std::filesystem::create_directory(root / "elsewhere");
    std::filesystem::create_symlink(root / "elsewhere", root / "refused");
    write("invoices.csv", "x");
    const auto taken = take_only(folder);
    EXPECT_FALSE(folder.refuse(taken, "reasons").ok());
    EXPECT_TRUE(std::filesystem::is_empty(root / "elsewhere"));
    EXPECT_EQ(text_in("taking/invoices.csv"), "x") << "nothing is lost";
}

TEST_F(DropFolderOnDisk, OffersAgainWhatWasTakenWhenTheServiceDied) {
    {
        auto folder = open();
        write("invoices.csv", "rows");
        take_only(folder);
        write("taking/invoices.csv.rejected.csv", "of the first try");
        write("taking/invoices.csv.rejected.csv.part", "half of a list");
    }
    auto folder = open();
    const auto left = folder.unfinished().value();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].name, "invoices.csv");
    EXPECT_TRUE(folder.finish(left[0], 2026).ok());
}

}  // namespace
}  // namespace contractwatch
