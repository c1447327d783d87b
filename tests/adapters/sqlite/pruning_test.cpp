// What goes from the record leaves its digests, and nothing else; what was taken away otherwise is found.
#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"
#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Row contract(std::string_view reference, std::string_view title) {
    return builders::row("contracts", {{"ContractReference", reference}, {"ContractTitle", title}});
}

Row invoice_of(std::string_view contract, std::string_view number, std::string_view payee = "Acme Ltd") {
    return builders::row("invoices",
                         {{"contract", contract}, {"invoice", number}, {"payee", payee}, {"amount_gross", "10"}});
}

Row payment(std::string_view invoice, std::string_view payee, std::string_view contract = "") {
    return builders::row(
        "payments",
        {{"invoice", invoice}, {"payee", payee}, {"paid_on", "2010-05-01"}, {"amount", "10"}, {"contract", contract}});
}

Row review(std::string_view summary, std::string_view lessons = "", std::string_view rating = "") {
    return builders::row("reviews", {{"contract", "C-2"},
                                     {"review_type", "performance"},
                                     {"held_on", "2026-09-01"},
                                     {"held_by", "ann@council.example"},
                                     {"summary", summary},
                                     {"lessons", lessons},
                                     {"rating", rating}});
}

class PruningOfRecord : public ::testing::Test {
  protected:
    PruningOfRecord() {
        store_ = folder_.open();
        record(*store_, {contract("C-1", "Old footbridge"), contract("C-2", "New footbridge")});
        record(*store_,
               {contract("C-1", "The old footbridge"), invoice_of("C-1", "I-1"), invoice_of("C-2", "I-2"),
                invoice_of("", "I-3"), invoice_of("C-1", "I-4"), invoice_of("C-2", "I-4"), payment("I-1", "Acme Ltd"),
                payment("I-2", "Acme Ltd"), payment("", "Acme Ltd", "C-1"),
                builders::row(
                    "invoices",
                    {{"invoice", "CN-1"}, {"payee", "Acme Ltd"}, {"credits_invoice", "I-1"}, {"amount_gross", "-1"}})});
        tell();
        record(*store_, {review("Ms Pell was ill", "ask sooner", "good"), review("Ms Pell was ill", "", "inadequate")},
               at("2026-10-03T08:00:00Z"));
    }

    static EntryHead at(std::string_view when, std::string_view what = "import") {
        auto head = import_at(when);
        head.what = what;
        return head;
    }

    /// One message tells of both contracts, and one of the first alone.
    void tell() {
        auto change = std::move(*store_->begin(at("2026-10-02T08:00:00Z", "swept")));
        std::vector<AlertId> alerts;
        for (const auto* reference : {"C-1", "C-2"}) {
            AlertStep step;
            step.after.key = std::string{"review/"} + reference;
            step.after.contract = ContractRef{reference};
            alerts.push_back(change->add_step(step));
        }
        for (const auto* body : {"both", "the first"}) {
            Message message;
            message.to = Email{"a@council.example"};
            message.on = *Date::parse("2026-10-02");
            message.number = std::string_view{body} == "both" ? 1 : 2;
            message.bytes = body;
            const auto number = change->add_message(message);
            change->add_told({alerts[0], "", body, message.to}, number);
            if (number == 1) change->add_told({alerts[1], "", body, message.to}, number);
            change->start_attempt(number, 1);
            change->end_attempt({number, 1, {DeliveryResult::sent, 250, "ok", "mx", {}}, OutboxState::sent, {}});
        }
        change->commit();
    }

    Pruned prune(const std::vector<ContractRef>& contracts, Date bodies_before = {}) {
        auto change = std::move(*store_->begin(at("2026-10-04T08:00:00Z", "pruned")));
        auto pruned = change->prune({contracts, bodies_before});
        change->commit();
        return pruned;
    }

    std::vector<std::int64_t> erase(std::string_view table, std::int64_t row, const std::vector<std::string>& columns) {
        const auto& of = kind(table);
        Erasure erasure{&of, row, {}};
        for (const auto& column : columns)
            erasure.columns.push_back(of.column(column));
        auto change = std::move(*store_->begin(at("2026-10-04T08:00:00Z", "erased")));
        auto rows = change->erase(erasure);
        change->commit();
        return *rows;
    }

    std::string problems() const {
        const auto report = verify(path_);
        std::string all;
        for (const auto& problem : report->problems)
            all += problem.table + ": " + problem.message + "\n";
        return all;
    }

    void meddle_with(const std::string& table, const std::string& sql) {
        store_.reset();
        ASSERT_EQ(meddle_unseen(path_, table, sql), "");
    }

    RecordFolder folder_;
    std::string path_ = folder_.path();
    std::unique_ptr<RecordStore> store_;
};

