// Files taken in, again, anew and not at all: what each leaves in the record.
#include <gmock/gmock.h>

#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::HasSubstr;

constexpr auto invoices =
    "contract,payer,payee,invoice,received_on,amount_gross\n"
    "C-1,,Bright Ltd,INV-1,2026-09-01,1000.50\n"
    "C-1,,Bright Ltd,INV-2,2026-09-02,2000\n";

class IntakeScenario : public Council {
  protected:
    std::vector<Row> kept(const char* kind_name) const {
        std::vector<Row> rows;
        record().each_row(kind(kind_name), [&](const Row& row) { rows.push_back(row); });
        return rows;
    }
    std::string cell(const Row& row, const char* column) const {
        return std::string{row.text(row.kind->column(column))};
    }
};

TEST_F(IntakeScenario, CountsWhatIsNewUnderOneEntryThatNamesTheFile) {
    const auto taken = take_in("invoices", invoices);
    EXPECT_EQ(taken.file.accepted, 2);
    EXPECT_EQ(taken.file.accepted_pence, 300'050);
    EXPECT_FALSE(taken.taken_before);
    const auto entry = record().last_entry("import");
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->head.source, "invoices.csv");
    EXPECT_EQ(entry->head.source_sha256, taken.file.sha256);
    EXPECT_EQ(entry->head.subject, "invoices");
    EXPECT_EQ(record().head().sequence, 1);
    EXPECT_EQ(count("files WHERE outcome = 'taken' AND accepted = 2 AND accepted_pence = 300050"), 1);
    EXPECT_EQ(journal.count(Event::file_taken), 1);
}

TEST_F(IntakeScenario, ADryRunSaysEverythingAndLeavesNothing) {
    std::string text{invoices};
    for (int number = 3; number <= 9; ++number)
        text += "C-1,,Bright Ltd,INV-" + std::to_string(number) + ",2026-09-03,5\n";
    auto request = request_of("invoices", "september.csv", text + "C-1,,Bright Ltd,,2026-09-03,5\n");
    request.effect = Effect::dry_run;
    const auto tried = intake->take_in(request, {}).value();
    EXPECT_EQ(tried.file.accepted, 9);
    EXPECT_EQ(tried.file.rejected, 1);
    ASSERT_EQ(tried.problems.size(), 1U);
    EXPECT_EQ(tried.problems.front().line, 11);
    EXPECT_EQ(record().head().sequence, 0);
    EXPECT_EQ(count("invoices") + count("current_invoices") + count("files"), 0);
    request.effect = Effect::record;
    EXPECT_EQ(intake->take_in(request, {}).value().file.accepted, 9) << "the dry run did not count as having it";
}

TEST_F(IntakeScenario, TheSameBytesAgainChangeNothing) {
    take_in("invoices", invoices);
    const auto head = record().head();
    const auto again = intake->take_in(request_of("invoices", "copy.csv", invoices), {}).value();
    EXPECT_TRUE(again.taken_before);
    EXPECT_EQ(again.file.accepted, 0);
    EXPECT_EQ(again.file.unchanged, 2);
    EXPECT_EQ(record().head(), head);
}

TEST_F(IntakeScenario, TheSameRowsInAnotherFileAreUnchanged) {
    take_in("invoices", invoices);
    const auto other = take_in("invoices",
                               "invoice,payee,contract,amount_gross,received_on\r\n"
                               "INV-2,Bright Ltd,C-1,\"2,000.00\",2026-09-02\r\n"
                               "inv-1,BRIGHT LTD,c-1,1000.50,2026-09-01\r\n"
                               "INV-3,Bright Ltd,C-1,7,2026-09-03\r\n");
    EXPECT_FALSE(other.taken_before);
    EXPECT_EQ(other.file.accepted, 1);
    EXPECT_EQ(kept("invoices").size(), 3U);
    const auto third = take_in("invoices",
                               "contract,payer,payee,invoice,received_on,amount_gross\n"
                               "C-1,,Bright Ltd,INV-2,2026-09-02,2000\n"
                               "C-1,,Bright Ltd,INV-3,2026-09-03,8\n");
    EXPECT_EQ(third.file.unchanged, 1);
    EXPECT_EQ(third.file.revised, 1);
    EXPECT_EQ(third.file.accepted_pence, 0) << "only what is new is summed";
    EXPECT_EQ(kept("invoices").size(), 3U);
    EXPECT_TRUE(verifies());
}

