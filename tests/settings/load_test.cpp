// What a settings file may say, and what is said of one that is wrong.
#include "settings/load.h"

#include <gmock/gmock.h>

namespace contractwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> problems_of(std::string_view text) {
    std::vector<std::string> texts;
    for (const auto& problem : load_text(text, "contractwatch.toml").problems)
        texts.push_back(text_of(problem));
    return texts;
}

Settings settings_of(std::string_view text, const std::string& path = "/etc/contractwatch/contractwatch.toml") {
    auto outcome = load_text(text, path);
    for (const auto& problem : outcome.problems)
        ADD_FAILURE() << text_of(problem);
    return outcome.settings.value_or(Settings{});
}

TEST(Settings, AnEmptyFileGivesTheDefaults) {
    EXPECT_EQ(settings_of(""), Settings{});
}

TEST(Settings, EachTypeOfValueIsRead) {
    const auto settings = settings_of(R"(
[council]
name = "Westhaven County Council"
[alerts]
digest_at = "07:45"
remind_after_working_days = 7
[reviews]
gold_operational = "Half Yearly"
bronze_operational = ""
remind_working_days = [15, 3]
[register]
named_officers_over = "£40,000.50"
gold_from = 6000000
[mail]
transport = "folder"
folder = "/srv/mail"
from = "contracts@westhaven.example"
[intake]
max_file_mib = 3
strict = true
[payments]
pass_mark_percent = 95
)");
    EXPECT_EQ(settings.council.name, "Westhaven County Council");
    EXPECT_EQ(settings.council.domain, "westhaven.example") << "it follows from the sender";
    EXPECT_EQ(settings.alerts.digest_at, 7 * 60 + 45);
    EXPECT_EQ(settings.alerts.remind_after_working_days, 7);
    EXPECT_EQ(settings.reviews.gold.operational, "half-yearly");
    EXPECT_EQ(settings.reviews.bronze.operational, "");
    EXPECT_THAT(settings.reviews.remind_working_days, ElementsAre(15, 3));
    EXPECT_EQ(settings.register_policy.named_officers_over, Money::pence(4'000'050));
    EXPECT_EQ(settings.register_policy.gold_from, Money::pounds(6'000'000));
    EXPECT_EQ(settings.mail.transport, Transport::folder);
    EXPECT_EQ(settings.intake.limits.file_bytes, 3 * 1024 * 1024);
    EXPECT_TRUE(settings.intake.strict);
    EXPECT_EQ(settings.payments.pass_mark_percent, 95);
}

TEST(Settings, RelativePathsBeginAtTheFilesFolder) {
    const auto settings = settings_of("[database]\npath = \"../data/record.db\"\n[drop]\nfolder = \"in\"\n");
    EXPECT_EQ(settings.database.path, "/etc/data/record.db");
    EXPECT_EQ(settings.drop.folder, "/etc/contractwatch/in");
}

TEST(Settings, WindowsLineEndsAndAByteOrderMarkDoNoHarm) {
    EXPECT_EQ(settings_of("\uFEFF[alerts]\r\ndigest_at = \"09:00\"\r\n").alerts.digest_at, 9 * 60);
}

TEST(Settings, OneProblemReadsAsEditorsJumpToIt) {
    const auto text = std::string(20, '\n') + "alerts.remind_afer = 5\n";
    EXPECT_THAT(problems_of(text), ElementsAre("contractwatch.toml:21:8: alerts.remind_afer: unknown key; "
                                               "did you mean remind_after_working_days?"));
}

TEST(Settings, EveryProblemIsNamedAtOnceInTheOrderOfTheFile) {
    const auto problems = problems_of(R"([alerts]
digest_at = 8
remind_after_working_days = 0
[maill]
from = "x"
[reviews]
gold_strategic = "yearley"
)");
    EXPECT_THAT(
        problems,
        ElementsAre("contractwatch.toml:2:1: alerts.digest_at: is the number 8; it should be a time of day in "
                    "quotes such as \"08:00\"",
                    "contractwatch.toml:3:1: alerts.remind_after_working_days: is 0; it should be from 1 to 250",
                    "contractwatch.toml:4:2: maill: unknown section; did you mean [mail]?",
                    HasSubstr("did you mean \"yearly\"?")));
}

struct Wrong {
    std::string text;
    std::string says;
    std::string because;

    friend void PrintTo(const Wrong& wrong, std::ostream* out) { *out << testing::PrintToString(wrong.text); }
};

class WrongSettings : public testing::TestWithParam<Wrong> {};

TEST_P(WrongSettings, AreRefusedWithWhatWouldBeRight) {
    const auto problems = problems_of(GetParam().text);
    EXPECT_THAT(problems, testing::Contains(HasSubstr(GetParam().says))) << GetParam().because;
}

