// What stands in the file: tables that describe themselves and guard their facts.
#include "adapters/sqlite/schema.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Schema : public ::testing::Test {
  protected:
    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    std::string path_ = folder_.path();
};

TEST_F(Schema, SaysOfItselfWhoseItIsAndWhichForm) {
    EXPECT_THAT(ask(path_, "PRAGMA application_id"), ElementsAre("1129794631"));  // CWLG
    EXPECT_THAT(ask(path_, "PRAGMA user_version"), ElementsAre(std::to_string(schema_version)));
}

TEST_F(Schema, DescribesEveryTableViewAndColumn) {
    EXPECT_THAT(
        ask(path_,
            "SELECT s.name FROM sqlite_schema s WHERE s.type IN ('table', 'view') AND NOT EXISTS (SELECT 1 FROM "
            "about WHERE table_name = s.name AND column_name = '' AND meaning <> '')"),
        IsEmpty());
    EXPECT_THAT(
        ask(path_,
            "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_xinfo(s.name) c WHERE s.type IN ('table', "
            "'view') AND NOT EXISTS (SELECT 1 FROM about WHERE table_name = s.name AND column_name = c.name AND "
            "meaning <> '')"),
        IsEmpty());
    EXPECT_THAT(ask(path_, "SELECT meaning FROM about WHERE table_name = 'invoices' AND column_name = 'paid_on'"),
                ElementsAre("the day the payee had the money, or of the pay run"));
}

TEST_F(Schema, DescribesNothingThatIsNotThere) {
    EXPECT_THAT(ask(path_,
                    "SELECT table_name, column_name FROM about a WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema s, "
                    "pragma_table_xinfo(s.name) c WHERE s.name = a.table_name AND a.column_name IN ('', c.name))"),
                IsEmpty());
    EXPECT_THAT(ask(path_, "SELECT table_name, column_name FROM about GROUP BY 1, 2 HAVING count(*) > 1"), IsEmpty());
}

TEST_F(Schema, HasOnlyStrictTables) {
    EXPECT_THAT(ask(path_,
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND "
                    "name NOT LIKE "
                    "'sqlite_%'"),
                IsEmpty());
    EXPECT_THAT(meddle(path_, "INSERT INTO current_outbox VALUES (1, 'queued', 'many', NULL, NULL)"),
                HasSubstr("cannot store TEXT value in INTEGER column"));
}

TEST_F(Schema, HasAFactTableAndAFoldForEveryKind) {
    const auto names = ask(path_, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const auto& kind : kinds()) {
        EXPECT_THAT(names, Contains(std::string{kind.name}));
        EXPECT_THAT(names, Contains("current_" + std::string{kind.name}));
    }
}

TEST_F(Schema, GuardsEveryTableOfFactsAndTheLogByThreeTriggers) {
    EXPECT_THAT(
        ask(path_,
            "SELECT s.name FROM sqlite_schema s WHERE s.type = 'table' AND (s.name = 'entries' OR EXISTS (SELECT 1 "
            "FROM pragma_table_info(s.name) WHERE name = 'row_digest')) AND (SELECT count(*) FROM sqlite_schema t "
            "WHERE t.type = 'trigger' AND t.tbl_name = s.name) <> 3"),
        IsEmpty());
}

TEST_F(Schema, KeepsTheSqlThatMadeEachObject) {
    for (const auto& object : objects()) {
        EXPECT_THAT(ask(path_, "SELECT sql FROM sqlite_schema WHERE name = '" + object.name + "'"),
                    ElementsAre(object.sql));
    }
}

TEST_F(Schema, KeepsDatesAsTextAndMoneyAsPence) {
    record(*store_,
           {invoice("INV-1", {{"received_on", "2026-09-01"}, {"amount_gross", "1,234.50"}, {"payee_sme", "yes"}})});
    EXPECT_THAT(ask(path_, "SELECT received_on, amount_gross_pence, payee_sme, paid_on, source_line FROM invoices"),
                ElementsAre("2026-09-01|123450|1||2"));
}

struct Forbidden {
    const char* sql;
    const char* because;
};

