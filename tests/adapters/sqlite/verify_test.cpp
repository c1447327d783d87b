// What an altered record is found out by, and that it is named.
#include "adapters/sqlite/verify.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::HasSubstr;

class Verify : public ::testing::Test {
  protected:
    Verify() {
        const auto store = folder_.open();
        record(*store,
               {invoice("INV-1", {{"amount_gross", "10"}}), invoice("INV-2"), invoice("INV-3"), invoice("INV-4")});
        record(*store, {invoice("INV-1", {{"paid_on", "2026-09-30"}}), invoice("INV-5")},
               import_at("2026-10-02T08:00:00Z"));
        auto change = std::move(*store->begin(import_at("2026-10-03T08:00:00Z")));
        Message message;
        message.to = Email{"a@council.example"};
        message.bytes = "Subject: x\r\n\r\nHello";
        change->add_message(message);
        AlertStep step;
        step.after.key = "a key";
        change->add_step(step);
        change->commit();
    }

    struct Expected {
        std::string table;
        std::int64_t row;
        std::int64_t entry;
        std::string words;
    };

    /// Whether a problem of that table, row and entry, told in those words, is found.
    void expect_found(const Expected& expected) const {
        const auto report = verify(path_);
        ASSERT_TRUE(report.ok()) << report.error().message;
        std::string all;
        for (const auto& problem : report->problems) {
            if (problem.table == expected.table && problem.row == expected.row && problem.entry == expected.entry &&
                problem.message.find(expected.words) != std::string::npos)
                return;
            all += problem.table + " " + std::to_string(problem.row) + " " + std::to_string(problem.entry) + ": " +
                   problem.message + "\n";
        }
        ADD_FAILURE() << "not found: " << expected.words << "; found:\n" << all;
    }

    void alter(const std::string& table, const std::string& sql) const {
        ASSERT_EQ(meddle_unseen(path_, table, sql), "");
    }

    RecordFolder folder_;
    std::string path_ = folder_.path();
};

TEST_F(Verify, FindsNothingInARecordThatNobodyTouched) {
    const auto report = verify(path_);
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->verified()) << report->problems.front().message;
    EXPECT_EQ(report->entries, 3);
    EXPECT_EQ(report->head, folder_.open()->record().head());
}

TEST_F(Verify, FindsAnEditedRow) {
    alter("invoices", "UPDATE invoices SET amount_gross_pence = 1 WHERE id = 1");
    expect_found({"invoices", 1, 1, "row 1 of invoices (entry 1) was changed"});
    expect_found({"entries", 1, 1, "the facts of entry 1 are not those"});
}

TEST_F(Verify, FindsAnEditedRowWhoseDigestWasMadeToFit) {
    alter("invoices", "UPDATE invoices SET row_digest = (SELECT row_digest FROM invoices WHERE id = 2) WHERE id = 1");
    expect_found({"invoices", 1, 1, "row 1 of invoices (entry 1) was changed"});
}

TEST_F(Verify, FindsAnInsertedRow) {
    alter("invoices",
          "INSERT INTO invoices (id, entry, source_line, contract, payee, invoice, received_on, amount_gross_pence, "
          "row_digest) SELECT 7, 1, source_line, contract, payee, 'INV-X', received_on, amount_gross_pence, row_digest "
          "FROM invoices WHERE id = 1");
    expect_found({"invoices", 7, 1, "row 7 of invoices (entry 1) was changed"});
    expect_found({"invoices", 7, 1, "says that entry 1 added it, which the log does not bear out"});
    expect_found({"current_invoices", 7, 1, "(inv-x, acme ltd, ), last changed by entry 1, is missing"});
}

TEST_F(Verify, FindsADeletedRowInTheMiddle) {
    alter("invoices", "DELETE FROM invoices WHERE id = 2");
    expect_found({"invoices", 2, 1, "row 2 of invoices is missing, which entry 1 or one before it added"});
    expect_found({"entries", 1, 1, "the facts of entry 1 are not those"});
    expect_found({"current_invoices", 2, 1, "(inv-2, acme ltd, ), last changed by entry 1, comes from no fact"});
}

TEST_F(Verify, FindsADeletedLastRow) {
    alter("invoices", "DELETE FROM invoices WHERE id = 6");
    expect_found({"entries", 2, 2, "the facts of entry 2 are not those"});
}

TEST_F(Verify, FindsReorderedRows) {
    alter(
        "invoices",
        "UPDATE invoices SET id = 99 WHERE id = 3; UPDATE invoices SET id = 3 WHERE id = 2; UPDATE invoices SET id = 2 "
        "WHERE id = 99");
    expect_found({"invoices", 2, 1, "row 2 of invoices (entry 1) was changed"});
    expect_found({"invoices", 3, 1, "row 3 of invoices (entry 1) was changed"});
}

