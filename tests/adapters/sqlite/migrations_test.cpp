// Records of earlier forms brought to the present one: whole, copied first, and whatever dies when.
#include "adapters/sqlite/migrations.h"

#include <csignal>
#include <iostream>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sqlite/record_change.h"
#include "adapters/sqlite/record_folder.h"
#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* every_object =
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name";

class MigrationOfRecord : public ::testing::Test {
  protected:
    MigrationOfRecord() { std::filesystem::copy_file(SOURCE_DIR "/tests/data/records/version-1.db", path_); }

    static Surroundings surroundings() {
        return {[] { return instant("2026-12-02T12:00:00Z"); }, [] { return std::string{"a-random-name"}; }};
    }
    std::unique_ptr<RecordStore> open() const { return std::move(*RecordStore::open(path_, surroundings())); }

    /// The id and digest of every row of every table of facts.
    static std::vector<std::string> digests(const std::string& path) {
        std::vector<std::string> all;
        for (const auto& table : ask(path,
                                     "SELECT name FROM sqlite_schema s WHERE type = 'table' AND EXISTS (SELECT 1 FROM "
                                     "pragma_table_info(s.name) WHERE name = 'row_digest') ORDER BY name")) {
            for (const auto& row : ask(path, "SELECT id, hex(row_digest) FROM \"" + table + "\" ORDER BY id"))
                all.push_back(table + " " + row);
        }
        return all;
    }

    RecordFolder folder_;
    std::string path_ = folder_.path();
    std::string copy_ = path_ + ".before-version-2.db";
};

TEST_F(MigrationOfRecord, LeavesItAsOneThatWasMadeInThePresentForm) {
    open();
    ask(path_, "PRAGMA user_version");
    const RecordFolder fresh;
    fresh.open();
    EXPECT_EQ(ask(path_, every_object), ask(fresh.path(), every_object))
        << "name the tables that were added or changed in the last step of src/adapters/sqlite/migrations.cpp";
    EXPECT_EQ(ask(path_, "SELECT * FROM about ORDER BY 1, 2"), ask(fresh.path(), "SELECT * FROM about ORDER BY 1, 2"));
    EXPECT_EQ(ask(path_, "PRAGMA user_version"), ask(fresh.path(), "PRAGMA user_version"));
}

TEST_F(MigrationOfRecord, LeavesEveryDigestAndEveryEntry) {
    const auto before = digests(path_);
    const auto log = ask(path_, "SELECT sequence, hex(hash) FROM entries ORDER BY sequence");
    ASSERT_GT(before.size(), 300U);
    open();
    EXPECT_EQ(digests(path_), before);
    EXPECT_EQ(ask(path_, "SELECT sequence, hex(hash) FROM entries WHERE what <> 'migrated' ORDER BY sequence"), log);
    const auto report = verify(path_);
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->verified()) << report->problems.front().message;
}

TEST_F(MigrationOfRecord, IsAnEntryInTheLogForEachStep) {
    const std::string copy_name = "record.db.before-version-2.db";
    const auto store = open();
    EXPECT_THAT(
        ask(path_, "SELECT sequence, at, recorded_at, who, what, subject, detail FROM entries WHERE sequence > 82"),
        ElementsAre("83|2026-12-01T08:01:00Z|2026-12-02T12:00:00Z|service|migrated|version 2|"
                    "{\"from\":1,\"to\":2,\"does\":\"adds the views for auditors\",\"copy\":\"" +
                        copy_name + "\"}",
                    "84|2026-12-01T08:01:00Z|2026-12-02T12:00:00Z|service|migrated|version 3|"
                    "{\"from\":2,\"to\":3,\"does\":\"" +
                        migrations()[1].does + "\",\"copy\":\"" + copy_name + "\"}",
                    "85|2026-12-01T08:01:00Z|2026-12-02T12:00:00Z|service|migrated|version 4|"
                    "{\"from\":3,\"to\":4,\"does\":\"" +
                        migrations()[2].does + "\",\"copy\":\"" + copy_name + "\"}",
                    "86|2026-12-01T08:01:00Z|2026-12-02T12:00:00Z|service|migrated|version 5|"
                    "{\"from\":4,\"to\":5,\"does\":\"" +
                        migrations()[3].does + "\",\"copy\":\"" + copy_name + "\"}",
                    "87|2026-12-01T08:01:00Z|2026-12-02T12:00:00Z|service|migrated|version 6|"
                    "{\"from\":5,\"to\":6,\"does\":\"" +
                        migrations().back().does + "\",\"copy\":\"" + copy_name + "\"}"));
    ASSERT_TRUE(store->migrated());
    EXPECT_EQ(store->migrated()->copy, copy_);
    EXPECT_FALSE(open()->migrated()) << "once is enough";
}

TEST_F(MigrationOfRecord, IsMadeByWhoeverOpensTheRecordForThatMoment) {
    auto around = surroundings();
    around.opening = [] { return import_at("2026-12-05T08:00:00Z"); };
    ASSERT_TRUE(RecordStore::open(path_, around).ok());
    EXPECT_THAT(ask(path_, "SELECT at, day, who FROM entries WHERE what = 'migrated'"),
                Each("2026-12-05T08:00:00Z|2026-12-05|clerk"));
}

