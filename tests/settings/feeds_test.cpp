// How the [[feed]] tables become feeds.
#include <gmock/gmock.h>

#include "settings/effective.h"
#include "settings/load.h"

namespace contractwatch {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto ledger = R"(
[intake]
strict = true
[[feed]]
name = "ledger"
kind = "Payments"
match = "*spend*.csv"
owner = "finance-systems@council.example"
expected = "monthly"
date_order = "month-first"
encoding = "windows-1252"
header_row = "none"
[feed.columns]
payee = ["Name", "Supplier Name"]
amount = 3
[feed.values]
payer = "Westhaven County Council"
[[feed]]
name = "people"
kind = "people"
header_row = 4
strict = false
)";

std::vector<std::string> problems_of(std::string_view text) {
    std::vector<std::string> texts;
    for (const auto& problem : load_text(text, "f.toml").problems)
        texts.push_back(text_of(problem));
    return texts;
}

TEST(Feeds, AreReadWithTheirMappings) {
    const auto outcome = load_text(ledger, "f.toml");
    ASSERT_TRUE(outcome.ok()) << text_of(outcome.problems.front());
    const auto& feed = outcome.settings->feeds.at(0);
    EXPECT_EQ(feed.kind, "payments") << "kinds are matched without case";
    EXPECT_EQ(feed.date_order, DateOrder::month_first);
    EXPECT_EQ(feed.encoding, Encoding::windows_1252);
    EXPECT_EQ(feed.header_row, -1);
    EXPECT_TRUE(feed.strict) << "it does not say, so intake's holds";
    EXPECT_THAT(feed.columns.at("payee"), ElementsAre("Name", "Supplier Name"));
    EXPECT_THAT(feed.columns.at("amount"), ElementsAre("3"));
    EXPECT_EQ(feed.values.at("payer"), "Westhaven County Council");
    EXPECT_EQ(outcome.settings->feeds.at(1).header_row, 4);
    EXPECT_FALSE(outcome.settings->feeds.at(1).strict);
}

TEST(Feeds, StandInTheEffectiveSettingsByName) {
    const auto fields = effective(*load_text(ledger, "f.toml").settings);
    EXPECT_THAT(fields, Contains(Field{"feed.ledger.date_order", std::string{"\"month-first\""}}));
    EXPECT_THAT(fields, Contains(Field{"feed.ledger.columns.payee", std::string{"[\"Name\", \"Supplier Name\"]"}}));
    EXPECT_THAT(fields, Contains(Field{"feed.people.header_row", std::string{"4"}}));
}

TEST(Feeds, NeedANameAndAKind) {
    EXPECT_THAT(
        problems_of("[[feed]]\nmatch = \"*\""),
        ElementsAre(HasSubstr("f.toml:1:1: feed.name: is needed"), HasSubstr("feed.kind: is needed; one of people, ")));
}

TEST(Feeds, AreToldOfKindsAndColumnsThatDoNotExist) {
    EXPECT_THAT(problems_of("[[feed]]\nname = \"x\"\nkind = \"payment\""),
                ElementsAre("f.toml:3:1: feed.kind: is \"payment\"; did you mean \"payments\"?"));
    EXPECT_THAT(problems_of("[[feed]]\nname = \"x\"\nkind = \"payments\"\n[feed.columns]\namuont = \"Net\""),
                ElementsAre("f.toml:5:1: feed.columns.amuont: is no column of payments; did you mean amount?"));
}

TEST(Feeds, SayHowTheirDatesAndAmountsAreMeant) {
    EXPECT_THAT(
        problems_of("[[feed]]\nname = \"x\"\nkind = \"invoices\"\n[feed.columns]\namount = \"Net\"\ndue = \"Due\"\n"
                    "[feed.values]\namounts_are = \"net\"\ndue_is = \"stated_on_invoice\""),
        testing::IsEmpty());
    EXPECT_THAT(
        problems_of("[[feed]]\nname = \"x\"\nkind = \"payments\"\n[feed.values]\npaid_on_is = \"valuedat\""),
        ElementsAre(HasSubstr("feed.values.paid_on_is: is the text \"valuedat\"; it should be \"value_date\" or "
                              "\"run_date\"; did you mean \"value_date\"?")));
}

TEST(Feeds, HaveNamesOfTheirOwn) {
    EXPECT_THAT(problems_of("[[feed]]\nname = \"x\"\nkind = \"people\"\n[[feed]]\nname = \"X \"\nkind = \"people\""),
                ElementsAre(HasSubstr("another feed is called \"X\" too")));
}

TEST(Feeds, AreWrittenAsAList) {
    EXPECT_THAT(problems_of("[feed]\nname = \"x\""), ElementsAre(HasSubstr("write its heading as [[feed]]")));
    EXPECT_THAT(problems_of("[feeds]\nname = \"x\""), ElementsAre(HasSubstr("did you mean [[feed]]?")));
}

}  // namespace
}  // namespace contractwatch