TEST_F(PruningOfRecord, TakesWhatBelongsToTheContractAndNothingElse) {
    const auto pruned = prune({ContractRef{"c-1"}});
    EXPECT_THAT(ask(path_, "SELECT contract_reference FROM contracts"), ElementsAre("C-2"));
    EXPECT_THAT(ask(path_, "SELECT invoice, contract FROM invoices"),
                ElementsAre("I-2|C-2", "I-3|", "I-4|C-1", "I-4|C-2"))
        << "an invoice that was put right belongs to the contract that it names now, with all of its rows";
    EXPECT_THAT(ask(path_, "SELECT invoice FROM payments"), ElementsAre("I-2"));
    EXPECT_THAT(ask(path_, "SELECT contract FROM alerts"), ElementsAre("C-2"));
    EXPECT_THAT(ask(path_, "SELECT alert FROM current_alerts"), ElementsAre("2"));
    EXPECT_THAT(ask(path_, "SELECT alert, message FROM told"), ElementsAre("2|1"));
    EXPECT_THAT(ask(path_, "SELECT m.id, b.eml FROM messages m JOIN message_bodies b ON b.message = m.id"),
                ElementsAre("1|both"))
        << "a message stays as long as anything that it told";
    EXPECT_THAT(ask(path_, "SELECT message FROM current_outbox"), ElementsAre("1"));
    EXPECT_THAT(pruned.of_contracts, ElementsAre(10))
        << "two rows of the register, an invoice, its credit note and its payment, a payment on account, an alert, its "
           "step and two told";
    EXPECT_THAT(pruned.tables,
                ElementsAre(PrunedTable{"alert_steps", 1}, PrunedTable{"alerts", 1}, PrunedTable{"contracts", 2},
                            PrunedTable{"delivery_attempts", 2}, PrunedTable{"invoices", 2}, PrunedTable{"messages", 1},
                            PrunedTable{"payments", 2}, PrunedTable{"told", 2}));
}

TEST_F(PruningOfRecord, TakesPaymentsWithoutAnInvoiceByTheContractThatTheyName) {
    record(*store_,
           {payment("", "First Ltd", "C-1"), payment("", "Second Ltd", "C-2"), payment("", "Third Ltd"),
            payment("I-9", "First Ltd", "C-1"), payment("I-9", "Second Ltd", "C-2"), payment("I-2", "Acme Ltd", "C-1")},
           at("2026-10-03T12:00:00Z"));
    prune({ContractRef{"C-1"}});
    EXPECT_THAT(
        ask(path_, "SELECT payee, invoice, contract FROM payments ORDER BY id"),
        ElementsAre("Acme Ltd|I-2|", "Second Ltd||C-2", "Third Ltd||", "Second Ltd|I-9|C-2", "Acme Ltd|I-2|C-1"))
        << "an invoice of the record decides, whatever contract its payment names; without one, what the payment names";
    EXPECT_EQ(ask(path_, "SELECT count(*) FROM current_payments").front(), "4");
    EXPECT_EQ(problems(), "");
}

TEST_F(PruningOfRecord, LeavesALogThatVerifies) {
    prune({ContractRef{"C-1"}});
    EXPECT_EQ(problems(), "");
    EXPECT_EQ(verify(path_)->pruned, 13);
    prune({ContractRef{"C-2"}});
    EXPECT_EQ(problems(), "");
    EXPECT_THAT(ask(path_, "SELECT message FROM current_outbox"), IsEmpty());
}

TEST_F(PruningOfRecord, LeavesNothingOfTheTextInTheFiles) {
    EXPECT_THAT(bytes_of(path_) + bytes_of(path_ + "-wal"), HasSubstr("The old footbridge"));
    prune({ContractRef{"C-1"}});
    EXPECT_TRUE(store_->wipe_deleted());
    EXPECT_THAT(bytes_of(path_) + bytes_of(path_ + "-wal"), Not(HasSubstr("he old footbridge")));
}

TEST_F(PruningOfRecord, SaysWhereAReaderHoldsOnToWhatWasDeleted) {
    const auto reader = std::move(*Connection::open(path_, Access::read_only));
    reader->execute("BEGIN");
    reader->number("SELECT count(*) FROM entries");
    store_->connection().execute("PRAGMA busy_timeout = 1");
    prune({ContractRef{"C-1"}});
    EXPECT_FALSE(store_->wipe_deleted());
    reader->execute("COMMIT");
    EXPECT_TRUE(store_->wipe_deleted());
}

TEST_F(PruningOfRecord, GivesNoNumberASecondTime) {
    const auto last = ask(path_, "SELECT max(id) FROM payments").front();
    prune({ContractRef{"C-1"}});
    record(*store_, {payment("I-2", "Other Ltd", "C-2")}, at("2026-10-05T08:00:00Z"));
    EXPECT_EQ(ask(path_, "SELECT max(id) FROM payments").front(), std::to_string(std::stoi(last) + 1));
    EXPECT_EQ(problems(), "");
}

