// How every connection is set up against hostile files and our own mistakes.
#include "adapters/sqlite/connection.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"
#include "fakes/faulty_disk.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ConnectionToRecord : public ::testing::TestWithParam<Access> {
  protected:
    std::unique_ptr<Connection> connect() const {
        folder_.open();
        return std::move(*Connection::open(folder_.path(), GetParam()));
    }
    std::string fault_of(const Connection& connection, const std::string& sql) const {
        try {
            connection.execute(sql);
        } catch (const RecordFailure& failure) {
            return failure.what();
        }
        return {};
    }
    static int configured(const Connection& connection, int option) {
        int value = -1;
        sqlite3_db_config(connection.handle(), option, -1, &value);
        return value;
    }

    RecordFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(EveryWay, ConnectionToRecord, ::testing::Values(Access::read_only, Access::read_write),
                         [](const auto& way) { return way.param == Access::read_only ? "ToRead" : "ToWrite"; });

TEST_P(ConnectionToRecord, TrustsNothingThatTheFileBringsAlong) {
    const auto connection = connect();
    EXPECT_EQ(configured(*connection, SQLITE_DBCONFIG_DEFENSIVE), 1);
    EXPECT_EQ(configured(*connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA), 0);
    EXPECT_EQ(configured(*connection, SQLITE_DBCONFIG_DQS_DML), 0);
    EXPECT_EQ(configured(*connection, SQLITE_DBCONFIG_DQS_DDL), 0);
    EXPECT_EQ(configured(*connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION), 0);
    EXPECT_EQ(connection->number("PRAGMA trusted_schema"), 0);
    EXPECT_EQ(connection->number("PRAGMA cell_size_check"), 1);
    EXPECT_EQ(connection->number("PRAGMA mmap_size"), 0);
    EXPECT_EQ(connection->number("PRAGMA busy_timeout"), 5'000);
}

TEST_P(ConnectionToRecord, CannotRewriteTheSchemaEvenWhereItIsAllowedTo) {
    const auto connection = connect();
    EXPECT_EQ(fault_of(*connection, "PRAGMA writable_schema = ON"), "");
    EXPECT_THAT(fault_of(*connection, "UPDATE sqlite_schema SET sql = '' WHERE name = 'invoices_never_updated'"),
                HasSubstr("may not be modified"));
    EXPECT_EQ(ask(folder_.path(), "SELECT count(*) FROM sqlite_schema WHERE sql = ''").front(), "0");
}

TEST_P(ConnectionToRecord, LoadsNoExtension) {
    EXPECT_THAT(fault_of(*connect(), "SELECT load_extension('spellfix')"), HasSubstr("not authorized"));
}

TEST_P(ConnectionToRecord, TakesNoQuotedNameForAText) {
    EXPECT_THAT(fault_of(*connect(), "SELECT \"nowhere\""), HasSubstr("no such column: nowhere"));
}

TEST_P(ConnectionToRecord, CallsNoFunctionWithEffectsFromAView) {
    folder_.open();
    ASSERT_EQ(meddle(folder_.path(), "CREATE VIEW trap AS SELECT writefile('x', 'y'), load_extension('z')"), "");
    EXPECT_THAT(fault_of(*connect(), "SELECT * FROM trap"), Not(IsEmpty()));
}

class Visits : public ::testing::Test {
  protected:
    Visits() {
        folder_.open();
        connection_ = std::move(*Connection::open(folder_.path(), Access::read_only));
        connection_->execute(
            "CREATE TEMP TABLE visited (number INTEGER PRIMARY KEY, \"the text\" TEXT, bytes BLOB);"
            "INSERT INTO visited VALUES (1, 'a', x'0a0b'), (-2, NULL, x''), (3, 'c', x'ff')");
    }

    static constexpr const char* three_rows = "visited ORDER BY number";
    const std::vector<std::string> columns_ = {"number", "the text", "bytes"};

    RecordFolder folder_;
    std::unique_ptr<Connection> connection_;
};

TEST_F(Visits, ShowEachRowAtItsStepAndInItsOrder) {
    std::vector<std::string> seen;
    const RowVisitor visit = [&](const RowView& row) {
        ASSERT_EQ(row.size(), 3U);
        const auto text = row[1];
        seen.push_back(std::to_string(row.number(0)) +
                       (text.type == CellView::Type::blank ? "-" : std::string{text.text}) +
                       std::to_string(row.bytes(2).size()));
    };
    auto rows = connection_->prepare_visits(columns_, three_rows, visit);
    for (std::size_t steps = 1; rows.step(); ++steps)
        EXPECT_EQ(seen.size(), steps);
    EXPECT_THAT(seen, ::testing::ElementsAre("-2-0", "1a2", "3c1"));
}

TEST_F(Visits, EndWithTheFaultThatAVisitorMeets) {
    const RowVisitor visit = [](const RowView&) { throw std::runtime_error("SHA-256 is not available"); };
    auto rows = connection_->prepare_visits(columns_, three_rows, visit);
    try {
        rows.step();
        ADD_FAILURE() << "the fault was passed over";
    } catch (const RecordFailure& failure) {
        EXPECT_THAT(failure.what(), HasSubstr("SHA-256 is not available"));
    }
}

TEST_F(Visits, AreMadeByThisProgramAlone) {
    EXPECT_THROW(connection_->number("SELECT visit_row(1, 2)"), RecordFailure);
    EXPECT_THROW(connection_->number("SELECT visit_row(NULL)"), RecordFailure);
    EXPECT_THROW(connection_->number("SELECT visit_row()"), RecordFailure);
    connection_->execute("CREATE TEMP VIEW sly AS SELECT visit_row(1)");
    EXPECT_THROW(connection_->number("SELECT * FROM sly"), RecordFailure);
}

TEST(ConnectionThatWrites, MakesEveryCommitDurableAndKeepsReferences) {
    const RecordFolder folder;
    folder.open();
    const auto connection = std::move(*Connection::open(folder.path(), Access::read_write));
    EXPECT_EQ(connection->number("PRAGMA synchronous"), 2);
    EXPECT_EQ(connection->number("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(connection->number("PRAGMA recursive_triggers"), 1);
    EXPECT_EQ(connection->number("PRAGMA journal_size_limit"), 4'194'304);
    EXPECT_EQ(ask(folder.path(), "PRAGMA journal_mode").front(), "wal");
}

TEST(ConnectionThatWrites, RunsTriggersButForWhatItDoesWithoutThem) {
    const RecordFolder folder;
    const auto connection = std::move(*Connection::open(folder.path("other.db"), Access::read_write));
    connection->execute(
        "CREATE TABLE kept (id INTEGER PRIMARY KEY);"
        "CREATE TRIGGER no_more BEFORE INSERT ON kept BEGIN SELECT RAISE(ABORT, 'no more'); END");
    auto& insert = connection->cached("INSERT INTO kept DEFAULT VALUES");
    EXPECT_THROW(insert.run(), RecordFailure);
    {
        const WithoutTriggers without{*connection};
        EXPECT_EQ(insert.run(), 1);
    }
    EXPECT_THROW(insert.run(), RecordFailure);
    try {
        const WithoutTriggers without{*connection};
        connection->execute("INSERT INTO kept VALUES (1)");  // which stands
    } catch (const RecordFailure&) {
        EXPECT_THROW(insert.run(), RecordFailure) << "also where that failed";
    }
    EXPECT_EQ(connection->number("SELECT count(*) FROM kept"), 1);
}

/// A connection over a disk that can be told to fail, with a table whose rows fill the -wal file at once.
class Checkpoint : public ::testing::Test {
  protected:
    Checkpoint() {
        connection = std::move(*Connection::open(folder.path(), Access::read_write));
        connection->execute("CREATE TABLE large (bytes BLOB)");
    }
    void write_large_row() const { connection->execute("INSERT INTO large VALUES (zeroblob(9000000))"); }

    fakes::FaultyDisk disk;
    RecordFolder folder;
    std::unique_ptr<Connection> connection;
};

TEST_F(Checkpoint, IsMadeWhereTheWalFileHasGrown) {
    write_large_row();
    EXPECT_GT(std::filesystem::file_size(folder.path()), 9'000'000U);
}

TEST_F(Checkpoint, EndsTheConnectionsUseWhereTheDiskDoesNotConfirmIt) {
    int last = 0;
    for (int row = 1; row <= 2; ++row) {
        disk.mend();
        write_large_row();
        last = disk.steps();  // the sync of the file itself
        connection->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    disk.fail(last, fakes::Lasting::once, fakes::DiskFault::broken);
    EXPECT_THROW(write_large_row(), DurabilityLost);
    disk.mend();
    EXPECT_EQ(ask(folder.path(), "SELECT count(*) FROM large").front(), "3") << "what was committed stands";
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
