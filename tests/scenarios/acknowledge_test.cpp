// Somebody says that an alert is taken care of.
#include "app/acknowledge.h"

#include <gmock/gmock.h>

#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::HasSubstr;

class AcknowledgeScenario : public Council {
  protected:
    static constexpr auto key = "contract_no_manager/c-2//";

    void SetUp() override {
        take_in_people();
        take_in_contracts({"C-2"});
        sweep();
        at("2026-10-01T11:00");
    }
    Result<Alert> acknowledge(AlertId alert, std::optional<Date> until = {}) {
        return acknowledge_alert(*store, clock, settings, alert, {"dora@council.example", "being recruited", until},
                                 {"deploy", {}});
    }
    AlertId known() const { return alert_of(key).id; }
};

TEST_F(AcknowledgeScenario, IsRecordedWithTheAccountAndTheNameClaimed) {
    const auto alert = acknowledge(known());
    ASSERT_TRUE(alert.ok()) << alert.error().message;
    EXPECT_EQ(alert->state, AlertState::acknowledged);
    EXPECT_EQ(alert->acknowledged_until, (Date{2026, 10, 15})) << "ten working days";
    EXPECT_EQ(alert_of(key).state, AlertState::acknowledged);
    EXPECT_EQ(alert_of(key).acknowledged_by, "dora@council.example");
    const auto entry = record().last_entry("acknowledge");
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->head.who, "deploy");
    EXPECT_EQ(entry->head.claimed_by, "dora@council.example");
    EXPECT_EQ(entry->head.subject, key);
    EXPECT_THAT(entry->detail_json, HasSubstr("being recruited"));
    EXPECT_THAT(entry->detail_json, HasSubstr("2026-10-15"));
}

TEST_F(AcknowledgeScenario, IsNotFoundForAnAlertThatDoesNotExist) {
    const auto head = record().head();
    const auto alert = acknowledge(4711);
    ASSERT_FALSE(alert.ok());
    EXPECT_EQ(alert.error().code, ErrorCode::not_found);
    EXPECT_THAT(alert.error().message, HasSubstr("4711"));
    EXPECT_EQ(record().head(), head);
}

TEST_F(AcknowledgeScenario, IsRefusedForAnAlertThatHasEnded) {
    const auto id = known();
    take_in("contracts", "ContractReference,ContractTitle,manager_email\nC-2,Services of C-2,ann@council.example\n");
    sweep();
    const auto head = record().head();
    const auto alert = acknowledge(id);
    ASSERT_FALSE(alert.ok());
    EXPECT_EQ(alert.error().code, ErrorCode::refused);
    EXPECT_THAT(alert.error().message, HasSubstr("has ended"));
    EXPECT_EQ(record().head(), head);
}

TEST_F(AcknowledgeScenario, HoldsForTwentyWorkingDaysAtMost) {
    const auto head = record().head();
    const auto too_long = acknowledge(known(), Date{2026, 10, 30});
    ASSERT_FALSE(too_long.ok());
    EXPECT_EQ(too_long.error().code, ErrorCode::refused);
    EXPECT_THAT(too_long.error().message, HasSubstr("2026-10-29"));
    EXPECT_FALSE(acknowledge(known(), Date{2026, 9, 30}).ok()) << "a day that has passed";
    EXPECT_EQ(record().head(), head);
    EXPECT_TRUE(acknowledge(known(), Date{2026, 10, 29}).ok());
}

TEST_F(AcknowledgeScenario, StopsRemindersUntilItsLastDayHasPassed) {
    ASSERT_TRUE(acknowledge(known(), Date{2026, 10, 15}).ok());
    const auto told = [&] { return count("told WHERE alert = " + std::to_string(known())); };
    const auto before = told();
    for (const auto* time : {"2026-10-08T08:00", "2026-10-09T08:00", "2026-10-15T08:00", "2026-10-16T08:00"}) {
        at(time);
        sweep();
        EXPECT_EQ(told(), before) << time;
    }
    at("2026-10-22T08:00");
    sweep();
    EXPECT_EQ(told(), before + 2) << "five working days after the acknowledgement ended";
}

}  // namespace
}  // namespace contractwatch::scenarios