TEST_F(MigrationOfRecord, IsRefusedForAGivenTimeBeforeTheLastEntry) {
    auto around = surroundings();
    around.opening = [] {
        auto head = import_at("2026-11-01T08:00:00Z");
        head.clock_given = true;
        return head;
    };
    EXPECT_THAT(RecordStore::open(path_, around).error().message, HasSubstr("give a later time with --now"));
    EXPECT_THAT(ask(path_, "PRAGMA user_version"), ElementsAre("1"));
    EXPECT_FALSE(std::filesystem::exists(copy_));
}

TEST_F(MigrationOfRecord, KeepsTheRecordAsItWas) {
    const auto objects_before = ask(path_, every_object);
    open();
    EXPECT_EQ(ask(copy_, every_object), objects_before);
    EXPECT_THAT(ask(copy_, "PRAGMA user_version"), ElementsAre("1"));
    EXPECT_TRUE(verify(copy_)->verified());
    EXPECT_FALSE(std::filesystem::exists(copy_ + ".part"));
}

TEST_F(MigrationOfRecord, NeverWritesOverAFileThatIsThere) {
    std::ofstream{copy_} << "somebody's";
    EXPECT_EQ(open()->migrated()->copy, path_ + ".before-version-2-2.db");
    EXPECT_EQ(bytes_of(copy_), "somebody's");
    EXPECT_TRUE(verify(path_ + ".before-version-2-2.db")->verified());
}

TEST_F(MigrationOfRecord, IsNotBegunWhereTheCopyCannotBeWritten) {
    const auto before = bytes_of(path_);
    rlimit was{};
    getrlimit(RLIMIT_FSIZE, &was);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100'000, was.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto store = RecordStore::open(path_, surroundings());
    setrlimit(RLIMIT_FSIZE, &was);
    static_cast<void>(std::signal(SIGXFSZ, handler));
    ASSERT_FALSE(store.ok());
    EXPECT_THAT(store.error().message, HasSubstr("the copy could not be written"));
    EXPECT_THAT(ask(path_, "PRAGMA user_version"), ElementsAre("1"));
    EXPECT_FALSE(std::filesystem::exists(copy_));
    EXPECT_FALSE(std::filesystem::exists(copy_ + ".part"));
    EXPECT_TRUE(open()->migrated());
}

TEST(RoomForACopy, IsAskedForInWords) {
    EXPECT_TRUE(check_room("record.db", 1'000, 1'000).ok());
    EXPECT_EQ(
        check_room("record.db", 5'000'000, 2'000'000).error().message,
        "record.db: the record is of an older form and must be copied before it is brought to the present one; the "
        "copy needs 5 MiB and the disk has room for 2 MiB: free some space; the record was left as it is");
}

TEST_F(MigrationOfRecord, GoesOnWhereAProcessDied) {
    int killed = 0;
    for (int after = 1; after <= 40; ++after) {
        const auto child = fork();
        if (child == 0) {
            const itimerval timer{{0, 0}, {0, after * 700}};
            setitimer(ITIMER_REAL, &timer, nullptr);
            const auto store = RecordStore::open(path_, surroundings());
            if (!store) std::cerr << store.error().message << '\n';
            _exit(store.ok() ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0) << "it does not open after a kill";
        killed += WIFSIGNALED(status) ? 1 : 0;
    }
    EXPECT_GT(killed, 0);
    open();
    EXPECT_THAT(ask(path_, "SELECT subject FROM entries WHERE what = 'migrated'"),
                ElementsAre("version 2", "version 3", "version 4", "version 5", "version 6"));
    EXPECT_TRUE(verify(path_)->verified());
    EXPECT_TRUE(verify(copy_)->verified());
    EXPECT_FALSE(std::filesystem::exists(path_ + ".before-version-2-2.db")) << "the copy that was made serves";
}

TEST_F(MigrationOfRecord, StopsBetweenStepsAndGoesOnFromThere) {
    const auto connection = std::move(*Connection::open(path_, Access::read_write));
    const auto take = [&](int until) {
        return take_steps(*connection, migrations(), [&](const Migration& step) -> Result<std::unique_ptr<Change>> {
            if (step.from >= until) return unavailable("the process died");
            auto head = import_at("2026-12-02T08:00:00Z");
            head.what = "migrated";
            return std::unique_ptr<Change>{std::make_unique<RecordChange>(*connection, head, head.at, Instant{})};
        });
    };
    EXPECT_FALSE(take(2).ok());
    EXPECT_THAT(ask(path_, "PRAGMA user_version"), ElementsAre("2"));
    EXPECT_TRUE(verify(path_)->verified());
    EXPECT_TRUE(take(schema_version).ok());
    EXPECT_THAT(ask(path_, "PRAGMA user_version"), ElementsAre(std::to_string(schema_version)));
    EXPECT_THAT(ask(path_, "SELECT count(*) FROM entries WHERE what = 'migrated'"),
                ElementsAre(std::to_string(schema_version - 1)));
}

TEST_F(MigrationOfRecord, IsNotNeededToReadAnOlderRecord) {
    const auto before = bytes_of(path_);
    const auto opened = open_for_reading(path_);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened->record->head().sequence, 82);
    EXPECT_EQ(opened->record->rows_of(kind("contracts"), ContractRef{"WCC-2025-001"}).size(), 1U);
    std::size_t reviews = 0;
    opened->record->each_row(kind("reviews"), [&](const Row& row) {
        EXPECT_TRUE(blank(row.values[kind("reviews").column("withdrawn_reason")])) << "a column that came since";
        ++reviews;
    });
    EXPECT_GT(reviews, 0U);
    EXPECT_FALSE(opened->record->alerts({}).empty());
    EXPECT_TRUE(verify(path_)->verified());
    EXPECT_EQ(bytes_of(path_), before);
}

