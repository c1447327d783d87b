// settings check and settings show.
#include <gmock/gmock.h>

#include "commands/called_program.h"

namespace contractwatch::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

class SettingsCommand : public CalledProgram {};

TEST_F(SettingsCommand, FindsNothingWrong) {
    const auto said = ask({"settings", "check"});
    EXPECT_EQ(said.exit, 0);
    EXPECT_TRUE(said.document().at("problems").as_array().empty());
    EXPECT_THAT(call({"settings", "check"}).out, HasSubstr("nothing is wrong"));
}

TEST_F(SettingsCommand, NamesEveryProblemWithItsPlace) {
    write("settings.toml", "[payments]\npolicy_day = 14\npass_mark_percent = \"most\"\n");
    const auto said = ask({"settings", "check"});
    EXPECT_EQ(said.exit, 1);
    const auto problems = said.document().at("problems").as_array();
    ASSERT_EQ(problems.size(), 2U) << said.out;
    EXPECT_THAT(text_in(problems[0], "file"), EndsWith("settings.toml"));
    EXPECT_EQ(text_in(problems[0], "line"), "2");
    EXPECT_EQ(text_in(problems[0], "column"), "1");
    EXPECT_EQ(text_in(problems[0], "key"), "payments.policy_day");
    EXPECT_THAT(text_in(problems[0], "message"), HasSubstr("policy_days"));
    EXPECT_EQ(text_in(problems[1], "line"), "3");
    EXPECT_THAT(call({"settings", "check"}).out, HasSubstr("settings.toml:2:1: payments.policy_day: "));
}

TEST_F(SettingsCommand, RefusesANamedFileThatIsMissing) {
    const auto said = call_bare({"settings", "check", "--settings", path("none.toml")});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("there is no such settings file"));
}

TEST_F(SettingsCommand, ShowsWhatIsInForce) {
    write("settings.toml", "[payments]\npolicy_days = 10\n[smtp]\nuser = \"cw\"\npassword_file = \"secret\"\n");
    write("secret", "hunter2\n");
    std::filesystem::permissions(path("secret"), std::filesystem::perms::owner_read);
    const auto said = ask({"settings", "show"});
    EXPECT_EQ(said.exit, 0) << said.err;
    const auto shown = said.document();
    EXPECT_EQ(shown.at("payments.policy_days").to_number<int>(), 10);
    EXPECT_EQ(shown.at("payments.pass_mark_percent").to_number<int>(), 90) << "the default";
    EXPECT_EQ(shown.at("council.name").as_string(), "The council");
    EXPECT_TRUE(shown.at("reviews.remind_working_days").is_array());
    EXPECT_THAT(said.out, ::testing::Not(HasSubstr("hunter2")));
    EXPECT_THAT(call({"settings", "show"}).out, HasSubstr("payments.policy_days = 10\n"));
}

TEST_F(SettingsCommand, StopsOtherCommandsWhereTheSettingsAreWrong) {
    write("settings.toml", "[nonsense]\n");
    const auto said = call({"findings"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("settings.toml:1:2: nonsense: unknown section"));
}

}  // namespace
}  // namespace contractwatch::testing
