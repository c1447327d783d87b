// Files named for days: free names, what is kept, and what is left alone.
#include "adapters/folder/dated_files.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <stdlib.h>

#include "adapters/folder/staged_file.h"
#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class FolderOfDatedFiles : public testing::Test {
  protected:
    void write(const std::string& name) const { std::ofstream{folder_ / name} << name; }
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& each : fs::directory_iterator{folder_})
            found.insert(each.path().filename().string());
        return found;
    }

    const GivenFolder given_;
    const fs::path& folder_ = given_.path();
    const Date day_ = Date::parse("2026-11-23").value();
};

TEST_F(FolderOfDatedFiles, GivesEachDayItsFirstFreeName) {
    const DatedFiles copies{folder_, "contractwatch-", DayForm::dashed};
    EXPECT_EQ(copies.free_place(day_).value(), folder_ / "contractwatch-2026-11-23.db");
    write("contractwatch-2026-11-23.db");
    EXPECT_EQ(copies.free_place(day_).value(), folder_ / "contractwatch-2026-11-23-2.db");
    write("contractwatch-2026-11-23-2.db");
    EXPECT_EQ(copies.free_place(day_).value(), folder_ / "contractwatch-2026-11-23-3.db");
    const DatedFiles shown{folder_, "log-", DayForm::plain};
    EXPECT_EQ(shown.free_place(day_).value(), folder_ / "log-20261123.db");
}

TEST_F(FolderOfDatedFiles, SaysWhatIsWrongWithItsFolder) {
    const DatedFiles copies{folder_ / "missing", "log-", DayForm::plain};
    EXPECT_THAT(copies.free_place(day_).error().message, HasSubstr("missing cannot be used for copies"));
    EXPECT_THAT(copies.remove_beyond(1).failure, HasSubstr("missing cannot be used for copies"));
}

TEST_F(FolderOfDatedFiles, KeepsTheNewestByDayAndNumber) {
    for (const auto* name :
         {"log-20261122.db", "log-20261123.db", "log-20261123-10.db", "log-20261123-9.db", "log-20251231.db"})
        write(name);
    const auto removal = DatedFiles{folder_, "log-", DayForm::plain}.remove_beyond(2);
    EXPECT_THAT(removal.removed,
                ElementsAre(EndsWith("log-20251231.db"), EndsWith("log-20261122.db"), EndsWith("log-20261123.db")));
    EXPECT_EQ(removal.failure, "");
    EXPECT_THAT(names(), ElementsAre("log-20261123-10.db", "log-20261123-9.db"));
}

TEST_F(FolderOfDatedFiles, LeavesWhatIsNamedOtherwise) {
    const std::set<std::string> others{"log-20260230.db",    "log-2026-11-23.db", "log-20261123-1.db",
                                       "log-20261123-02.db", "log-20261123-x.db", "log-20261123.dbx",
                                       "log-20261123",       "log-.db",           "xlog-20261123.db",
                                       "log-20261123-.db",   "LOG-20261123.db",   "log-020261123.db"};
    for (const auto& name : others)
        write(name);
    EXPECT_THAT(DatedFiles(folder_, "log-", DayForm::plain).remove_beyond(0).removed, IsEmpty());
    EXPECT_EQ(names(), others);
}

TEST_F(FolderOfDatedFiles, RemovesWhatAKilledProcessLeft) {
    const std::set<std::string> others{".log-20261123.db.tmp", ".log-20261123.db.x.tmp", "log-20261123.db.7.tmp",
                                       ".other.db.7.tmp", ".log-20261123.db.7.tmp.old"};
    for (const auto& name : others)
        write(name);
    for (const auto* name : {".log-20261123.db.7.tmp", ".log-20261123-2.db.12345.tmp-journal"})
        write(name);
    DatedFiles(folder_, "log-", DayForm::plain).remove_left_over();
    EXPECT_EQ(names(), others);
}

TEST_F(FolderOfDatedFiles, HoldsNothingHalfWritten) {
    const auto place = (folder_ / "log-20261123.db").string();
    write("source");
    {
        const StagedFile lost{place};
        ASSERT_TRUE(lost.fill_from((folder_ / "source").string()).ok());
        EXPECT_FALSE(fs::exists(place));
    }
    EXPECT_THAT(names(), ElementsAre("source")) << "gone unless it was given its name";
    const StagedFile staged{place};
    ASSERT_TRUE(staged.fill_from((folder_ / "source").string()).ok());
    ASSERT_TRUE(staged.seal(0440).ok());
    ASSERT_TRUE(staged.appear().ok());
    EXPECT_EQ(fs::status(place).permissions(), fs::perms{0440});
    const StagedFile second{place};
    ASSERT_TRUE(second.fill_from((folder_ / "source").string()).ok());
    EXPECT_THAT(second.appear().error().message, HasSubstr("exists already"));
    EXPECT_TRUE(second.replace().ok());
    EXPECT_THAT(names(), ElementsAre("log-20261123.db", "source"));
}

}  // namespace
}  // namespace contractwatch
