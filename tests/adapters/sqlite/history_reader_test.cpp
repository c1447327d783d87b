// How the record came to be what it is: the rows as they were given are found again by what stands now.
#include "adapters/sqlite/history_reader.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using builders::row;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class HistoryReaderTest : public ::testing::Test {
  protected:
    /// Ids of the rows as given of the invoices that these references begin.
    std::vector<std::int64_t> given(const std::vector<std::string>& references) const {
        std::vector<Row> current;
        for (const auto& each : references)
            std::ranges::move(history_.current(kind("invoices"), {each}), std::back_inserter(current));
        std::vector<std::int64_t> ids;
        for (const auto& each : history_.given(current))
            ids.push_back(each.place.row);
        return ids;
    }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    HistoryReader history_{store_->connection()};
};

TEST_F(HistoryReaderTest, FindsEveryRowThatMadeARecordAndNoOther) {
    record(*store_, {invoice("INV-1"), invoice("INV-2")});
    record(*store_, {invoice("inv-1", {{"paid_on", "2026-10-02"}}), invoice("INV-3")});
    record(*store_, {invoice("INV-2", {{"paid_on", "2026-10-03"}}), invoice("INV-1", {{"lot", "North"}})});
    EXPECT_THAT(given({"inv-1"}), ElementsAre(1, 3, 6)) << "in whatever spelling";
    EXPECT_THAT(given({"inv-2"}), ElementsAre(2, 5));
    EXPECT_THAT(given({"inv-3", "inv-1"}), ElementsAre(1, 3, 4, 6));
    EXPECT_THAT(given({"inv-9"}), IsEmpty());
}

TEST_F(HistoryReaderTest, FindsTwoRowsOfOneRecordInOneFile) {
    record(*store_, {invoice("INV-1"), invoice("INV-1", {{"lot", "North"}}), invoice("INV-2")});
    EXPECT_THAT(given({"inv-1"}), ElementsAre(1, 2));
}

TEST_F(HistoryReaderTest, TellsRecordsWithTheSameReferenceApart) {
    record(*store_, {invoice("INV-1"), row("invoices", {{"invoice", "INV-1"}, {"payee", "Quill Ltd"}})});
    const auto both = history_.current(kind("invoices"), {"inv-1"});
    ASSERT_THAT(both, SizeIs(2));
    const auto one = history_.current(kind("invoices"), {"inv-1", "quill ltd"});
    ASSERT_THAT(one, SizeIs(1));
    const auto found = history_.given(one);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found.front().place.row, 2);
}

TEST_F(HistoryReaderTest, SaysWhereARowStandsAndFromWhichLineItCame) {
    record(*store_, {invoice("INV-1")});
    record(*store_, {invoice("INV-2"), invoice("INV-3")});
    const auto found = history_.given(history_.current(kind("invoices"), {"inv-3"}));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found.front().place.table, "invoices");
    EXPECT_EQ(found.front().place.row, 3);
    EXPECT_EQ(found.front().place.entry, 2);
    EXPECT_EQ(found.front().place.line, 3);
    EXPECT_EQ(found.front().fact.text(kind("invoices").column("invoice")), "INV-3");
}

TEST_F(HistoryReaderTest, FindsWhatHasSomethingInAColumn) {
    record(*store_, {invoice("INV-1"), invoice("CN-1", {{"credits_invoice", "INV-1"}})});
    const auto& invoices = kind("invoices");
    const auto found = history_.current_with(invoices, invoices.column("credits_invoice"));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found.front().text(invoices.column("invoice")), "CN-1");
}

TEST_F(HistoryReaderTest, GivesAnEntryByItsNumberAndTakesAMissingOneForDamage) {
    record(*store_, {invoice("INV-1")});
    EXPECT_EQ(history_.entry(1).head.who, "clerk");
    EXPECT_THROW(history_.entry(2), RecordFailure);
    EXPECT_THROW(history_.message(7), RecordFailure);
}

TEST_F(HistoryReaderTest, TheSettingsInForceAreTheLatestBeforeAndEachAfter) {
    const auto use = [&](const std::string& at, const std::string& digest_at) {
        auto change = store_->begin(import_at(at));
        (*change)->use_settings({{"digest_at", digest_at}});
        (*change)->commit();
    };
    use("2026-10-01T08:00:00Z", "07:00");
    use("2026-10-02T08:00:00Z", "08:00");
    use("2026-10-03T08:00:00Z", "09:00");
    const auto entries = [&](std::int64_t first, std::int64_t last) {
        std::vector<std::int64_t> found;
        for (const auto& each : history_.settings_between(first, last))
            found.push_back(each.place.entry);
        return found;
    };
    EXPECT_THAT(entries(2, 2), ElementsAre(2));
    EXPECT_THAT(entries(2, 3), ElementsAre(2, 3));
    EXPECT_THAT(entries(1, 9), ElementsAre(1, 2, 3));
    EXPECT_THAT(history_.bank_holidays_between(1, 9), IsEmpty());
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