TEST_F(Verify, FindsAnEditedFold) {
    ASSERT_EQ(meddle(path_, "UPDATE current_invoices SET paid_on = '2026-09-01' WHERE invoice_key = 'inv-1'"), "");
    expect_found({"current_invoices", 5, 2,
                  "the row (inv-1, acme ltd, ), last changed by entry 2, has another paid_on than the facts give it"});
}

TEST_F(Verify, FindsEditedFoldsOfAlertsAndMessages) {
    ASSERT_EQ(
        meddle(path_, "UPDATE current_alerts SET state = 'resolved'; UPDATE current_outbox SET next_attempt_at = NULL"),
        "");
    expect_found({"current_alerts", 1, 0, "has another state than the facts give it"});
    expect_found({"current_outbox", 1, 0, "has another next_attempt_at than the facts give it"});
}

TEST_F(Verify, FindsADroppedTrigger) {
    ASSERT_EQ(meddle(path_, "DROP TRIGGER invoices_never_updated"), "");
    expect_found({"invoices_never_updated", 0, 0, "the trigger invoices_never_updated is missing"});
}

TEST_F(Verify, FindsATriggerThatNoLongerRefuses) {
    ASSERT_EQ(meddle(path_,
                     "DROP TRIGGER invoices_never_updated; CREATE TRIGGER invoices_never_updated BEFORE UPDATE ON "
                     "invoices BEGIN SELECT 1; END"),
              "");
    expect_found({"invoices_never_updated", 0, 0, "is not as it was made"});
}

TEST_F(Verify, FindsWhatWasAdded) {
    ASSERT_EQ(
        meddle(path_,
               "CREATE TRIGGER t AFTER INSERT ON told BEGIN DELETE FROM current_outbox; END; CREATE TABLE more(a)"),
        "");
    expect_found({"t", 0, 0, "the trigger t is not the record's own"});
    expect_found({"more", 0, 0, "the table more is not the record's own"});
}

TEST_F(Verify, FindsAChangedView) {
    ASSERT_EQ(meddle(path_,
                     "DROP VIEW audit_not_sent; CREATE VIEW audit_not_sent AS SELECT * FROM not_sent WHERE alert <> 1"),
              "");
    expect_found({"audit_not_sent", 0, 0, "the view audit_not_sent is not as it was made"});
}

TEST_F(Verify, FindsADroppedAndAnAddedView) {
    ASSERT_EQ(meddle(path_, "DROP VIEW audit_not_sent; CREATE VIEW audit_everything AS SELECT 1"), "");
    expect_found({"audit_not_sent", 0, 0, "the view audit_not_sent is missing"});
    expect_found({"audit_everything", 0, 0, "the view audit_everything is not the record's own"});
}

TEST_F(Verify, FindsDroppedTablesAndChecksTheOthersAllTheSame) {
    ASSERT_EQ(
        meddle(path_, "PRAGMA foreign_keys = OFF; DROP TABLE message_bodies; DROP TABLE told; DROP TABLE readings"),
        "");
    alter("invoices", "UPDATE invoices SET amount_gross_pence = 1 WHERE id = 1");
    expect_found({"told", 0, 0, "the table told is missing"});
    expect_found({"readings", 0, 0, "the table readings is missing"});
    expect_found({"invoices", 1, 1, "row 1 of invoices (entry 1) was changed"});
}

TEST_F(Verify, FindsADroppedLog) {
    ASSERT_EQ(meddle(path_, "PRAGMA foreign_keys = OFF; DROP TABLE entries"), "");
    expect_found({"entries", 0, 0, "the table entries is missing"});
}

TEST_F(Verify, FindsADroppedIndex) {
    ASSERT_EQ(meddle(path_, "DROP INDEX entries_by_what"), "");
    expect_found({"entries_by_what", 0, 0, "the index entries_by_what is missing"});
}

TEST_F(Verify, PassesACopyWhoseTriggersWereDroppedAndMadeAgainAsTheyWere) {
    const auto copy = folder_.path("copy.db");
    ASSERT_TRUE(copy_record(path_, copy).ok());
    for (const auto* table : {"entries", "invoices", "alerts", "told", "messages"})
        ASSERT_EQ(meddle_unseen(copy, table, "SELECT 1"), "");
    const auto report = verify(copy);
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->verified()) << report->problems.front().message;
}

TEST_F(Verify, NamesTheFirstDamagedEntryTableAndRowFirst) {
    alter("invoices", "UPDATE invoices SET payee = 'Other' WHERE id IN (2, 5)");
    const auto problems = verify(path_)->problems;
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(problems.front().message, "row 2 of invoices (entry 1) was changed after it was written");
}

TEST_F(Verify, FindsWhatWasPutInTheIdOfARowThatWasTakenAway) {
    alter("invoices", "DELETE FROM invoices WHERE id = 6");
    ASSERT_EQ(meddle(path_, "DELETE FROM current_invoices WHERE invoice_key = 'inv-5'"), "");
    record(*folder_.open(), {invoice("INV-6")}, import_at("2026-10-04T08:00:00Z"));
    expect_found({"entries", 2, 2, "the facts of entry 2 are not those"});
}

