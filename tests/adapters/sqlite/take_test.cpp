// Rows on their way into the record: what is new, what is a revision, what says nothing.
#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using builders::row;
using ::testing::Each;
using ::testing::ElementsAre;
using enum RowOutcome;

constexpr const char* fold = "SELECT invoice, payee, contract, amount_gross_pence, paid_on FROM current_invoices";

class Take : public ::testing::Test {
  protected:
    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    std::string path_ = folder_.path();
};

TEST_F(Take, AcceptsWhatIsNewRevisesWhatDiffersAndLeavesWhatSaysNothingNew) {
    const auto seen = invoice("INV-1", {{"amount_gross", "10"}});
    const auto paid = invoice("INV-1", {{"amount_gross", "10"}, {"paid_on", "2026-09-30"}});
    EXPECT_THAT(record(*store_, {seen, paid, paid, seen}), ElementsAre(accepted, revised, unchanged, unchanged));
    EXPECT_THAT(ask(path_, fold), ElementsAre("INV-1|Acme Ltd||1000|2026-09-30"));
    EXPECT_THAT(ask(path_, "SELECT id, source_line, paid_on FROM invoices"), ElementsAre("1|2|", "2|3|2026-09-30"));
    EXPECT_THAT(ask(path_, "SELECT first_entry, last_entry, last_fact FROM current_invoices"), ElementsAre("1|1|2"));
}

TEST_F(Take, GoesOnFromWhatStoodInTheRecord) {
    record(*store_, {invoice("INV-1", {{"amount_gross", "10"}}), invoice("INV-2", {{"amount_gross", "20"}})});
    const auto outcomes =
        record(*store_, {invoice("INV-1", {{"amount_gross", "11"}}), invoice("INV-2", {{"amount_gross", "20"}}),
                         invoice("INV-3", {{"amount_gross", "30"}})});
    EXPECT_THAT(outcomes, ElementsAre(revised, unchanged, accepted));
    EXPECT_THAT(ask(path_, fold),
                ElementsAre("INV-1|Acme Ltd||1100|", "INV-2|Acme Ltd||2000|", "INV-3|Acme Ltd||3000|"));
    EXPECT_THAT(ask(path_, "SELECT first_entry, last_entry, last_fact FROM current_invoices"),
                ElementsAre("1|2|3", "1|1|2", "2|2|4"));
    EXPECT_THAT(ask(path_, "SELECT id, entry FROM invoices"), ElementsAre("1|1", "2|1", "3|2", "4|2"));
}

TEST_F(Take, LeavesWhatABlankDoesNotSayAndClearsWhatADashClears) {
    auto clears = invoice("INV-1");
    clears.cleared = {clears.kind->column("paid_on")};
    record(*store_, {invoice("INV-1", {{"contract", "C-1"}, {"paid_on", "2026-09-30"}})});
    EXPECT_THAT(record(*store_, {invoice("INV-1"), clears, clears}), ElementsAre(unchanged, revised, unchanged));
    EXPECT_THAT(ask(path_, fold), ElementsAre("INV-1|Acme Ltd|C-1||"));
    EXPECT_THAT(ask(path_, "SELECT cleared FROM invoices WHERE id = 2"), ElementsAre("paid_on"));
}

TEST_F(Take, ComparesKeysWithoutCaseAndSpacing) {
    const auto outcomes = record(*store_, {row("suppliers", {{"supplier", "Cwmni Ŵyn  Cyf"}, {"name", "Ŵyn"}}),
                                           row("suppliers", {{"supplier", " CWMNI ŵYN CYF "}, {"name", "Ŵyn"}}),
                                           row("suppliers", {{"supplier", "Cwmni Wyn Cyf"}, {"name", "Wyn"}})});
    EXPECT_THAT(outcomes, ElementsAre(accepted, unchanged, accepted));
    EXPECT_THAT(ask(path_, "SELECT supplier_key, supplier FROM current_suppliers"),
                ElementsAre("cwmni wyn cyf|Cwmni Wyn Cyf", "cwmni ŵyn cyf|Cwmni Ŵyn  Cyf"));
}

TEST_F(Take, DoesNotRunPartsOfAKeyTogether) {
    using namespace std::string_literals;
    const auto named = [](const std::string& payee, const std::string& number) {
        auto made = row("invoices", {{"amount_gross", "1"}});
        made.values[made.kind->column("payee")] = payee;
        made.values[made.kind->column("invoice")] = number;
        return made;
    };
    const auto outcomes = record(*store_, {named("b", "a"), named("", "ab"), named("ab", ""), named("b\0c"s, "a"),
                                           named("c"s, "a\0b"s), named("\x1f", "a"), named("", "a\x1f")});
    EXPECT_THAT(outcomes, Each(accepted));
    EXPECT_THAT(record(*store_, {named("b\0c"s, "a"), named("", "a\x1f")}), Each(unchanged));
}

