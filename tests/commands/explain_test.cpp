// explain ALERT: the whole story of one alert.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ExplainCommand : public SmallRegister {
  protected:
    static constexpr auto late = "payment_late/c-1//";

    void SetUp() override {
        write("settings.toml",
              "[council]\nname = \"Westhaven\"\n[mail]\ntransport = \"folder\"\nfolder = \"" + path("mail") +
                  "\"\nfrom = \"contracts@council.example\"\n[mailboxes]\nprocurement = \"p@council.example\"\n");
        SmallRegister::SetUp();
        ASSERT_EQ(call({"sweep"}).exit, 0);
        ASSERT_EQ(call({"deliver"}).exit, 0);
    }
};

TEST_F(ExplainCommand, GivesEveryPart) {
    const auto said = ask({"explain", late});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto story = said.document();
    EXPECT_EQ(text_in(story.at("alert"), "key"), late);
    EXPECT_EQ(text_in(story.at("alert"), "title"), "Invoices past their day");
    EXPECT_EQ(text_in(story.at("rule"), "source"), "Select Committee on Commissioning, recommendation 20");
    EXPECT_THAT(each_of(story.at("facts").as_array(), "table"), ElementsAre("contracts", "invoices"));
    EXPECT_EQ(text_in(story.at("facts").at(1), "file"), "invoices.csv");
    EXPECT_EQ(text_in(story.at("facts").at(1), "day"), "2026-09-30");
    EXPECT_THAT(text_in(story.at("facts").at(1), "words"), HasSubstr("INV-3"));
    EXPECT_THAT(each_of(story.at("steps").as_array(), "step"), ElementsAre("raised", "notified"));
    EXPECT_THAT(each_of(story.at("told").as_array(), "person"),
                ElementsAre("ann@council.example", "p@council.example"));
    EXPECT_TRUE(story.at("not_sent").as_array().empty());
    ASSERT_EQ(story.at("messages").as_array().size(), 2U);
    const auto& message = story.at("messages").at(0);
    EXPECT_EQ(text_in(message, "state"), "sent");
    const auto& attempt = message.at("attempts").at(0);
    EXPECT_EQ(text_in(attempt, "number"), "1");
    EXPECT_EQ(text_in(attempt, "outcome"), "sent");
    EXPECT_EQ(text_in(attempt, "started_at"), "2026-10-01T08:00:00Z");
    EXPECT_EQ(attempt.at("entries").as_array().size(), 2U);
    EXPECT_TRUE(attempt.at("next_attempt_at").is_null());
    EXPECT_THAT(text_in(story.at("settings").at(0).at("settings"), "council.name"), HasSubstr("Westhaven"));
    EXPECT_EQ(text_in(story.at("calendar").at(0), "division"), "england-and-wales");
}

TEST_F(ExplainCommand, ReadsAsAPageForAPersonInTheOrderOfTheLog) {
    const auto said = call({"explain", late});
    EXPECT_THAT(said.out, HasSubstr(": Invoices past their day, contract C-1 (payment_late/c-1//)"));
    EXPECT_THAT(said.out, HasSubstr("Select Committee on Commissioning, recommendation 20"));
    EXPECT_THAT(said.out, HasSubstr("import of invoices.csv"));
    EXPECT_THAT(said.out, HasSubstr("[invoices 3] [line 4]"));
    EXPECT_LT(said.out.find("was recorded"), said.out.find(" was raised: "));
    EXPECT_LT(said.out.find(" was raised: "), said.out.find("the mail server took it"));
}

TEST_F(ExplainCommand, TakesTheNumberToo) {
    const auto by_key = ask({"explain", late});
    const auto number = text_in(by_key.document().at("alert"), "id");
    EXPECT_EQ(ask({"explain", number}).out, by_key.out);
    EXPECT_EQ(call({"explain", number, "--quiet"}).out, "");
}

TEST_F(ExplainCommand, RefusesWhatIsNoAlert) {
    for (const auto* given : {"4711", "payment_late/c-9//", "C-1", "99999999999999999999"}) {
        const auto said = call({"explain", given});
        EXPECT_EQ(said.exit, 2) << given;
        EXPECT_THAT(said.err, HasSubstr("there is no alert " + std::string{given}));
        EXPECT_THAT(said.err, HasSubstr("`contractwatch alerts` lists")) << given;
        EXPECT_EQ(said.out, "") << given;
    }
}

}  // namespace
}  // namespace contractwatch::testing
