// backup and restore, as somebody at the keyboard meets them.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "adapters/sqlite/connection.h"
#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class BackupCommand : public SmallRegister {
  protected:
    std::string head() const { return text_in(ask({"audit", "verify"}).document(), "head"); }
    void take_in_another() const { take_in("people", "email,name\nlate@westhaven.example,Late Comer\n"); }
};

TEST_F(BackupCommand, MakesACopyThatVerifiesAndSaysWhatItIs) {
    const auto said = ask({"backup", path("copy.db")});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(text_in(said.document(), "head"), head());
    EXPECT_EQ(text_in(said.document(), "file"), path("copy.db"));
    EXPECT_EQ(text_in(said.document(), "sha256").size(), 64U);
    EXPECT_EQ(said.document().at("bytes").as_int64(),
              static_cast<std::int64_t>(std::filesystem::file_size(path("copy.db"))));
    const auto verified =
        call_bare({"audit", "verify", "--database", path("copy.db"), "--settings", path("settings.toml")});
    EXPECT_EQ(verified.exit, 0) << verified.out;
    EXPECT_THAT(call({"backup", path("other.db")}).out, HasSubstr("checked"));
    EXPECT_EQ(call({"backup", path("third.db"), "--quiet"}).out, "");
}

TEST_F(BackupCommand, NeverTakesThePlaceOfAFile) {
    write("mine.txt", "minutes");
    const auto said = call({"backup", path("mine.txt")});
    EXPECT_EQ(said.exit, 3);
    EXPECT_THAT(said.err, HasSubstr("exists already"));
    EXPECT_EQ(std::filesystem::file_size(path("mine.txt")), 7U);
    EXPECT_EQ(call({"backup", path("record.db")}).exit, 3);
    EXPECT_EQ(ask({"audit", "verify"}).exit, 0);
}

TEST_F(BackupCommand, SaysWhatIsMissing) {
    EXPECT_THAT(call({"backup", path("nowhere/copy.db")}).err, HasSubstr("there is no such folder for the copy"));
    EXPECT_THAT(call_bare({"backup", path("copy.db"), "--database", path("no.db")}).err,
                HasSubstr("there is no record yet"));
    EXPECT_EQ(call({"backup"}).exit, 2);
    EXPECT_EQ(call({"restore"}).exit, 2);
    EXPECT_THAT(call({"restore", path("missing.db")}).err, HasSubstr("the copy cannot be read"));
    EXPECT_THAT(call({"restore", path(".")}).err, HasSubstr("plain file"));
}

TEST_F(BackupCommand, RestoreGoesBackAndKeepsWhatItReplaced) {
    ASSERT_EQ(call({"backup", path("copy.db")}).exit, 0);
    const auto before = head();
    take_in_another();
    const auto after = head();
    ::chmod(path("record.db").c_str(), 0600);

    const auto refused = call({"restore", path("copy.db")});
    EXPECT_EQ(refused.exit, 3);
    EXPECT_THAT(refused.err, HasSubstr("has 1 later entry, up to entry 9, that would no longer be in it"));
    EXPECT_THAT(refused.err, HasSubstr("--accept-loss"));
    EXPECT_EQ(head(), after);

    const auto said = ask({"restore", path("copy.db"), "--accept-loss"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto document = said.document();
    EXPECT_EQ(text_in(document, "head"), before);
    EXPECT_EQ(text_in(document, "replaced_head"), after);
    EXPECT_EQ(text_in(document, "lost_entries"), "1");
    EXPECT_EQ(text_in(document, "entry"), "9");
    const auto kept = text_in(document, "kept_as");
    EXPECT_THAT(kept, StartsWith(path("record.db.replaced-20261001T080000Z")));
    EXPECT_EQ(text_in(call_bare({"audit", "verify", "--json", "--database", kept}).document(), "head"), after);
    EXPECT_EQ(std::filesystem::status(path("record.db")).permissions(), std::filesystem::perms{0600});

    const auto last = ask({"audit", "tail", "-n", "1"}).list().front();
    EXPECT_EQ(text_in(last, "what"), "restored");
    EXPECT_EQ(text_in(last, "subject"), "copy.db");
    EXPECT_EQ(text_in(last.at("detail"), "from_head"), before);
    EXPECT_EQ(text_in(last.at("detail"), "replaced_head"), after);
    EXPECT_EQ(text_in(last.at("detail"), "sha256"), text_in(document, "sha256"));
    EXPECT_EQ(ask({"audit", "verify"}).exit, 0);
}

TEST_F(BackupCommand, RestoreOfWhatIsCompleteAsksForNothing) {
    ASSERT_EQ(call({"backup", path("copy.db")}).exit, 0);
    const auto said = call({"restore", path("copy.db")});
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.out, HasSubstr("no longer in it: 0 entries"));
}

TEST_F(BackupCommand, RestoreMakesARecordWhereThereIsNone) {
    ASSERT_EQ(call({"backup", path("copy.db")}).exit, 0);
    const auto said =
        call_bare({"restore", path("copy.db"), "--json", "--database", path("new.db"), "--now", "2026-10-01"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_TRUE(said.document().at("kept_as").is_null());
    EXPECT_TRUE(said.document().at("replaced_head").is_null());
    EXPECT_EQ(call_bare({"audit", "verify", "--database", path("new.db")}).exit, 0);
}

TEST_F(BackupCommand, RestoreRefusesACopyThatWasAltered) {
    ASSERT_EQ(call({"backup", path("copy.db")}).exit, 0);
    const auto before = head();
    ::chmod(path("copy.db").c_str(), 0640);
    {
        auto opened = sqlite::Connection::open(path("copy.db"), sqlite::Access::read_write);
        ASSERT_TRUE(opened);
        (*opened)->execute("DROP TRIGGER people_never_updated; UPDATE people SET name = 'Somebody' WHERE id = 1;");
    }
    const auto said = call({"restore", path("copy.db"), "--accept-loss"});
    EXPECT_EQ(said.exit, 3);
    EXPECT_THAT(said.err, HasSubstr("copy.db: the copy is damaged or was altered, and nothing was changed: the trigger "
                                    "people_never_updated is missing"));
    EXPECT_EQ(head(), before);
    write("words.db", "no database at all, but some hundred bytes of words about one");
    EXPECT_THAT(call({"restore", path("words.db"), "--accept-loss"}).err, HasSubstr("words.db"));
    EXPECT_EQ(head(), before);
}

TEST_F(BackupCommand, RestoreRefusesAFileThatIsNotWholeByItself) {
    ASSERT_EQ(call({"backup", path("copy.db")}).exit, 0);
    write("copy.db-wal", "frames");
    const auto said = call({"restore", path("copy.db")});
    EXPECT_EQ(said.exit, 3);
    EXPECT_THAT(said.err, HasSubstr("is not whole by itself"));
}

TEST_F(BackupCommand, RestoreTellsAnotherCouncilsRecordApart) {
    ASSERT_EQ(
        call_bare({"import", "people", path("people.csv"), "--database", path("other.db"), "--now", "2026-09-30"}).exit,
        0);
    ASSERT_EQ(call_bare({"backup", path("copy.db"), "--database", path("other.db")}).exit, 0);
    const auto said = call({"restore", path("copy.db")});
    EXPECT_EQ(said.exit, 3);
    EXPECT_THAT(said.err, HasSubstr("is a copy of another record than"));
}

}  // namespace
}  // namespace contractwatch::testing
