// audit verify, audit tail and audit key; and records that cannot be read.
#include <gmock/gmock.h>

#include "adapters/sqlite/connection.h"
#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class AuditCommand : public SmallRegister {
  protected:
    void tamper(const std::string& sql) const {
        auto opened = sqlite::Connection::open(path("record.db"), sqlite::Access::read_write);
        ASSERT_TRUE(opened) << opened.error().message;
        (*opened)->execute(sql.c_str());
    }
};

TEST_F(AuditCommand, VerifiesWhatWasWritten) {
    const auto said = ask({"audit", "verify"});
    EXPECT_EQ(said.exit, 0) << said.out;
    const auto report = said.document();
    EXPECT_EQ(text_in(report, "entries"), "8") << "one for each file taken in";
    EXPECT_THAT(text_in(report, "head"), StartsWith("8:"));
    EXPECT_TRUE(report.at("verified").as_bool());
    EXPECT_TRUE(report.at("problems").as_array().empty());
}

TEST_F(AuditCommand, NamesWhatWasChanged) {
    tamper("DROP TRIGGER people_never_updated; UPDATE people SET name = 'Somebody Else' WHERE id = 1;");
    const auto said = ask({"audit", "verify"});
    EXPECT_EQ(said.exit, 1);
    const auto report = said.document();
    EXPECT_FALSE(report.at("verified").as_bool());
    bool named = false;
    for (const auto& problem : report.at("problems").as_array()) {
        EXPECT_FALSE(text_in(problem, "message").empty());
        named |=
            text_in(problem, "table") == "people" && text_in(problem, "row") == "1" && text_in(problem, "entry") == "1";
    }
    EXPECT_TRUE(named) << said.out;
    EXPECT_THAT(call({"audit", "verify", "--quiet"}).out, HasSubstr("NOT what was written"));
}

TEST_F(AuditCommand, HoldsTheLogAgainstHeadsThatWereKept) {
    const auto head = text_in(ask({"audit", "verify"}).document(), "head");
    write("kept.eml", "From: a@council.example\r\nX-Contractwatch-Log: " + head + "\r\n\r\nDear colleague\r\n");
    EXPECT_EQ(call({"audit", "verify", "--head", head, "--head", path("kept.eml")}).exit, 0);

    auto rewritten = head;
    rewritten.back() = rewritten.back() == '0' ? '1' : '0';
    const auto other = ask({"audit", "verify", "--head", head, "--head", rewritten});
    EXPECT_EQ(other.exit, 1);
    EXPECT_THAT(other.out, HasSubstr("was rewritten"));

    const auto cut_off = ask({"audit", "verify", "--head", "9" + head.substr(1)});
    EXPECT_EQ(cut_off.exit, 1) << "the log ends with entry 8";
    EXPECT_THAT(cut_off.out, HasSubstr("is not in the log"));

    EXPECT_EQ(call({"audit", "verify", "--head", "8:short"}).exit, 2);
}

TEST_F(AuditCommand, ListsTheHeadsThatItFoundInWhatWasKept) {
    const auto head = text_in(ask({"audit", "verify"}).document(), "head");
    write("kept.txt", "somebody wrote down 8:nothing and " + head + ".\n");
    const auto heads = ask({"audit", "verify", "--head", path("kept.txt"), "0:"}).document().at("heads").as_array();
    ASSERT_EQ(heads.size(), 2U);
    EXPECT_EQ(text_in(heads[0], "given"), path("kept.txt"));
    EXPECT_EQ(text_in(heads[0], "head"), head);
    EXPECT_TRUE(heads[0].at("signed_by").is_null());
    EXPECT_TRUE(heads[0].at("holds").as_bool());
    EXPECT_THAT(call({"audit", "verify", "--head", head}).out, HasSubstr("1 head, the latest of entry 8"));
}

TEST_F(AuditCommand, PrintsTheKeyThatNotesAreCheckedWith) {
    const auto none = call({"audit", "key"});
    EXPECT_EQ(none.exit, 3);
    EXPECT_THAT(none.err, HasSubstr("no key for notes has been made"));
    EXPECT_EQ(call({"sweep"}).exit, 0);
    const auto key = ask({"audit", "key"}).document();
    EXPECT_EQ(call({"audit", "key"}).out, text_in(key, "key") + "\n");
    EXPECT_EQ(text_in(key, "made_at"), "2026-10-01T08:00:00Z");
    EXPECT_TRUE(key.at("earlier").as_array().empty());

    std::filesystem::remove(path("record.db.key"));
    EXPECT_EQ(call({"sweep", "--now", "2026-10-02T09:00"}).exit, 0);
    const auto second = ask({"audit", "key", "--now", "2026-10-02T09:00"}).document();
    EXPECT_NE(text_in(second, "key"), text_in(key, "key"));
    EXPECT_EQ(each_of(second.at("earlier").as_array(), "entry"), std::vector{text_in(key, "entry")});
}

TEST_F(AuditCommand, ShowsTheLastEntries) {
    const auto entries = ask({"audit", "tail", "-n", "2"}).list();
    EXPECT_THAT(each_of(entries, "sequence"), ElementsAre("7", "8"));
    EXPECT_THAT(each_of(entries, "what"), ElementsAre("import", "import"));
    EXPECT_EQ(text_in(entries.back(), "at"), "2026-09-30T08:00:00Z") << "nine o'clock in summer";
    EXPECT_EQ(text_in(entries.back(), "hash").size(), 64U);
    EXPECT_TRUE(entries.back().at("detail").is_object());
    for (const auto* field : {"who", "subject"})
        EXPECT_TRUE(entries.back().as_object().contains(field)) << field;
    EXPECT_EQ(ask({"audit", "tail"}).list().size(), 8U);
}

TEST_F(AuditCommand, RefusesARecordOfANewerForm) {
    tamper("PRAGMA user_version = 99");
    const auto said = call({"findings"});
    EXPECT_EQ(said.exit, 3);
    EXPECT_THAT(said.err, HasSubstr("newer"));
    EXPECT_EQ(said.out, "");
}

TEST_F(AuditCommand, TellsOfADamagedRecordAndLeavesIt) {
    const std::string garbage(8192, 'x');
    write("record.db", garbage);
    std::filesystem::remove(path("record.db-wal"));
    for (const auto* command : {"findings", "alerts", "reviews", "measures", "payments"}) {
        const auto said = call({command});
        EXPECT_EQ(said.exit, 3) << command;
        EXPECT_THAT(said.err, HasSubstr("record.db")) << command;
    }
    EXPECT_EQ(call({"audit", "verify"}).exit, 3);
    EXPECT_EQ(std::filesystem::file_size(path("record.db")), garbage.size());
}

}  // namespace
}  // namespace contractwatch::testing
