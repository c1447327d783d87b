// Numbers of the law taken in: what the figures of the small register make of them.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LegalNumbersCommand : public SmallRegister {
  protected:
    /// By invoice and clock, of those whose last day is between August 2026 and January 2027.
    std::string last_day(std::string_view invoice, std::string_view clock) const {
        const auto said = ask({"payments", "--from", "2026-08-01", "--to", "2027-01-31", "--rows"});
        for (const auto& group : said.list()) {
            for (const auto& each : group.at("rows").as_array()) {
                if (text_in(group, "clock") == clock && text_in(each, "invoice") == invoice)
                    return text_in(each, "last_day");
            }
        }
        return "none";
    }
};

constexpr auto header = "rule,value,from,authority,checked_on\n";

TEST_F(LegalNumbersCommand, MoveTheLastDaysOfInvoicesReceivedFromTheirDayOn) {
    EXPECT_EQ(last_day("INV-2", "pa23"), "2026-09-24");
    EXPECT_EQ(last_day("INV-5", "pa23"), "2026-10-19");
    take_in("legal_numbers", std::string{header} + "payment_days_pa23,60,2026-09-01,SI 2026/1,2026-09-01\n");
    EXPECT_EQ(last_day("INV-2", "pa23"), "2026-09-24") << "received in August";
    EXPECT_EQ(last_day("INV-5", "pa23"), "2026-11-18") << "received on 20 September";
    EXPECT_EQ(last_day("INV-5", "policy"), "2026-10-04");
}

TEST_F(LegalNumbersCommand, AreNamedByTheReturnThatRestsOnThem) {
    take_in("legal_numbers", std::string{header} +
                                 "payment_days_pa23,60,2026-09-01,SI 2026/1,2026-09-01\n"
                                 "published_payments_days,45,2026-09-30,SI 2026/1,2026-09-01\n");
    const auto said = ask({"payments", "return", "s69", "--period", "2026/27-H1"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(text_in(said.document(), "publish_by"), "2026-11-13");
    const auto law = json::serialize(said.document().at("legal_numbers"));
    EXPECT_THAT(law, HasSubstr("payment_days_pa23 30 from 24 February 2025, Procurement Act 2023, s.68(2), built in"));
    EXPECT_THAT(law, HasSubstr("published_payments_days 45 from 30 September 2026, SI 2026/1, taken in by entry "));
    EXPECT_THAT(law, Not(HasSubstr("payment_days_pa23 60"))) << "no invoice of it is in the return";
    const auto older = call({"payments", "return", "s69", "--period", "2025/26-H1"});
    EXPECT_THAT(older.out, HasSubstr("no day to publish it is in force"));
}

TEST_F(LegalNumbersCommand, ThatMakeNoSenseAreRefusedInWords) {
    write("wrong.csv", std::string{header} +
                           "payment_days_pa32,60,2026-09-01,,2026-09-01\n"
                           "payment_days_pa23,0,2026-09-01,,2026-09-01\n");
    const auto said = call({"import", "legal_numbers", path("wrong.csv")});
    EXPECT_NE(said.exit, 0);
    EXPECT_THAT(said.out + said.err, HasSubstr("payment_days_pa32 is no rule whose number is looked up; did you mean "
                                               "payment_days_pa23?"));
    EXPECT_THAT(said.out + said.err, HasSubstr("0 makes no sense for payment_days_pa23; give a whole number of days"));
}

}  // namespace
}  // namespace contractwatch::testing