TEST_F(IntakeScenario, AFileThatCannotBeTakenLeavesNoTrace) {
    struct {
        const char* text;
        const char* because;
    } const cases[]{
        {"<!DOCTYPE html><html><body>Please log in</body></html>\n", "a web page"},
        {"colour,shape\nred,round\n", "no header that fits"},
        {"contract,payee,invoice,received_on,amount_gross\nC-1,B,INV-1,2026-09-01,1\nC-1,B,INV-2,x,1\n",
         "half of it is wrong"},
        {"", "empty"},
    };
    for (const auto& row : cases) {
        const auto refused = intake->take_in(request_of("invoices", "bad.csv", row.text), {});
        EXPECT_FALSE(refused.ok()) << row.because;
        EXPECT_EQ(record().head().sequence, 0) << row.because;
        EXPECT_EQ(count("files") + count("invoices"), 0) << row.because;
    }
    EXPECT_FALSE(intake->take_in({path("none.csv"), "none.csv", &kind("invoices"), {}, Effect::record}, {}).ok());
    EXPECT_EQ(take_in("invoices", invoices).file.accepted, 2) << "the store is not held by what failed";
}

TEST_F(IntakeScenario, TheCouncilsOwnNameAsPayerIsTheSameAsABlank) {
    take_in("invoices", invoices);
    const auto spelled = take_in("invoices",
                                 "contract,payer,payee,invoice,received_on,amount_gross\n"
                                 "C-1,WESTHAVEN  council,Bright Ltd,INV-1,2026-09-01,1000.50\n"
                                 "C-1,Bright Ltd,Small Ltd,S-1,2026-09-01,10\n");
    EXPECT_EQ(spelled.file.unchanged, 1);
    EXPECT_EQ(spelled.file.accepted, 1) << "another payer is another invoice";
    ASSERT_EQ(kept("invoices").size(), 3U);
    for (const auto& row : kept("invoices"))
        EXPECT_EQ(cell(row, "payer"), cell(row, "invoice") == "S-1" ? "Bright Ltd" : "");
}

TEST_F(IntakeScenario, ARefusalIsAnAlertUntilAGoodFileOfItsKindComes) {
    const auto bad = request_of("invoices", "october.csv", "colour\nred\n");
    ASSERT_TRUE(intake->record_refusal(bad, "its header fits no kind", {}).ok());
    EXPECT_EQ(entries("import_refused"), 1);
    EXPECT_EQ(count("files WHERE outcome = 'refused' AND length(sha256) > 0"), 1);
    EXPECT_EQ(journal.count(Event::file_refused), 1);
    sweep();
    const auto raised = alert_of("feed_refused//invoices/");
    EXPECT_TRUE(raised.open());
    EXPECT_THAT(raised.summary, HasSubstr("its header fits no kind"));
    at("2026-10-02T08:00");
    take_in_people();
    sweep();
    EXPECT_TRUE(alert_of("feed_refused//invoices/").open()) << "a file of another kind mends nothing";
    take_in("invoices", invoices);
    at("2026-10-02T09:00");
    EXPECT_EQ(sweep().resolved, 1);
    EXPECT_EQ(alert_of("feed_refused//invoices/").state, AlertState::resolved);
}