const Forbidden changes_of_facts[] = {
    {"UPDATE invoices SET payee = 'Other'", "a fact is never changed"},
    {"DELETE FROM invoices", "a fact is never deleted"},
    {"DELETE FROM invoices WHERE id = 1", "not one of them either"},
    {"INSERT OR REPLACE INTO invoices SELECT * FROM invoices", "replacing is changing"},
    {"REPLACE INTO invoices (id, entry, payee, row_digest) VALUES (1, 1, 'Other', x'00')", "however it is written"},
    {"INSERT INTO invoices SELECT * FROM invoices WHERE true ON CONFLICT (id) DO UPDATE SET payee = 'Other'",
     "an UPSERT changes"},
    {"UPDATE entries SET who = 'nobody'", "the log is never changed"},
    {"DELETE FROM entries", "the log is never shortened"},
    {"INSERT OR REPLACE INTO entries SELECT * FROM entries", "no entry is replaced"},
};

TEST_F(Schema, RefusesToChangeFactsForAnyProgram) {
    record(*store_, {invoice("INV-1", {{"amount_gross", "10"}})});
    const auto before = ask(path_, "SELECT *, hex(row_digest) FROM invoices");
    const auto log = ask(path_, "SELECT *, hex(hash) FROM entries");
    for (const auto& each : changes_of_facts) {
        EXPECT_THAT(meddle(path_, each.sql), HasSubstr("a recorded fact is never changed")) << each.because;
        EXPECT_EQ(ask(path_, "SELECT *, hex(row_digest) FROM invoices"), before) << each.because;
        EXPECT_EQ(ask(path_, "SELECT *, hex(hash) FROM entries"), log) << each.because;
    }
}

/// What the sqlite3 program says to that SQL.
std::string said_by_sqlite3(const std::string& path, const std::string& sql) {
    auto* pipe = popen(("/usr/bin/sqlite3 '" + path + "' \"" + sql + "\" 2>&1").c_str(), "r");
    std::string said;
    for (int letter = fgetc(pipe); letter != EOF; letter = fgetc(pipe))
        said += static_cast<char>(letter);
    pclose(pipe);
    return said;
}

TEST_F(Schema, RefusesToChangeFactsForTheSqlite3Program) {
    record(*store_, {invoice("INV-1", {{"amount_gross", "10"}})});
    const auto before = ask(path_, "SELECT *, hex(row_digest) FROM invoices");
    for (const auto& each : changes_of_facts) {
        EXPECT_THAT(said_by_sqlite3(path_, each.sql), HasSubstr("a recorded fact is never changed")) << each.because;
        EXPECT_EQ(ask(path_, "SELECT *, hex(row_digest) FROM invoices"), before) << each.because;
    }
}

TEST_F(Schema, NeverGivesTheSameIdTwice) {
    record(*store_, {invoice("INV-1"), invoice("INV-2")});
    record(*store_, {invoice("INV-3")}, import_at("2026-10-02T08:00:00Z"));
    store_ = folder_.open();
    record(*store_, {invoice("INV-4")}, import_at("2026-10-03T08:00:00Z"));
    EXPECT_THAT(ask(path_, "SELECT id, entry, invoice FROM invoices"),
                ElementsAre("1|1|INV-1", "2|1|INV-2", "3|2|INV-3", "4|3|INV-4"));
}

TEST_F(Schema, RefusesToChangeFactsForOurselves) {
    record(*store_, {invoice("INV-1", {{"amount_gross", "10"}})});
    for (const auto& each : changes_of_facts)
        EXPECT_THROW(store_->connection().execute(each.sql), RecordFailure) << each.because;
    for (const auto* sql :
         {"DROP TABLE invoices", "DROP TRIGGER invoices_never_updated", "ALTER TABLE invoices ADD COLUMN more TEXT",
          "CREATE TABLE more(id)", "ATTACH 'other.db' AS other", "DELETE FROM about", "UPDATE identity SET name = 'x'",
          "DROP INDEX invoices_by_entry", "DROP VIEW audit_told", "CREATE VIEW more AS SELECT 1",
          "CREATE TRIGGER more AFTER INSERT ON told BEGIN SELECT 1; END"}) {
        EXPECT_THROW(store_->connection().execute(sql), RecordFailure) << sql;
    }
    EXPECT_THAT(ask(path_, "SELECT count(*) FROM invoices"), ElementsAre("1"));
}

TEST_F(Schema, RefusesAFactWithoutEntryForOurselves) {
    store_->connection().execute("BEGIN");
    store_->connection().execute("INSERT INTO invoices (id, entry, payee, row_digest) VALUES (1, 9, 'Other', x'00')");
    EXPECT_THROW(store_->connection().execute("COMMIT"), RecordFailure);
    store_->connection().execute("ROLLBACK");
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
