// What is told of a file that is no record, or cannot be one, and that it stays as it was.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/sqlite/record_folder.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Opening : public ::testing::Test {
  protected:
    /// What is said when the path is opened, for writing and for reading alike.
    std::string said_of(const std::string& path) const {
        const auto store = RecordStore::open(path, {[] { return Instant{}; }, [] { return std::string{"x"}; }});
        const auto reader = open_for_reading(path);
        EXPECT_FALSE(store.ok());
        EXPECT_FALSE(reader.ok());
        if (store.ok() || reader.ok()) return {};
        EXPECT_EQ(store.error().code, reader.error().code);
        return store.error().message;
    }

    void write(const std::string& path, const std::string& bytes) const {
        std::ofstream{path, std::ios::binary} << bytes;
    }

    RecordFolder folder_;
    std::string path_ = folder_.path();
};

TEST_F(Opening, MakesARecordWhereThereIsNone) {
    EXPECT_EQ(folder_.open()->record().identity(), "a-random-name");
    EXPECT_EQ(folder_.open()->record().head(), Head{});
    EXPECT_TRUE(verify(path_)->verified());
}

TEST_F(Opening, MakesARecordOfAnEmptyFile) {
    write(path_, "");
    EXPECT_EQ(folder_.open()->record().identity(), "a-random-name");
}

TEST_F(Opening, LeavesWhatIsNoRecordAsItIs) {
    folder_.open();
    const auto good = bytes_of(path_);
    const struct {
        std::string bytes;
        const char* says;
        const char* because;
    } files[] = {
        {"Invoice,Amount\nINV-1,10.00\n", "file is not a database", "a CSV file"},
        {std::string(100'000, 'x'), "file is not a database", "garbage"},
        {"SQLite format 3" + std::string(1, '\0') + std::string(4'000, '\xff'), "damaged", "a damaged header"},
        {good.substr(0, 16) + std::string(84, '\x7f') + good.substr(100), "damaged", "a header overwritten"},
        {good.substr(0, 5'000), "damaged", "a file cut short"},
    };
    for (const auto& file : files) {
        const auto path = folder_.path("other.db");
        std::filesystem::remove(path + "-wal");
        std::filesystem::remove(path + "-shm");
        write(path, file.bytes);
        EXPECT_THAT(said_of(path), HasSubstr(file.says)) << file.because;
        EXPECT_THAT(said_of(path), HasSubstr(path)) << file.because;
        EXPECT_EQ(bytes_of(path), file.bytes) << file.because;
    }
}

TEST_F(Opening, LeavesAnotherProgramsDatabaseAsItIs) {
    ASSERT_EQ(meddle(path_, "CREATE TABLE theirs(a); INSERT INTO theirs VALUES (1)"), "");
    const auto before = bytes_of(path_);
    EXPECT_THAT(said_of(path_), HasSubstr("no contractwatch record"));
    EXPECT_EQ(bytes_of(path_), before);
    EXPECT_FALSE(std::filesystem::exists(path_ + "-wal"));
}

TEST_F(Opening, LeavesAnotherProgramsDatabaseInWalModeAsItIs) {
    ASSERT_EQ(meddle(path_, "PRAGMA journal_mode = WAL; PRAGMA application_id = 77; CREATE TABLE theirs(a)"), "");
    const auto before = bytes_of(path_);
    EXPECT_THAT(said_of(path_), HasSubstr("no contractwatch record"));
    EXPECT_EQ(bytes_of(path_), before);
}

TEST_F(Opening, LeavesANewerRecordAsItIs) {
    folder_.open();
    const auto newer = std::to_string(schema_version + 1);
    ASSERT_EQ(meddle(path_, "PRAGMA user_version = " + newer + "; PRAGMA wal_checkpoint(TRUNCATE)"), "");
    const auto before = bytes_of(path_);
    EXPECT_THAT(said_of(path_), HasSubstr("written by a newer contractwatch (its form is version " + newer +
                                          ", this program knows up to " + std::to_string(schema_version) + ")"));
    EXPECT_EQ(bytes_of(path_), before);
}

TEST_F(Opening, SaysWhatIsWrongWithThePath) {
    EXPECT_THAT(said_of(folder_.path("missing/record.db")), HasSubstr("check that its folder exists"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path("missing")));
    EXPECT_THAT(said_of(folder_.path("")), HasSubstr("a plain file"));
    folder_.open();
    std::filesystem::create_symlink(path_, folder_.path("link.db"));
    EXPECT_THAT(said_of(folder_.path("link.db")), HasSubstr("no symbolic link"));
}

TEST_F(Opening, DoesNotMakeARecordForAReader) {
    EXPECT_FALSE(open_for_reading(path_).ok());
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Opening, FindsEverythingAgain) {
    record(*folder_.open(), {invoice("INV-1")});
    record(*folder_.open(), {invoice("INV-2")});
    EXPECT_EQ(folder_.open()->record().head().sequence, 2);
    EXPECT_THAT(ask(path_, "SELECT id, entry FROM invoices"), ElementsAre("1|1", "2|2"));
}

TEST_F(Opening, KeepsTheFilesBesideTheRecordForReadersWhoMayNotWrite) {
    record(*folder_.open(), {invoice("INV-1")});
    EXPECT_TRUE(std::filesystem::exists(path_ + "-wal"));
    EXPECT_TRUE(std::filesystem::exists(path_ + "-shm"));
    EXPECT_EQ(std::filesystem::file_size(path_ + "-wal"), 0U);
}

TEST_F(Opening, LetsOthersReadWhileItWrites) {
    const auto store = folder_.open();
    record(*store, {invoice("INV-1")});
    const auto reader = open_for_reading(path_);
    ASSERT_TRUE(reader.ok());
    auto change = std::move(*store->begin(import_at()));
    take(*change, {invoice("INV-2")});
    int rows = 0;
    reader->record->each_row(kind("invoices"), [&](const Row&) { ++rows; });
    EXPECT_EQ(rows, 1);
    change->commit();
    EXPECT_EQ(reader->record->head().sequence, 2);
    EXPECT_THROW(reader->connection->execute("DELETE FROM current_invoices"), RecordFailure);
}

TEST_F(Opening, LetsALongReadFinishOnWhatItBeganWith) {
    const auto store = folder_.open();
    record(*store, {invoice("INV-1"), invoice("INV-2"), invoice("INV-3")});
    const auto reader = open_for_reading(path_);
    int rows = 0;
    reader->record->each_row(kind("invoices"),
                             [&](const Row&) { record(*store, {invoice("NEW-" + std::to_string(++rows))}); });
    EXPECT_EQ(rows, 3);
    EXPECT_EQ(store->record().head().sequence, 4);
}

TEST_F(Opening, CopiesAWholeRecordWhileOthersWrite) {
    const auto store = folder_.open();
    record(*store, {invoice("INV-1")});
    const auto open_change = *store->begin(import_at());
    take(*open_change, {invoice("INV-2")});
    const auto copy = folder_.path("copy.db");
    ASSERT_TRUE(copy_record(path_, copy).ok());
    const auto report = verify(copy);
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->verified());
    EXPECT_EQ(report->head, store->record().head());
    EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
    EXPECT_THAT(copy_record(path_, copy).error().message, HasSubstr("the copy could not be written"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
