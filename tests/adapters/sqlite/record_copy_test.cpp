// Copies of the record that are looked at, compared with it, and made whole by themselves.
#include "adapters/sqlite/record_copy.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"
#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class RecordCopy : public ::testing::Test {
  protected:
    /// A record of two entries, a copy of it, and then a third entry.
    RecordCopy() {
        const auto store = folder_.open();
        record(*store, {invoice("INV-1")});
        record(*store, {invoice("INV-2")});
        if (!copy_record(path_, copy_).ok()) throw std::runtime_error("no copy can be made");
        record(*store, {invoice("INV-3")});
    }

    RecordFolder folder_;
    std::string path_ = folder_.path();
    std::string copy_ = folder_.path("copy.db");
};

TEST_F(RecordCopy, IsSoundWhereItsHeadIsInTheRecord) {
    const auto checked = check_copy(copy_, path_);
    ASSERT_TRUE(checked.ok()) << checked.error().message;
    EXPECT_EQ(checked->head.text(), ask(path_, "SELECT sequence || ':' || lower(hex(hash)) FROM entries").at(1));
    EXPECT_EQ(checked->bytes, static_cast<std::int64_t>(bytes_of(copy_).size()));
    EXPECT_EQ(checked->sha256, sha256_of_file(copy_).value());
}

TEST_F(RecordCopy, OfNothingHasTheHashOfNothing) {
    std::ofstream{folder_.path("empty")};
    EXPECT_EQ(sha256_of_file(folder_.path("empty")).value(),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_FALSE(sha256_of_file(folder_.path("missing")).ok());
}

TEST_F(RecordCopy, OfAnotherRecordIsNone) {
    const RecordFolder other;
    record(*other.open(), {invoice("OTHER")});
    EXPECT_THAT(check_copy(copy_, other.path()).error().message, HasSubstr("is no entry of the record"));
}

TEST_F(RecordCopy, ThatIsDamagedIsFoundOut) {
    auto bytes = bytes_of(copy_);
    for (std::size_t at = 40'000; at < bytes.size(); at += 8192)
        bytes.replace(at, 200, 200, '\xa5');
    std::ofstream{copy_, std::ios::binary} << bytes;
    const auto checked = check_copy(copy_, path_);
    ASSERT_FALSE(checked.ok());
    EXPECT_THAT(checked.error().message, StartsWith(copy_));
}

TEST_F(RecordCopy, EndsSoonAfterItIsToldTo) {
    std::vector<Row> rows;
    for (int number = 0; number < 2'000; ++number)
        rows.push_back(invoice("MANY-" + std::to_string(number)));
    record(*folder_.open(), rows);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(copy_record(path_, folder_.path("other.db"), stop.get_token()).ok());
}

TEST_F(RecordCopy, LacksWhatWasRecordedSince) {
    const auto comparison = compare(path_, copy_);
    ASSERT_TRUE(comparison.ok()) << comparison.error().message;
    EXPECT_EQ(comparison->head.sequence, 3);
    EXPECT_EQ(comparison->lost, 1);
    EXPECT_EQ(comparison->last_in_common, 2);
    EXPECT_TRUE(comparison->same_identity);
    EXPECT_EQ(compare(copy_, path_)->lost, 0) << "the other way round nothing is lost";
}

TEST_F(RecordCopy, PartsWithTheRecordWhereTheirEntriesDiffer) {
    RecordFolder other;
    std::filesystem::copy_file(copy_, other.path());
    const auto store = other.open();
    for (const auto* number : {"ELSE-3", "ELSE-4", "ELSE-5"})
        record(*store, {invoice(number)});
    const auto comparison = compare(path_, other.path());
    EXPECT_EQ(comparison->lost, 1) << "their third entries are not the same";
    EXPECT_EQ(comparison->last_in_common, 2);
    EXPECT_EQ(compare(other.path(), path_)->lost, 3);
}

TEST_F(RecordCopy, IsWholeByItselfWhenItsWalIsFolded) {
    ASSERT_TRUE(fold_wal(path_).ok());
    EXPECT_FALSE(std::filesystem::exists(path_ + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(path_ + "-shm"));
    EXPECT_EQ(folder_.open()->record().head().sequence, 3);
    EXPECT_TRUE(verify(path_)->verified());
}

TEST_F(RecordCopy, IsNotFoldedUnderAReader) {
    const auto reader = open_for_reading(path_);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(reader->record->head().sequence, 3);
    EXPECT_THAT(fold_wal(path_).error().message, HasSubstr("close it and try again"));
    EXPECT_EQ(reader->record->head().sequence, 3);
    EXPECT_TRUE(std::filesystem::exists(path_ + "-wal")) << "what readers need is still there";
}

TEST_F(RecordCopy, ThatIsASingleFileNeedsNoCompanions) {
    ASSERT_TRUE(make_single_file(path_).ok());
    EXPECT_THAT(ask("file:" + path_ + "?immutable=1", "SELECT 1"), ElementsAre("1"));
    EXPECT_EQ(bytes_of(path_).substr(18, 2), "\1\1") << "no write-ahead log";
    EXPECT_THAT(ask(path_, "SELECT max(sequence) FROM entries"), ElementsAre("3"));
    EXPECT_FALSE(std::filesystem::exists(path_ + "-shm"));
}

TEST_F(RecordCopy, ThatAKillLeftWithAJournalIsOpenedAndMended) {
    ASSERT_TRUE(make_single_file(path_).ok());
    sqlite3* writer = nullptr;
    sqlite3_open(path_.c_str(), &writer);
    sqlite3_exec(
        writer,
        "PRAGMA cache_size = 1; BEGIN; CREATE TABLE half(a); INSERT INTO half WITH RECURSIVE n(i) AS (SELECT 1 "
        "UNION ALL SELECT i + 1 FROM n WHERE i < 400) SELECT randomblob(4000) FROM n",
        nullptr, nullptr, nullptr);
    const RecordFolder killed;
    std::filesystem::copy_file(path_, killed.path());
    std::filesystem::copy_file(path_ + "-journal", killed.path("record.db-journal"));
    sqlite3_close(writer);
    EXPECT_FALSE(open_for_reading(killed.path()).ok()) << "a reader may not roll it back";
    EXPECT_EQ(killed.open()->record().head().sequence, 3);
    EXPECT_TRUE(verify(killed.path())->verified());
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
