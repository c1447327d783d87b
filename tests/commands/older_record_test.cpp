// A record of an earlier form: commands that read take it as it is, one that records brings it to the present form.
#include <gmock/gmock.h>

#include "adapters/sqlite/connection.h"
#include "commands/called_program.h"

namespace contractwatch::testing {
namespace {

class OlderRecord : public CalledProgram {
  protected:
    OlderRecord() { std::filesystem::copy_file(SOURCE_DIR "/tests/data/records/version-1.db", path("record.db")); }

    /// Asked the day after its last entry.
    Said ask_then(std::vector<std::string> command) const {
        command.insert(command.end(), {"--now", "2026-12-02T09:00"});
        return ask(std::move(command));
    }
    std::int64_t version() const {
        const auto opened = sqlite::Connection::open(path("record.db"), sqlite::Access::read_only);
        return (*opened)->number("PRAGMA user_version");
    }
};

TEST_F(OlderRecord, IsReadAsItIs) {
    const std::vector<std::vector<std::string>> commands{{"findings"},
                                                         {"alerts"},
                                                         {"reviews"},
                                                         {"measures"},
                                                         {"payments"},
                                                         {"contract", "WCC-2024-019"},
                                                         {"contract", "WCC-2024-019", "--history"},
                                                         {"explain", "4"},
                                                         {"audit", "tail"},
                                                         {"audit", "verify"},
                                                         {"preview", "--from", "2026-12-02", "--to", "2026-12-04"}};
    for (const auto& command : commands) {
        const auto said = ask_then(command);
        EXPECT_EQ(said.exit, 0) << command.front() << ": " << said.err;
    }
    EXPECT_EQ(version(), 1);
    EXPECT_FALSE(std::filesystem::exists(path("record.db.before-version-2.db")));
}

TEST_F(OlderRecord, IsBroughtToThePresentFormBySomethingToRecord) {
    const auto swept = ask_then({"sweep"});
    ASSERT_EQ(swept.exit, 0) << swept.err;
    EXPECT_GT(version(), 1);
    EXPECT_TRUE(std::filesystem::exists(path("record.db.before-version-2.db")));
    const auto last = ask_then({"audit", "tail", "-n", "4"}).list();
    EXPECT_EQ(text_in(last.front(), "what"), "migrated");
    EXPECT_EQ(ask_then({"audit", "verify"}).exit, 0);
}

}  // namespace
}  // namespace contractwatch::testing
