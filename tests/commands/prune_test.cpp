// audit prune and audit erase, as somebody who looks after the record uses them.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class PruneCommand : public SmallRegister {
  protected:
    void SetUp() override {
        SmallRegister::SetUp();
        take_in("contracts",
                "ContractReference,ContractTitle,StartDate,EndDate\n"
                "C-0,Gas lamps,2010-04-01,2015-03-31\n");
        take_in("invoices",
                "contract,payee,invoice,received_on,amount_gross,paid_on\n"
                "C-0,Wick Ltd,W-1,2014-09-01,60,2014-09-11\n");
    }

    void expect_verified() const {
        const auto said = ask({"audit", "verify"});
        EXPECT_EQ(said.exit, 0) << said.out;
    }
};

TEST_F(PruneCommand, SaysWhatWouldGoAndChangesNothing) {
    const auto said = ask({"audit", "prune", "--dry-run"}).document();
    const auto& contract = said.at("contracts").at(0);
    EXPECT_EQ(text_in(contract, "contract"), "C-0");
    EXPECT_EQ(text_in(contract, "ended_on"), "2015-03-31");
    EXPECT_EQ(text_in(contract, "kept_until"), "2021-03-31");
    EXPECT_EQ(text_in(contract, "rows"), "2");
    EXPECT_EQ(text_in(said.at("rows"), "invoices"), "1");
    EXPECT_EQ(text_in(said, "entry"), "0");
    const auto words = call({"audit", "prune", "--dry-run"}).out;
    EXPECT_THAT(words, HasSubstr("Would go: rows of contracts 1, invoices 1"));
    EXPECT_THAT(words, HasSubstr("contractwatch backup FILE"));
    EXPECT_EQ(ask({"audit", "prune", "--dry-run"}).document(), said);
    expect_verified();
}

TEST_F(PruneCommand, TakesNothingOutUnlessItIsToldTwice) {
    const auto said = call({"audit", "prune"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("--yes"));
    EXPECT_EQ(ask({"audit", "prune", "--dry-run"}).document().at("contracts").as_array().size(), 1U);
}

TEST_F(PruneCommand, TakesOutWhatHasPassedAndSaysSoInTheLog) {
    const auto said = call({"audit", "prune", "--yes"});
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.out, HasSubstr("Went: rows of contracts 1, invoices 1"));
    EXPECT_THAT(said.out, HasSubstr("Copies that were made before still hold it"));
    const auto entry = ask({"audit", "tail", "-n", "1"}).list().front();
    EXPECT_EQ(text_in(entry, "what"), "pruned");
    EXPECT_THAT(json::serialize(entry.at("detail")), HasSubstr("C-0: ended on 2015-03-31, kept until 2021-03-31"));
    EXPECT_THAT(json::serialize(entry.at("detail")), HasSubstr("\"retention.contract_years\":6"));
    EXPECT_EQ(text_in(ask({"audit", "verify"}).document(), "pruned"), "2");
    EXPECT_THAT(call({"audit", "verify"}).out, HasSubstr("2 rows"));
    EXPECT_THAT(call({"contract", "C-0"}).err, HasSubstr("C-0"));
    EXPECT_EQ(call({"sweep"}).exit, 0);
    expect_verified();
    EXPECT_THAT(call({"audit", "prune", "--yes"}).out, HasSubstr("Nothing has been kept longer than it must be"));
}

TEST_F(PruneCommand, KeepsWhatTheSettingsAsk) {
    write("settings.toml", "[retention]\nsealed = \"c-0\"\n");
    EXPECT_THAT(ask({"audit", "prune", "--dry-run"}).document().at("contracts").as_array(), IsEmpty());
    write("settings.toml", "[retention]\nsealed = \"c-0\"\nsealed_years = 11\n");
    const auto said = ask({"audit", "prune", "--dry-run"}).document();
    EXPECT_TRUE(said.at("contracts").at(0).at("under_seal").as_bool());
}

TEST_F(PruneCommand, HoldsBackWhatAnAlertIsOpenOf) {
    take_in("invoices",
            "contract,payee,invoice,received_on,amount_gross,paid_on\n"
            "C-0,Wick Ltd,W-2,2015-03-01,60,\n");
    EXPECT_EQ(call({"sweep"}).exit, 0);
    const auto said = ask({"audit", "prune", "--yes"}).document();
    EXPECT_THAT(said.at("contracts").as_array(), IsEmpty());
    EXPECT_THAT(text_in(said.at("held_back").at(0), "reason"), HasSubstr("is open"));
    EXPECT_THAT(call({"audit", "prune", "--dry-run"}).out, HasSubstr("stays: alert"));
}