TEST_F(PruningOfRecord, TakesBodiesOfMessagesByTheirDay) {
    EXPECT_EQ(prune({}, *Date::parse("2026-10-02")).bodies, 0);
    EXPECT_EQ(prune({}, *Date::parse("2026-10-03")).bodies, 2);
    EXPECT_THAT(ask(path_, "SELECT count(*) FROM messages"), ElementsAre("2"));
    EXPECT_EQ(problems(), "");
}

TEST_F(PruningOfRecord, KeepsWhatIsStillToBeSent) {
    auto change = std::move(*store_->begin(at("2026-10-03T09:00:00Z", "swept")));
    Message message;
    message.to = Email{"b@council.example"};
    message.on = *Date::parse("2026-10-02");
    message.bytes = "waiting";
    change->add_told({1, "", "later", message.to}, change->add_message(message));
    change->commit();
    EXPECT_THAT(store_->record().contracts_in_outbox(), ElementsAre(ContractRef{"C-1"}));
    prune({ContractRef{"C-1"}}, *Date::parse("2026-10-03"));
    EXPECT_THAT(ask(path_, "SELECT eml FROM message_bodies"), ElementsAre("waiting"));
    EXPECT_EQ(problems(), "");
}

TEST_F(PruningOfRecord, LeavesNoTraceWhereItIsNotCommitted) {
    const auto before = ask(path_, "SELECT count(*) FROM invoices");
    std::move(*store_->begin(at("2026-10-04T08:00:00Z")))->prune({{ContractRef{"C-1"}}, Date{}});
    EXPECT_EQ(ask(path_, "SELECT count(*) FROM invoices"), before);
    EXPECT_EQ(problems(), "");
}

TEST_F(PruningOfRecord, ErasesATextFromEveryRowOfTheRecordThatHasIt) {
    EXPECT_THAT(erase("reviews", 2, {"summary", "lessons"}), ElementsAre(1, 2));
    EXPECT_THAT(ask(path_, "SELECT id, entry, summary, lessons, rating FROM reviews"),
                ElementsAre("1|4|||good", "2|4|||inadequate"));
    EXPECT_THAT(ask(path_, "SELECT summary, rating, first_entry, last_fact FROM current_reviews"),
                ElementsAre("|inadequate|4|2"));
    EXPECT_THAT(ask(path_, "SELECT table_name, row_id, entry_of_row, columns_erased FROM pruned_rows"),
                ElementsAre("reviews|1|4|summary lessons", "reviews|2|4|summary"));
    EXPECT_EQ(problems(), "");
    EXPECT_EQ(verify(path_)->erased, 2);
    EXPECT_THAT(erase("reviews", 2, {"summary"}), IsEmpty()) << "once is enough";
}

TEST_F(PruningOfRecord, IsToldByAView) {
    erase("reviews", 2, {"summary", "lessons"});
    prune({ContractRef{"C-1"}});
    EXPECT_THAT(
        ask(path_,
            "SELECT entry, at, how, table_name, row_id, entry_of_row, columns_erased FROM audit_pruned "
            "WHERE table_name IN ('reviews', 'payments')"),
        ElementsAre("5|2026-10-04T08:00:00Z|erased|reviews|1|4|summary lessons",
                    "5|2026-10-04T08:00:00Z|erased|reviews|2|4|summary", "6|2026-10-04T08:00:00Z|pruned|payments|1|2|",
                    "6|2026-10-04T08:00:00Z|pruned|payments|3|2|"));
    EXPECT_EQ(ask(path_, "SELECT count(*) FROM audit_pruned"), ask(path_, "SELECT count(*) FROM pruned_rows"));
}

TEST_F(PruningOfRecord, ErasesWhatIsTheOnlyChangeOfARow) {
    record(*store_, {review("He was ill", "", "inadequate")}, at("2026-10-03T09:00:00Z"));
    erase("reviews", 1, {"summary"});
    EXPECT_THAT(ask(path_, "SELECT last_entry, last_fact FROM current_reviews"), ElementsAre("4|2"))
        << "the third row changes nothing any more";
    EXPECT_EQ(problems(), "");
}

TEST_F(PruningOfRecord, TakesAwayWhatWasErasedBeforeInParts) {
    erase("reviews", 1, {"summary"});
    erase("reviews", 1, {"lessons"});
    EXPECT_EQ(problems(), "");
    prune({ContractRef{"C-2"}});
    EXPECT_EQ(problems(), "");
    EXPECT_EQ(verify(path_)->erased, 0);
}

TEST_F(PruningOfRecord, RefusesToEraseFromARowThatIsNotThere) {
    auto change = std::move(*store_->begin(at("2026-10-04T08:00:00Z")));
    EXPECT_THAT(change->erase({&kind("reviews"), 9, {0}}).error().message, HasSubstr("row 9 of reviews"));
}

