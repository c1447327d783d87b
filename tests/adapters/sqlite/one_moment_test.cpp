// Several connections read one and the same moment of a record that is being written.
#include "adapters/sqlite/one_moment.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "adapters/sqlite/record_folder.h"
#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite::testing {
namespace {

/// Commits one entry after another until it is told to end; at least one.
class BusyWriter {
  public:
    explicit BusyWriter(RecordStore& store) : thread_([this, &store] { write(store); }) { written_.wait(0); }
    ~BusyWriter() {
        ends_ = true;
        thread_.join();
    }
    BusyWriter(const BusyWriter&) = delete;
    BusyWriter& operator=(const BusyWriter&) = delete;

  private:
    void write(RecordStore& store) {
        while (!ends_) {
            record(store, {invoice("BUSY-" + std::to_string(written_))});
            ++written_;
            written_.notify_all();
        }
    }

    std::atomic<int> written_ = 0;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

TEST(OneMoment, IsTheSameForEachConnectionWhileOthersWrite) {
    const RecordFolder folder;
    const auto store = folder.open();
    const BusyWriter writer{*store};
    for (int round = 0; round < 50; ++round) {
        const auto moment = open_at_one_moment(folder.path());
        ASSERT_TRUE(moment.ok()) << moment.error().message;
        const auto head = RecordReader{*moment->front()}.head();
        EXPECT_GT(head.sequence, 0);
        for (const auto& connection : *moment)
            EXPECT_EQ(RecordReader{*connection}.head(), head);
    }
}

TEST(OneMoment, IsVerifiedWhileOthersWrite) {
    const RecordFolder folder;
    const auto store = folder.open();
    const BusyWriter writer{*store};
    for (int round = 0; round < 20; ++round) {
        const auto report = verify(folder.path());
        ASSERT_TRUE(report.ok()) << report.error().message;
        EXPECT_TRUE(report->verified()) << report->problems.front().message;
    }
}

TEST(OneMoment, OfNoRecordIsRefusedInWords) {
    const RecordFolder folder;
    ASSERT_EQ(meddle(folder.path("other.db"), "CREATE TABLE t(a)"), "");
    EXPECT_NE(open_at_one_moment(folder.path("other.db")).error().message.find("no contractwatch record"),
              std::string::npos);
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