TEST_F(Take, KeepsTheSameRowsInAnyOrderToTheSameState) {
    std::vector<Row> rows;
    for (const auto* number : {"INV-1", "INV-2", "INV-3"}) {
        rows.push_back(invoice(number, {{"received_on", "2026-09-01"}, {"amount_gross", "10"}}));
        rows.push_back(invoice(number, {{"paid_on", "2026-09-30"}}));
        rows.push_back(invoice(number, {{"contract", "C-1"}, {"amount_gross", "10"}}));
    }
    constexpr const char* state =
        "SELECT invoice_key, contract, received_on, amount_gross_pence, paid_on FROM current_invoices";
    record(*store_, rows);
    const auto expected = ask(path_, state);
    std::mt19937 chance{1};
    for (int round = 0; round < 5; ++round) {
        std::shuffle(rows.begin(), rows.end(), chance);
        const RecordFolder other;
        const auto store = other.open();
        record(*store, {rows.begin(), rows.begin() + 4});
        record(*store, {rows.begin() + 4, rows.end()});
        EXPECT_EQ(ask(other.path(), state), expected);
    }
}

TEST_F(Take, TakesManyRowsAsItTakesFew) {
    std::vector<Row> rows;
    for (int number = 0; number < 3'000; ++number) {
        rows.push_back(
            invoice("INV-" + std::to_string(number * 7'919 % 3'000), {{"amount_gross", std::to_string(number)}}));
        if (number % 3 == 0) rows.push_back(rows.back());
        if (number % 5 == 0) rows.push_back(invoice("inv-" + std::to_string(number), {{"paid_on", "2026-09-30"}}));
    }
    const auto at_once = record(*store_, rows);
    const RecordFolder other;
    const auto store = other.open();
    auto change = store->begin(import_at());
    std::vector<RowOutcome> one_by_one;
    for (std::size_t at = 0; at < rows.size(); ++at)
        one_by_one.push_back((*change)->take({rows[at]}, {static_cast<std::int64_t>(at) + 2}).front());
    (*change)->commit();
    EXPECT_EQ(at_once, one_by_one);
    for (const auto* table :
         {"SELECT *, hex(row_digest) FROM invoices", "SELECT * FROM current_invoices", "SELECT hex(hash) FROM entries"})
        EXPECT_EQ(ask(path_, table), ask(other.path(), table));
}

TEST_F(Take, LeavesNoFactToBeReplacedWhileItTakesMany) {
    constexpr auto replace = "INSERT OR REPLACE INTO invoices SELECT * FROM invoices WHERE id = 1";
    std::vector<Row> rows;
    for (int number = 0; number < 2'000; ++number)
        rows.push_back(invoice("INV-" + std::to_string(number)));
    record(*store_, rows);
    EXPECT_THROW(store_->connection().execute(replace), RecordFailure);
    const auto change = std::move(*store_->begin(import_at("2026-10-02T09:00:00Z")));
    change->take(rows, std::vector<std::int64_t>(rows.size()));
    EXPECT_THROW(store_->connection().execute(replace), RecordFailure);
}

TEST_F(Take, RefusesManyRowsOfWhichOneWouldStandInTheRowOfAnother) {
    const std::vector<Row> first{invoice("INV-1")};
    const auto change = std::move(*store_->begin(import_at()));
    change->take(first, {2});
    store_->connection().execute(
        "INSERT INTO invoices SELECT 1500, entry, source_line, " +
        ask(path_, "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('invoices') WHERE cid > 2")
            .front() +
        " FROM invoices WHERE id = 1");
    std::vector<Row> rows;
    for (int number = 2; number < 2'002; ++number)
        rows.push_back(invoice("INV-" + std::to_string(number)));
    EXPECT_THROW(change->take(rows, std::vector<std::int64_t>(rows.size())), RecordFailure);
}

TEST_F(Take, IsSeenByReadersOfTheSameChange) {
    const auto change = *store_->begin(import_at());
    take(*change, {invoice("INV-1", {{"contract", "C-1"}})});
    EXPECT_EQ(store_->record().rows_of(kind("invoices"), ContractRef{"c-1"}).size(), 1U);
    EXPECT_THAT(take(*change, {invoice("INV-1", {{"contract", "C-2"}})}), ElementsAre(revised));
    std::vector<std::string> contracts;
    store_->record().each_row(
        kind("invoices"), [&](const Row& each) { contracts.emplace_back(each.text(each.kind->column("contract"))); });
    EXPECT_THAT(contracts, ElementsAre("C-2"));
}

TEST_F(Take, TakesRowsOfSeveralKindsInOneChange) {
    const auto outcomes = record(*store_, {row("contracts", {{"ContractReference", "C-1"}}), invoice("INV-1"),
                                           row("contracts", {{"ContractReference", "C-2"}})});
    EXPECT_THAT(outcomes, Each(accepted));
    EXPECT_THAT(ask(path_, "SELECT count(*) FROM entries"), ElementsAre("1"));
    const auto rows = store_->record().rows_of(kind("contracts"), ContractRef{"c-2"});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().provenance, (Provenance{1, 1, 2, Date{2026, 10, 1}}));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