INSTANTIATE_TEST_SUITE_P(
    Values, WrongSettings,
    testing::Values(
        Wrong{"[smtp]\nport = \"25\"", "smtp.port: is the text \"25\"; it should be a whole number from 1 to 65535",
              "a number in quotes is a text"},
        Wrong{"[alerts]\ndigest_at = 08:00:00", "is a date or time without quotes", "TOML has times of its own"},
        Wrong{"[alerts]\ndigest_at = \"24:00\"", "alerts.digest_at: is the text \"24:00\"", "the day ends at 23:59"},
        Wrong{"[alerts]\ndigest_at = \"8:00\"", "such as \"08:00\"", "two digits for each"},
        Wrong{"[intake]\nstrict = \"yes\"", "it should be true or false, without quotes",
              "yes and no have one spelling"},
        Wrong{"[register]\ngold_from = 1.5", "is a number with decimals; it should be an amount in pounds",
              "a binary fraction is not exact pence"},
        Wrong{"[register]\ngold_from = -1", "an amount in pounds", "a threshold below nothing"},
        Wrong{"[mailboxes]\nfinance = \"Finance <f@x.example>\"", "holds more than an address; give",
              "a mail server takes the bare address alone"},
        Wrong{"[mailboxes]\nfinance = \"f\u00EFnance@x.example\"", "has letters that mail servers do not take",
              "addresses are plain ASCII"},
        Wrong{"[reviews]\nremind_working_days = 20", "it should be a list of whole numbers", "one number is no list"},
        Wrong{"[reviews]\nremind_working_days = [20, \"10\"]", "holds the text \"10\"", "each item is checked"},
        Wrong{"[calendar]\ndivision = \"england\"", "\"england-and-wales\", \"scotland\" or \"northern-ireland\"",
              "choices are listed"},
        Wrong{"mail = 5", "mail: is the number 5; it should be a section, [mail]", "a section's name is no key"},
        Wrong{"[[mail]]\nfrom = \"a@b.example\"", "is one section; write it once, as [mail]",
              "doubled brackets make a list"},
        Wrong{"digest_at = \"08:00\"", "stands outside its section; did you mean alerts.digest_at?",
              "keys need sections"},
        Wrong{"[mail]\nhost = \"mail.x.example\"", "mail.host: unknown key here; did you mean smtp.host?",
              "a key in the wrong section"},
        Wrong{"[mail]\nfrom_name = \"a\\nb\"", "should be one plain line", "line ends would make headers"},
        Wrong{"[alerts]\ndigest_at = \"08:00\"\ndigest_at = \"09:00\"", "contractwatch.toml:3:", "a key stands once"}));

INSTANTIATE_TEST_SUITE_P(
    Agreement, WrongSettings,
    testing::Values(
        Wrong{"[mail]\ntransport = \"smtp\"\nfrom = \"a@b.example\"", "smtp.host: is needed",
              "there is no server to go to"},
        Wrong{"[mail]\ntransport = \"smtp\"\n[smtp]\nhost = \"h\"", "mail.from: is needed", "nobody to send as"},
        Wrong{"[mail]\ntransport = \"folder\"\nfrom = \"a@b.example\"", "mail.folder: is needed", "nowhere to write"},
        Wrong{"[alerts]\nworking_from = \"18:00\"", "alerts.working_until: should be later than alerts.working_from",
              "the working day is empty"},
        Wrong{"[register]\nsilver_from = 5000000", "register.silver_from: should be less than register.gold_from",
              "silver would be gold"},
        Wrong{"[reviews]\nremind_working_days = [5, 10]", "should fall from the longest lead",
              "the order is the time's"},
        Wrong{"[reviews]\ncritical_from_working_days = 5", "no less than reviews.director_from_working_days",
              "critical before the director knows"},
        Wrong{"[alerts]\nacknowledge_working_days = 30", "no more than alerts.acknowledge_at_most_working_days",
              "the usual is beyond the most"},
        Wrong{"[delivery]\nretry_minutes = []", "needs at least one wait", "there must be a next attempt"},
        Wrong{"[smtp]\nuser = \"x\"", "a password is needed", "nobody logs in without one"},
        Wrong{"[smtp]\ncredential = \"x\"", "smtp.user: is needed", "a password of nobody"},
        Wrong{"[smtp]\nhost = \"h.example\"\nuser = \"x\"\ncredential = \"c\"\nsecurity = \"none\"", "in the clear",
              "the password would be read on the way"},
        Wrong{"[smtp]\nuser = \"x\"\npassword_file = \"/nowhere/at/all\"",
              "smtp.password_file: /nowhere/at/all cannot be found", "the file is looked for at once"},
        Wrong{"[database]\npath = \"\"", "database.path: is needed", "the record is somewhere"}));

INSTANTIATE_TEST_SUITE_P(
    Secrets, WrongSettings,
    testing::Values(Wrong{"[smtp]\npassword = \"hunter2\"", "smtp.password: a secret does not stand in this file",
                          "as keys"},
                    Wrong{"password = \"hunter2\"", "name that with smtp.password_file", "outside any section"},
                    Wrong{"[[feed]]\nname = \"x\"\nkind = \"people\"\nPassword = \"hunter2\"",
                          "feed.Password: a secret", "in a feed"},
                    Wrong{"[mail]\nclient_secret = 5", "mail.client_secret: a secret", "under other names"}));

TEST(Settings, ARefusedSecretIsNotRepeated) {
    for (const auto& problem : problems_of("[smtp]\npassword = \"hunter2\"\n"))
        EXPECT_THAT(problem, Not(HasSubstr("hunter2")));
}

TEST(Settings, APasswordInTheClearStaysOnTheMachineAtLeast) {
    EXPECT_THAT(problems_of("[smtp]\nhost = \"127.0.0.1\"\nuser = \"x\"\ncredential = \"c\"\nsecurity = \"none\""),
                IsEmpty());
}

TEST(Settings, AMissingFileIsAProblemOfTheWholeFile) {
    const auto outcome = load("/nowhere/contractwatch.toml");
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(text_of(outcome.problems.front()),
              "/nowhere/contractwatch.toml: cannot be read: No such file or directory");
}

TEST(Settings, AFolderIsNoSettingsFile) {
    EXPECT_THAT(text_of(load("/tmp").problems.front()), HasSubstr("is a folder"));
}

}  // namespace
}  // namespace contractwatch
