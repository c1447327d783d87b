// A disk that has no room lived through: what is said, who is warned how often, and what the record says of it after.
#include "app/outage.h"

#include <gmock/gmock.h>

#include "app/disk_room.h"
#include "fakes/fake_record_disk.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OutageScenario : public Council {
  protected:
    static RecordUnwritable no_room() { return {"the disk is full", RecordUnwritable::Cause::no_room}; }
    void fill_disk() {
        disk.free = 0;
        outage.begin(no_room());
    }
    void look_at_disk() { ASSERT_TRUE(record_disk_room(*store, disk, 1'000'000'000, clock, journal).ok()); }

    fakes::FakeRecordDisk disk;
    Outage outage{disk, clock, journal};
};

TEST_F(OutageScenario, ThrowsOffTheBallastAndEndsWhenThereIsRoomForItTwice) {
    at("2026-10-01T09:00");
    fill_disk();
    EXPECT_FALSE(disk.has_ballast);
    EXPECT_THAT(outage.refusal(), HasSubstr("Since 2026-10-01T08:00:00Z the record cannot be written as usual (the "
                                            "disk is full)"));
    at("2026-10-01T09:30");
    disk.free = 31;
    ASSERT_TRUE(outage.try_to_end(*store).ok());
    EXPECT_TRUE(outage.lasts());
    *outage.warnings() += 1;
    disk.free = 32;
    ASSERT_TRUE(outage.try_to_end(*store).ok());
    EXPECT_FALSE(outage.lasts());
    EXPECT_TRUE(disk.has_ballast);
    const auto entry = record().last_entry("disk_full");
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->detail_json,
              "{\"from\":\"2026-10-01T08:00:00Z\",\"to\":\"2026-10-01T08:30:00Z\",\"reason\":\"the "
              "disk is full\",\"warnings\":1}");
    EXPECT_EQ(journal.said.back().second, "The record can be written again, after 30 minutes.");
    ASSERT_TRUE(outage.try_to_end(*store).ok());
    EXPECT_EQ(entries("disk_full"), 1) << "once is enough";
}

TEST_F(OutageScenario, IsSaidOnceHoweverManyWritesFail) {
    fill_disk();
    fill_disk();
    EXPECT_EQ(journal.count(Event::disk_full), 1);
}

TEST_F(OutageScenario, KeepsTheBallastWhereThereIsRoomAndTheDiskRefuses) {
    outage.begin({"input/output error", RecordUnwritable::Cause::refused});
    EXPECT_TRUE(disk.has_ballast);
    ASSERT_TRUE(outage.try_to_end(*store).ok());
    EXPECT_FALSE(outage.lasts());
}

TEST_F(OutageScenario, IsWarnedOfOnceInSixHours) {
    EXPECT_FALSE(outage.warning_is_due());
    at("2026-10-01T09:00");
    fill_disk();
    EXPECT_TRUE(outage.warning_is_due());
    at("2026-10-01T14:59");
    EXPECT_FALSE(outage.warning_is_due());
    at("2026-10-01T15:00");
    EXPECT_TRUE(outage.warning_is_due());
    disk.free = 1'000;
    ASSERT_TRUE(outage.try_to_end(*store).ok());
    fill_disk();
    EXPECT_FALSE(outage.warning_is_due()) << "a disk that is full again and again floods nobody";
}

TEST_F(OutageScenario, ALowDiskIsRecordedWhereItChangesAndIsAnAlertUntilThereIsRoom) {
    disk.free = 999'999'999;
    look_at_disk();
    look_at_disk();
    EXPECT_EQ(entries("disk_low"), 1);
    EXPECT_EQ(journal.count(Event::disk_low), 1);
    sweep();
    EXPECT_THAT(composed_since(0), ElementsAre("digest desk@council.example: disk_low//disk of the record/"));
    EXPECT_THAT(alert_of("disk_low//disk of the record/").summary, HasSubstr("953 MiB are free, 953 MiB should be"));
    disk.free = 1'099'999'999;
    look_at_disk();
    EXPECT_EQ(entries("disk_roomy"), 0) << "a little more is not enough";
    disk.free = 1'100'000'000;
    at("2026-10-02T08:00");
    look_at_disk();
    EXPECT_EQ(entries("disk_roomy"), 1);
    sweep();
    EXPECT_EQ(alert_of("disk_low//disk of the record/").state, AlertState::resolved);
    disk.free.reset();
    look_at_disk();
    EXPECT_EQ(entries("disk_low"), 1) << "nothing is known of the disk";
    EXPECT_TRUE(verifies());
}

}  // namespace
}  // namespace contractwatch::scenarios