TEST_F(IntakeScenario, RowsThatSayNothingNewLeaveNoEntry) {
    take_in_people();
    const auto rows = kept("people");
    const auto head = record().head();
    const auto given = intake->take_rows(rows, entry_now(clock, {}, "review")).value();
    EXPECT_EQ(given.second, 0);
    EXPECT_EQ(record().head(), head);
    auto changed = rows;
    changed.front().values[kind("people").column("name")] = std::string{"Ann Baker"};
    const auto revised = intake->take_rows(changed, entry_now(clock, {}, "review")).value();
    EXPECT_EQ(revised.second, head.sequence + 1);
    EXPECT_THAT(revised.first, ::testing::ElementsAre(RowOutcome::revised, RowOutcome::unchanged));
}

constexpr auto chain_header = "contract,subcontract,parent,payer,payee,supply_tier\n";

TEST_F(IntakeScenario, SubContractsAreTakenInWhateverOrderTheyStandInTheFile) {
    const auto taken = take_in("subcontracts", std::string{chain_header} +
                                                   "C-1,S-3,S-2,Second Ltd,Third Ltd,4\n"
                                                   "C-1,S-2,S-1,First Ltd,Second Ltd,\n"
                                                   "C-1,S-1,,Prime plc,First Ltd,2\n");
    EXPECT_EQ(taken.file.accepted, 3);
    EXPECT_TRUE(taken.problems.empty());
}

TEST_F(IntakeScenario, AnOrphanAmongSubContractsIsRefusedByItsLineAndTheOthersAreTaken) {
    std::string text{chain_header};
    for (int number = 1; number <= 9; ++number)
        text += "C-1,S-" + std::to_string(number) + ",,Prime plc,Sub Ltd,2\n";
    const auto taken = take_in("subcontracts", text + "C-1,S-10,S-99,Sub Ltd,Further Ltd,3\n");
    EXPECT_EQ(taken.file.accepted, 9);
    EXPECT_EQ(taken.file.rejected, 1);
    ASSERT_EQ(taken.problems.size(), 1U);
    EXPECT_EQ(taken.problems.front().line, 11);
    EXPECT_EQ(taken.problems.front().column, "parent");
    EXPECT_THAT(taken.problems.front().message, HasSubstr("contract C-1 has no sub-contract S-99"));
    EXPECT_EQ(kept("subcontracts").size(), 9U);
    const auto later = take_in("subcontracts", std::string{chain_header} +
                                                   "C-1,S-99,,Prime plc,Sub Ltd,2\n"
                                                   "C-1,S-10,S-99,Sub Ltd,Further Ltd,3\n");
    EXPECT_EQ(later.file.accepted, 2) << "given with its parent it is taken";
}

TEST_F(IntakeScenario, ACircleOfSubContractsCountsAmongTheBadRowsThatRefuseAFile) {
    const auto circle = std::string{chain_header} +
                        "C-1,S-1,S-2,Second Ltd,First Ltd,\n"
                        "C-1,S-2,S-1,First Ltd,Second Ltd,\n";
    const auto refused = intake->take_in(request_of("subcontracts", "circle.csv", circle), {});
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("circle.csv: 2 of 2 rows cannot be taken"));
    EXPECT_THAT(refused.error().message, HasSubstr("line 2, parent: sub-contracts cannot stand in a circle (S-1 under "
                                                   "S-2 under S-1)"));
    EXPECT_EQ(record().head().sequence, 0) << "nothing of it stays";
}

TEST_F(IntakeScenario, ASubContractThatWouldCloseACircleWithWhatIsRecordedIsRefused) {
    take_in("subcontracts", std::string{chain_header} +
                                "C-1,S-1,,Prime plc,First Ltd,2\n"
                                "C-1,S-2,S-1,First Ltd,Second Ltd,3\n");
    auto request =
        request_of("subcontracts", "moved.csv", std::string{chain_header} + "C-1,S-1,S-2,Second Ltd,First Ltd,\n");
    request.feed.strict = true;
    const auto refused = intake->take_in(request, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("line 2, parent: sub-contracts cannot stand in a circle"));
    EXPECT_EQ(cell(kept("subcontracts").front(), "parent"), "");
}

}  // namespace
}  // namespace contractwatch::scenarios