TEST_F(Verify, FindsAChangedEntry) {
    alter("entries", "UPDATE entries SET who = 'somebody' WHERE sequence = 2");
    expect_found({"entries", 2, 2, "entry 2 was changed after it was written"});
}

TEST_F(Verify, FindsAChangedEntryWhoseHashWasMadeToFit) {
    alter("entries", "UPDATE entries SET hash = x'00' WHERE sequence = 2");
    expect_found({"entries", 2, 2, "entry 2 was changed after it was written"});
    expect_found({"entries", 3, 3, "entry 3 does not follow from the entry before it"});
}

TEST_F(Verify, FindsADeletedEntry) {
    alter("entries", "DELETE FROM entries WHERE sequence = 2");
    expect_found({"entries", 3, 3, "between entry 1 and entry 3 the log has a hole"});
    expect_found({"entries", 3, 3, "entry 3 does not follow from the entry before it"});
    expect_found(
        {"invoices", 5, 2, "row 5 of invoices (entry 2) says that entry 2 added it, which the log does not bear out"});
}

TEST_F(Verify, FindsReorderedEntries) {
    alter("entries",
          "UPDATE entries SET sequence = 9 WHERE sequence = 1; UPDATE entries SET sequence = 1 WHERE sequence = 2; "
          "UPDATE "
          "entries SET sequence = 2 WHERE sequence = 9");
    expect_found({"entries", 1, 1, "entry 1 does not follow"});
    expect_found({"entries", 1, 1, "entry 1 was changed"});
}

TEST_F(Verify, FindsAChangedMessage) {
    ASSERT_EQ(meddle(path_, "UPDATE message_bodies SET eml = 'Subject: y'"), "");
    expect_found({"message_bodies", 1, 3, "the bytes kept of message 1 are not those that were frozen"});
}

TEST_F(Verify, FindsAChangedDescription) {
    ASSERT_EQ(meddle(path_, "UPDATE about SET meaning = 'the day it was received' WHERE column_name = 'paid_on'"), "");
    expect_found({"about", 0, 0, "the description of paid_on of invoices was changed"});
}

TEST_F(Verify, FindsDescriptionsThatWereTakenAwayOrAdded) {
    ASSERT_EQ(meddle(path_,
                     "DELETE FROM about WHERE table_name = 'invoices' AND column_name = ''; INSERT INTO about VALUES "
                     "('invoices', 'more', 'nothing')"),
              "");
    expect_found({"about", 0, 0, "the description of invoices was changed"});
    expect_found({"about", 0, 0, "the description of more of invoices was changed"});
}

TEST_F(Verify, LeavesTheRecordAsItIs) {
    folder_.open();
    const auto before = bytes_of(path_);
    ASSERT_TRUE(verify(path_).ok());
    EXPECT_EQ(bytes_of(path_), before);
}

TEST_F(Verify, NamesNoMoreThanAThousandProblems) {
    {
        const auto store = folder_.open();
        std::vector<Row> rows;
        for (int number = 0; number < 1'500; ++number)
            rows.push_back(invoice("MANY-" + std::to_string(number)));
        record(*store, rows, import_at("2026-10-04T08:00:00Z"));
    }
    alter("invoices", "UPDATE invoices SET payee = 'Other'");
    EXPECT_EQ(verify(path_)->problems.size(), 1'000U);
}

TEST_F(Verify, SaysSoWhereTheFileCannotBeRead) {
    EXPECT_THAT(verify(folder_.path("none.db")).error().message, HasSubstr("cannot be opened"));
}

TEST_F(Verify, FindsAnIndexThatDoesNotHaveTheRowsOfItsTable) {
    for (const std::string table : {"invoices", "alert_steps"}) {
        const auto index = table + "_by_entry";
        const auto made = ask(path_, "SELECT sql FROM sqlite_schema WHERE name = '" + index + "'").front();
        ASSERT_EQ(
            meddle(path_, "DROP INDEX " + index + ";CREATE INDEX " + index + " ON " + table +
                              "(entry) WHERE id > 1;PRAGMA writable_schema = ON;UPDATE sqlite_schema SET sql = '" +
                              made + "' WHERE name = '" + index + "'"),
            "");
    }
    expect_found({"invoices", 0, 0, "the index of invoices by entry has other rows than the table"});
    expect_found({"", 0, 0, "alert_steps_by_entry"});
}

TEST_F(Verify, TellsOfADamagedPageAndThatTheRestCouldNotBeVerified) {
    const auto page = std::stoll(ask(path_, "SELECT rootpage FROM sqlite_schema WHERE name = 'invoices'").front());
    const auto size = std::stoll(ask(path_, "PRAGMA page_size").front());
    meddle(path_, "PRAGMA wal_checkpoint(TRUNCATE)");
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp((page - 1) * size);
    file << std::string(64, '\x5a');
    file.close();
    expect_found({"", 0, 0, "the file is damaged"});
    expect_found({"", 0, 0, "what lies beyond the damage was not verified"});
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