TEST_F(MigrationOfRecord, DoesNotHideWhatWasAlteredBefore) {
    ASSERT_EQ(meddle(path_, "DROP TRIGGER measures_never_updated"), "");
    ASSERT_EQ(meddle(path_, "UPDATE measures SET title = 'x' WHERE id = 1"), "");
    EXPECT_FALSE(verify(path_)->verified());
    open();
    const auto report = verify(path_);
    std::string said;
    for (const auto& problem : report->problems)
        said += problem.message + "\n";
    EXPECT_THAT(said, HasSubstr("the trigger measures_never_updated is missing"));
    EXPECT_THAT(said, HasSubstr("row 1 of measures (entry 7) was changed after it was written"));
}

/// A record of each form between the first and the present one, and the steps that it has taken by then.
struct Earlier {
    int version;
    std::vector<std::string> steps;
};

class RecordOfAnEarlierForm : public ::testing::TestWithParam<Earlier> {};

TEST_P(RecordOfAnEarlierForm, IsBroughtToThePresentOneWithItsNotesAndItsEarlierSteps) {
    const RecordFolder folder;
    const auto path = folder.path();
    const auto version = std::to_string(GetParam().version);
    std::filesystem::copy_file(SOURCE_DIR "/tests/data/records/version-" + version + ".db", path);
    EXPECT_TRUE(verify(path)->verified()) << "as it is";
    const auto before = verify(path)->erased;
    const auto store = std::move(*RecordStore::open(
        path, {[] { return instant("2026-12-09T12:00:00Z"); }, [] { return std::string{"a-random-name"}; }}));
    ASSERT_TRUE(store->migrated());
    EXPECT_EQ(store->migrated()->copy, path + ".before-version-" + std::to_string(GetParam().version + 1) + ".db");
    EXPECT_EQ(ask(path, "SELECT sequence, subject FROM entries WHERE what = 'migrated'"), GetParam().steps);
    const auto after = verify(path);
    EXPECT_TRUE(after->verified()) << after->problems.front().message;
    EXPECT_EQ(after->erased, before);
}

INSTANTIATE_TEST_SUITE_P(
    Record, RecordOfAnEarlierForm,
    ::testing::Values(Earlier{2, {"83|version 2", "97|version 3", "98|version 4", "99|version 5", "100|version 6"}},
                      Earlier{3, {"83|version 2", "97|version 3", "139|version 4", "140|version 5", "141|version 6"}},
                      Earlier{4, {"83|version 2", "97|version 3", "139|version 4", "183|version 5", "184|version 6"}},
                      Earlier{5, {"83|version 2", "97|version 3", "139|version 4", "183|version 5", "230|version 6"}}),
    [](const auto& each) { return "Form" + std::to_string(each.param.version); });

TEST(TableMadeAnew, GetsItsNewColumnsAndKeepsItsRows) {
    const RecordFolder folder;
    const auto path = folder.path();
    record(*folder.open(), {invoice("INV-1", {{"amount_gross", "10"}}), invoice("INV-2")});
    const auto described = ask(path, every_object);
    const auto rows = ask(path, "SELECT *, hex(row_digest) FROM invoices");
    for (const auto& view : ask(path, "SELECT name FROM sqlite_schema WHERE type = 'view'"))
        ASSERT_EQ(meddle(path, "DROP VIEW " + view), "");
    for (const auto* trigger : {"never_updated", "never_deleted", "never_replaced"})
        ASSERT_EQ(meddle(path, "DROP TRIGGER invoices_" + std::string{trigger}), "");
    ASSERT_EQ(meddle(path, "ALTER TABLE invoices DROP COLUMN payee_vcse; ALTER TABLE invoices DROP COLUMN cleared"),
              "");
    {
        const auto connection = std::move(*Connection::open(path, Access::read_write));
        connection->execute("PRAGMA foreign_keys = OFF; BEGIN");
        make_anew(*connection, table("invoices"));
        for (const auto& object : objects()) {
            if (object.type == "view") connection->execute(object.sql);
        }
        connection->execute("COMMIT");
    }
    EXPECT_EQ(ask(path, every_object), described);
    EXPECT_EQ(ask(path, "SELECT *, hex(row_digest) FROM invoices"), rows);
    EXPECT_TRUE(verify(path)->verified());
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
