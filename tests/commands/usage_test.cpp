// What every command does with help, wrong options and a record that is not there.
#include <gmock/gmock.h>

#include "commands/called_program.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;

class Usage : public CalledProgram {};

const std::vector<std::vector<std::string>> every_command{{"run"},
                                                          {"import"},
                                                          {"sweep"},
                                                          {"deliver"},
                                                          {"findings"},
                                                          {"alerts"},
                                                          {"acknowledge"},
                                                          {"explain"},
                                                          {"reviews"},
                                                          {"review"},
                                                          {"payments", "interest"},
                                                          {"payments", "return"},
                                                          {"payments", "r20"},
                                                          {"review", "record"},
                                                          {"review", "defer"},
                                                          {"review", "withdraw"},
                                                          {"measures"},
                                                          {"payments"},
                                                          {"contract"},
                                                          {"preview"},
                                                          {"audit"},
                                                          {"audit", "verify"},
                                                          {"audit", "tail"},
                                                          {"settings"},
                                                          {"settings", "check"},
                                                          {"settings", "show"},
                                                          {"mail"},
                                                          {"mail", "test"}};

TEST_F(Usage, EveryCommandExplainsItself) {
    for (const auto& command : every_command) {
        auto asked = command;
        asked.emplace_back("--help");
        const auto said = call_bare(asked);
        EXPECT_EQ(said.exit, 0) << command.back();
        EXPECT_THAT(said.out, HasSubstr(command.back()));
        EXPECT_EQ(said.err, "") << command.back();
        asked = command;
        asked.insert(asked.begin(), "help");
        EXPECT_EQ(call_bare(asked).out, said.out) << "help " << command.back();
    }
}

TEST_F(Usage, WrongOptionsAreRefused) {
    struct {
        std::vector<std::string> arguments;
        const char* because;
    } const rows[] = {
        {{}, "a command is needed"},
        {{"find"}, "there is no such command"},
        {{"findings", "--colour", "red"}, "there is no such option"},
        {{"contract"}, "REF is needed"},
        {{"audit"}, "verify or tail is needed"},
        {{"audit", "tail", "-n", "0"}, "none is no answer"},
        {{"audit", "tail", "-n", "many"}, "no number"},
        {{"settings"}, "check or show is needed"},
        {{"acknowledge", "one", "--by", "a@b.example", "--note", "x"}, "the number of an alert is a number"},
        {{"preview", "--from", "2026-10-01"}, "--to is needed"},
        {{"findings", "--now", "tomorrow"}, "no time"},
    };
    for (const auto& row : rows) {
        const auto said = call_bare(row.arguments);
        EXPECT_EQ(said.exit, 2) << row.because;
        EXPECT_NE(said.err, "") << row.because;
    }
}

TEST_F(Usage, SaysWhatToDoWithoutARecord) {
    for (const auto& command : std::vector<std::vector<std::string>>{{"findings"},
                                                                     {"alerts"},
                                                                     {"reviews"},
                                                                     {"measures"},
                                                                     {"payments"},
                                                                     {"contract", "C-1"},
                                                                     {"contract", "C-1", "--history"},
                                                                     {"explain", "1"},
                                                                     {"audit", "verify"},
                                                                     {"audit", "tail"}}) {
        const auto said = ask(command);
        EXPECT_EQ(said.exit, 3) << command.front();
        EXPECT_THAT(said.err, HasSubstr("there is no record yet; take a file in first")) << command.front();
        EXPECT_EQ(said.out, "") << command.front();
    }
}

TEST_F(Usage, AnEmptySettingsFileServes) {
    write("settings.toml", "");
    write("people.csv", "email,name\nann@council.example,Ann Archer\n");
    ASSERT_EQ(call({"import", "people", path("people.csv")}).exit, 0);
    EXPECT_EQ(ask({"findings"}).out, "[]\n");
    EXPECT_EQ(call({"findings"}).out, "none\n");
}

TEST_F(Usage, GlobalOptionsStandAnywhere) {
    write("people.csv", "email,name\nann@council.example,Ann Archer\n");
    ASSERT_EQ(call({"import", "people", path("people.csv")}).exit, 0);
    const auto before = call_bare({"--json", "--database", path("record.db"), "audit", "verify"});
    const auto after = call_bare({"audit", "verify", "--database", path("record.db"), "--json"});
    EXPECT_EQ(before.exit, 0) << before.err;
    EXPECT_EQ(before.out, after.out);
}

TEST_F(Usage, AnUnknownCommandIsRefusedWithTheNearestOne) {
    const auto said = call_bare({"fidnings", "--json"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_EQ(said.err, "contractwatch: there is no command fidnings; did you mean findings?\n");
    EXPECT_EQ(call_bare({"help", "nosuch"}).exit, 2);
    EXPECT_THAT(call_bare({"help", "nosuch"}).err, HasSubstr("there is no command nosuch"));
    EXPECT_EQ(call_bare({"help"}).exit, 0);
}

TEST_F(Usage, HelpMayFollowGlobalOptions) {
    const auto said = call_bare({"--settings", path("settings.toml"), "--json", "help", "findings"});
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(said.out, call_bare({"findings", "--help"}).out);
}

TEST_F(Usage, ImportListsTheKinds) {
    EXPECT_THAT(call_bare({"import", "--help"}).out, HasSubstr("people, suppliers, outcomes, contracts, roles"));
    EXPECT_THAT(call_bare({"import", "--template", "peeple"}).err, HasSubstr("did you mean people?"));
}

TEST_F(Usage, ADryRunWithoutARecordLeavesNone) {
    write("people.csv", "email,name\nann@council.example,Ann Archer\n");
    const auto said = ask({"import", "people", path("people.csv"), "--dry-run"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(text_in(said.document().at("files").at(0), "accepted"), "1");
    EXPECT_FALSE(std::filesystem::exists(path("record.db")));
    EXPECT_FALSE(std::filesystem::exists(path("record.db.lock")));
}

TEST_F(Usage, WhatIsNoPeriodDayOrAddressIsRefusedWithWhatWouldBeRight) {
    take_in("people", "email,name\nann@council.example,Ann Archer\n");
    const struct {
        std::vector<std::string> arguments;
        const char* words;
    } rows[] = {
        {{"measures", "--period", "rubbish"}, "--period: \"rubbish\" is no period; write 2026-09"},
        {{"payments", "--from", "rubbish"}, "--from rubbish is no day; write it as 2026-10-31"},
        {{"payments", "--to", "rubbish"}, "--to rubbish is no day"},
        {{"payments", "--by", "rubbish"}, "--by rubbish is not known; give contract"},
        {{"acknowledge", "1", "--by", "someone", "--note", "x"}, "--by someone: "},
    };
    for (const auto& row : rows) {
        const auto said = ask(row.arguments);
        EXPECT_EQ(said.exit, 2) << row.words;
        EXPECT_THAT(said.err, HasSubstr(row.words));
    }
}

}  // namespace
}  // namespace contractwatch::testing