TEST_F(PruningOfRecord, IsTheOnlyWayInWhichFactsGo) {
    EXPECT_THAT(meddle(path_, "DELETE FROM invoices WHERE id = 1"), HasSubstr("a recorded fact is never changed"));
    EXPECT_THAT(meddle(path_, "DELETE FROM entries WHERE sequence = 1"), HasSubstr("never changed"));
    EXPECT_THROW(store_->connection().execute("DELETE FROM invoices WHERE id = 1"), RecordFailure);
    EXPECT_THROW(store_->connection().prepare_deletion("invoices").bind(0, std::int64_t{1}).run(), RecordFailure)
        << "what does not stand in pruned_rows is refused by the trigger";
    EXPECT_THROW(store_->connection().execute("DELETE FROM invoices WHERE id = 1"), RecordFailure)
        << "the leave to delete was for that statement alone";
    EXPECT_EQ(problems(), "");
    prune({ContractRef{"C-1"}});
    EXPECT_THAT(meddle(path_, "DELETE FROM pruned_rows WHERE id = 1"), HasSubstr("never changed"));
}

constexpr const char* forge =
    "INSERT INTO pruned_rows SELECT 1, ENTRY, 'invoices', id, entry, lower(hex(row_digest)), NULL, NULL, row_digest "
    "FROM invoices WHERE id = 2; DELETE FROM invoices WHERE id = 2; DELETE FROM current_invoices WHERE invoice_key = "
    "'i-2'";

std::string forged(const std::string& entry) {
    std::string sql = forge;
    return sql.replace(sql.find("ENTRY"), 5, entry);
}

TEST_F(PruningOfRecord, IsFoundOutWhereNoEntryBearsItOut) {
    ASSERT_EQ(meddle(path_, forged("99")), "");
    EXPECT_THAT(problems(), HasSubstr("says that entry 99 added it, which the log does not bear out"));
}

TEST_F(PruningOfRecord, IsFoundOutWhereItsEntryDidNotPrune) {
    ASSERT_EQ(meddle(path_, forged("4")), "");
    EXPECT_THAT(problems(), HasSubstr("the facts of entry 4 are not those that it was written with"));
}

TEST_F(PruningOfRecord, IsFoundOutWhereTheDigestIsAnother) {
    ASSERT_EQ(meddle(path_,
                     "INSERT INTO pruned_rows SELECT 1, 4, 'invoices', id, entry, lower(hex(zeroblob(32))), "
                     "NULL, NULL, row_digest FROM invoices WHERE id = 2"),
              "");
    EXPECT_THAT(meddle(path_, "DELETE FROM invoices WHERE id = 2"), HasSubstr("never changed"));
    meddle_with("invoices", "DELETE FROM invoices WHERE id = 2");
    EXPECT_THAT(problems(), HasSubstr("the facts of entry 2 are not those that it was written with"));
}

TEST_F(PruningOfRecord, IsFoundOutWhereTheRowStillStands) {
    prune({ContractRef{"C-1"}});
    meddle_with("payments",
                "INSERT INTO payments (id, entry, payee, paid_on, amount_pence, row_digest) VALUES (1, 2, "
                "'x', 'y', 1, x'00')");
    EXPECT_THAT(problems(), HasSubstr("row 1 of payments (entry 2) stands, although entry 5 pruned it"));
}

TEST_F(PruningOfRecord, IsFoundOutWhereWhatWasLeftIsAnother) {
    erase("reviews", 1, {"summary"});
    meddle_with("reviews", "UPDATE reviews SET rating = 'good' WHERE id = 2");
    EXPECT_THAT(problems(), HasSubstr("row 2 of reviews (entry 4) is not what pruned_rows says was left of it"));
}

TEST_F(PruningOfRecord, IsFoundOutWhereARowIsTakenAwayOfWhichSomeCellsWereErased) {
    erase("reviews", 1, {"summary"});
    meddle_with("reviews", "DELETE FROM reviews WHERE id = 2");
    EXPECT_THAT(problems(), HasSubstr("row 2 of reviews (entry 4) is missing: of it only some cells were erased"));
}

TEST_F(PruningOfRecord, IsFoundOutWhereItTellsOfATableWithoutFacts) {
    ASSERT_EQ(meddle(path_,
                     "INSERT INTO pruned_rows VALUES (1, 4, 'about', 1, 1, 'x', NULL, NULL, x'00'), (2, 4, "
                     "'invoices', 99, 99, 'x', NULL, NULL, x'00')"),
              "");
    EXPECT_THAT(problems(), HasSubstr("tells of the table about, which has no facts"));
    EXPECT_THAT(problems(), HasSubstr("tells of a row that entry 99 did not add"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
