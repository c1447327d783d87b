// The drop folder lived through: files that are still being written, strangers, good ones, and what a dead process
// left.
#include "app/drop_round.h"

#include <gmock/gmock.h>

#include "adapters/folder/drop_folder.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using ::testing::HasSubstr;

constexpr auto people = "email,name\nann@council.example,Ann Archer\n";

class DropRoundScenario : public Council {
  protected:
    DropRoundScenario() {
        fs::create_directory(folder / "drop");
        drop_folder.emplace(std::move(FolderOnDisk::open(path("drop")).value()));
    }
    void drop(const std::string& name, const std::string& text) const { write("drop/" + name, text); }
    DropSummary look() { return DropRound{*drop_folder, *intake, source, clock}.run(stillness, feeds, strict).value(); }
    /// Two looks, ten seconds apart; gives the second.
    DropSummary look_until_still() {
        look();
        clock.move_to(clock.now() + seconds{10});
        return look();
    }
    bool lies(const std::string& name) const { return fs::exists(folder / "drop" / name); }
    std::string text_in(const std::string& name) const {
        std::ifstream file{folder / "drop" / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    std::optional<FolderOnDisk> drop_folder;
    Stillness stillness;
    std::vector<Feed> feeds;
    bool strict = false;
};

TEST_F(DropRoundScenario, TakesAFileOnlyOnceItIsStill) {
    drop("people.csv", "email,name\nann@cou");
    const auto first = look();
    EXPECT_EQ(first.taken, 0);
    EXPECT_TRUE(first.waiting);
    clock.move_to(clock.now() + seconds{9});
    EXPECT_EQ(look().taken, 0) << "nine seconds are not ten";
    drop("people.csv", people);
    clock.move_to(clock.now() + seconds{1});
    EXPECT_EQ(look().taken, 0) << "it has grown since";
    clock.move_to(clock.now() + seconds{10});
    const auto last = look();
    EXPECT_EQ(last.taken, 1);
    EXPECT_FALSE(last.waiting);
    EXPECT_EQ(count("current_people"), 1);
}

TEST_F(DropRoundScenario, PutsGoodFilesAwayByTheYearAndCountsThem) {
    drop("people.csv", people);
    drop("Invoices-2026-09.csv", "payee,invoice,received_on,amount_gross\nBright Ltd,INV-1,2026-09-01,10\n");
    EXPECT_EQ(look_until_still().taken, 2);
    EXPECT_FALSE(lies("people.csv"));
    EXPECT_EQ(text_in("processed/2026/people.csv"), people);
    EXPECT_TRUE(lies("processed/2026/Invoices-2026-09.csv"));
    EXPECT_EQ(entries("import"), 2);
    EXPECT_EQ(count("entries WHERE source = 'Invoices-2026-09.csv' AND who = 'service'"), 1);
}

TEST_F(DropRoundScenario, RefusesAFileThatBelongsToNobodyWithItsReasons) {
    drop("holiday plans.csv", "who,when\nAnn,August\n");
    const auto looked = look_until_still();
    EXPECT_EQ(looked.refused, 1);
    EXPECT_EQ(looked.taken, 0);
    EXPECT_TRUE(lies("refused/holiday plans.csv"));
    EXPECT_THAT(text_in("refused/holiday plans.csv.reasons.txt"), HasSubstr("nothing says what holiday plans.csv"));
    EXPECT_EQ(count("files WHERE outcome = 'refused' AND name = 'holiday plans.csv'"), 1);
    EXPECT_EQ(entries("import_refused"), 1);
    EXPECT_FALSE(look().waiting);
}

TEST_F(DropRoundScenario, RefusesAFileThatCannotBeReadAndGoesOnWithTheOthers) {
    drop("contracts.csv", "<html><body>Session expired</body></html>\n");
    drop("people.csv", people);
    const auto looked = look_until_still();
    EXPECT_EQ(looked.refused, 1);
    EXPECT_EQ(looked.taken, 1);
    EXPECT_TRUE(lies("refused/contracts.csv"));
    EXPECT_GT(text_in("refused/contracts.csv.reasons.txt").size(), 20U);
    at("2026-10-01T09:00");
    sweep();
    EXPECT_TRUE(alert_of("feed_refused//contracts/").open());
}

TEST_F(DropRoundScenario, ListsRejectedRowsBesideTheFile) {
    std::string text = "payee,invoice,received_on,amount_gross\n";
    for (int number = 1; number <= 9; ++number)
        text += "Bright Ltd,INV-" + std::to_string(number) + ",2026-09-01,10\n";
    drop("invoices.csv", text + "Bright Ltd,INV-10,31/02/2026,10\n");
    EXPECT_EQ(look_until_still().taken, 1);
    EXPECT_EQ(count("current_invoices"), 9);
    const auto list = text_in("processed/2026/invoices.csv.rejected.csv");
    EXPECT_THAT(list, HasSubstr("11,"));
    EXPECT_THAT(list, HasSubstr("INV-10"));
    EXPECT_TRUE(lies("processed/2026/invoices.csv"));
    EXPECT_FALSE(lies("taking/invoices.csv.rejected.csv"));
}

TEST_F(DropRoundScenario, ReadsAFeedsFilesByTheFeed) {
    Feed feed;
    feed.name = "ledger";
    feed.kind = "invoices";
    feed.match = "AP*.csv";
    feed.columns = {
        {"payee", {"Creditor"}}, {"invoice", {"Doc No"}}, {"received_on", {"Rec"}}, {"amount_gross", {"Gross"}}};
    feeds = {feed};
    drop("AP_0926.csv", "Creditor,Doc No,Rec,Gross\nBright Ltd,INV-1,01/09/2026,10\n");
    EXPECT_EQ(look_until_still().taken, 1);
    EXPECT_EQ(count("files WHERE feed = 'ledger' AND kind = 'invoices' AND accepted = 1"), 1);
}

TEST_F(DropRoundScenario, RefusesAFileWithOneBadRowWhereTheCouncilIsStrict) {
    strict = true;
    std::string text = "email,name\n";
    for (int number = 1; number <= 9; ++number)
        text += "officer" + std::to_string(number) + "@council.example,Officer\n";
    drop("people.csv", text + "not an address,Nobody\n");
    EXPECT_EQ(look_until_still().refused, 1) << "one in ten would be taken otherwise";
    EXPECT_EQ(count("current_people"), 0);
}

TEST_F(DropRoundScenario, GoesOnFirstWithWhatADeadProcessHadTaken) {
    drop("people.csv", "email,name\nann@council.example,Ann Old\n");
    ASSERT_TRUE(drop_folder->take(drop_folder->look().value().files.at(0)).ok());
    begin_process();
    stillness = {};
    drop("people.csv", "email,name\nann@council.example,Ann New\n");
    const auto first = look();
    EXPECT_EQ(first.taken, 1) << "what was taken needs no stillness any more";
    EXPECT_TRUE(first.waiting);
    clock.move_to(clock.now() + seconds{10});
    EXPECT_EQ(look().taken, 1);
    EXPECT_EQ(count("current_people WHERE name = 'Ann New'"), 1) << "the newer file has the last word";
    EXPECT_EQ(std::distance(fs::directory_iterator{folder / "drop/processed/2026"}, {}), 2);
}

TEST_F(DropRoundScenario, AFileRecordedByADeadProcessIsPutAwayWithoutAnotherEntry) {
    drop("people.csv", people);
    const auto taken = drop_folder->take(drop_folder->look().value().files.at(0)).value();
    ASSERT_TRUE(intake->take_in({taken.path, taken.name, &kind("people"), {}, Effect::record}, {}).ok());
    begin_process();
    EXPECT_EQ(look().taken, 1);
    EXPECT_EQ(entries("import"), 1);
    EXPECT_TRUE(lies("processed/2026/people.csv"));
}

}  // namespace
}  // namespace contractwatch::scenarios