TEST_F(PruneCommand, IsTheOnlyThingThatTakesAnythingOut) {
    EXPECT_EQ(call({"sweep"}).exit, 0);
    EXPECT_EQ(call({"sweep", "--now", "2040-10-01T09:00"}).exit, 0);
    EXPECT_EQ(text_in(ask({"audit", "verify"}).document(), "pruned"), "0");
}

class EraseCommand : public SmallRegister {
  protected:
    void SetUp() override {
        SmallRegister::SetUp();
        const auto said = call({"review", "record", "C-1", "performance", "--held-on", "2026-09-30", "--by",
                                "ann@council.example", "--summary", "Ms Pell was ill", "--rating", "good"});
        ASSERT_EQ(said.exit, 0) << said.err;
    }

    Said erase(const std::string& columns, const std::string& table = "reviews") const {
        return call({"audit", "erase", table, "3", "--columns", columns, "--reason", "asked for by the person", "--by",
                     "dpo@council.example"});
    }
};

TEST_F(EraseCommand, TakesTheWordsOutOfTheRecordAndLeavesTheRest) {
    const auto said = erase("summary,attendees");
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.out, HasSubstr("Erased from 1 row; entry 10"));
    const auto entry = ask({"audit", "tail", "-n", "1"}).list().front();
    EXPECT_EQ(text_in(entry, "what"), "erased");
    EXPECT_EQ(text_in(entry, "subject"), "reviews 3");
    EXPECT_EQ(text_in(entry, "claimed_by"), "dpo@council.example");
    EXPECT_THAT(json::serialize(entry.at("detail")), HasSubstr("asked for by the person"));
    const auto history = call({"contract", "C-1", "--history"}).out;
    EXPECT_THAT(history, Not(HasSubstr("Ms Pell")));
    const auto verified = ask({"audit", "verify"});
    EXPECT_EQ(verified.exit, 0) << verified.out;
    EXPECT_EQ(text_in(verified.document(), "erased"), "1");
    EXPECT_THAT(erase("summary").out, HasSubstr("nothing changed"));
}

TEST_F(EraseCommand, TakesOutANameThatARowNeedsWhenItIsTakenIn) {
    const auto reviews = call({"reviews", "--contract", "C-1", "--json"}).out;
    EXPECT_EQ(erase("held_by").exit, 0);
    EXPECT_EQ(call({"reviews", "--contract", "C-1", "--json"}).out, reviews) << "it was held all the same";
    EXPECT_EQ(call({"contract", "C-1"}).exit, 0);
    const auto named = call({"audit", "erase", "people", "1", "--columns", "name", "--reason", "left; asked for",
                             "--by", "dpo@council.example"});
    EXPECT_EQ(named.exit, 0) << named.err;
    for (const auto* command : {"sweep", "findings", "alerts"}) {
        const auto said = call({command});
        EXPECT_EQ(said.exit, 0) << said.err;
        EXPECT_THAT(said.out, Not(HasSubstr("Ann Archer")));
    }
    const auto verified = ask({"audit", "verify"});
    EXPECT_EQ(verified.exit, 0) << verified.out;
    EXPECT_EQ(text_in(verified.document(), "erased"), "2");
    EXPECT_THAT(call({"audit", "erase", "contracts", "1", "--columns", "ContractTitle", "--reason", "x", "--by",
                      "dpo@council.example"})
                    .err,
                HasSubstr("contract_title of contracts cannot be erased"));
}

TEST_F(EraseCommand, RefusesWhatCannotGo) {
    EXPECT_THAT(erase("held_on").err, HasSubstr("held_on of reviews cannot be erased"));
    EXPECT_THAT(erase("rating").err, HasSubstr("rating of reviews cannot be erased"));
    EXPECT_THAT(erase("sumary").err, HasSubstr("reviews has no column sumary"));
    EXPECT_EQ(erase("summary", "revews").exit, 2);
    EXPECT_THAT(call({"audit", "erase", "reviews", "99", "--columns", "summary", "--reason", "x", "--by",
                      "dpo@council.example"})
                    .err,
                HasSubstr("row 99 of reviews is not in the record"));
    EXPECT_THAT(call({"audit", "erase", "reviews", "3", "--columns", "summary", "--reason", "x", "--by", "me"}).err,
                HasSubstr("--by me"));
    EXPECT_EQ(call({"audit", "verify"}).exit, 0);
}

}  // namespace
}  // namespace contractwatch::testing
