// payments behind: the rows behind the figures of the small register's alerts. Digests are as sha256sum gives them of
// the lines that stand here.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;

constexpr auto share_of_contract = "payment_share_contract/c-1//2026-07..2026-09";
constexpr auto share_of_council = "payment_share_authority///2026-09";

constexpr auto lines_of_rows =
    "INV-1\tBright Ltd\t\tC-1\t1\t2026-08-25\t2026-09-08\t2026-09-08\t100000\ton_time\n"
    "INV-2\tBright Ltd\t\tC-1\t1\t2026-08-26\t2026-09-09\t2026-09-10\t200000\tlate\n"
    "INV-3\tBright Ltd\t\tC-1\t1\t2026-09-10\t2026-09-24\t\t300050\tlate\n";
constexpr auto sha256_of_rows = "8a46f1bb848233c0c845070cb4041c27981428966d74255507799ade1f8bee6a";
constexpr auto lines_of_tallies =
    "2026-09\tc-1\t1\tsme\t1\t3\t8a46f1bb848233c0c845070cb4041c27981428966d74255507799ade1f8bee6a\n";
constexpr auto sha256_of_tallies = "069f6918fb9d78dd9ed9ac2539c717c7f0788b279f5c06df0163f6d89e051a1e";

class PaymentsBehindCommand : public SmallRegister {
  protected:
    void SetUp() override {
        SmallRegister::SetUp();
        ASSERT_EQ(call({"sweep"}).exit, 0);
    }
    /// What was told of the alert, and what is known of its rows.
    json::value behind(const char* alert) const { return ask({"payments", "behind", alert}).document(); }
};

TEST_F(PaymentsBehindCommand, PrintsWhatIsDigestedOfAContract) {
    EXPECT_EQ(call({"payments", "behind", share_of_contract, "--lines"}).out, lines_of_rows);
    EXPECT_EQ(call({"payments", "behind", share_of_contract, "--rows"}).out, lines_of_rows);
    const auto document = behind(share_of_contract);
    EXPECT_EQ(text_in(document, "rows_sha256"), sha256_of_rows);
    EXPECT_EQ(text_in(document, "rows_behind"), "3");
    EXPECT_EQ(text_in(document, "from"), "2026-07-01");
    EXPECT_EQ(text_in(document, "to"), "2026-09-30");
    EXPECT_EQ(text_in(document.at("kept").at(0), "rows_sha256"), sha256_of_rows);
    EXPECT_TRUE(document.at("kept").at(0).at("same_rows").as_bool());
}

TEST_F(PaymentsBehindCommand, PrintsTheTalliesBehindAFigureAcrossContractsAndTheirRows) {
    EXPECT_EQ(call({"payments", "behind", share_of_council, "--lines"}).out, lines_of_tallies);
    std::string sorted{lines_of_rows};
    for (std::size_t at = 0; at < sorted.size(); at = sorted.find('\n', at) + 1)
        sorted.insert(at, "2026-09\tc-1\t1\tsme\t");
    EXPECT_EQ(call({"payments", "behind", share_of_council, "--rows"}).out, sorted);
    const auto document = behind(share_of_council);
    EXPECT_EQ(text_in(document, "rows_behind"), "3") << "INV-6 has no contract";
    EXPECT_EQ(text_in(document, "rows_sha256"), sha256_of_tallies);
    EXPECT_EQ(text_in(document.at("kept").at(0), "rows_sha256"), sha256_of_tallies);
}

TEST_F(PaymentsBehindCommand, TellsWhatWasToldThenBesideWhatIsKnownNow) {
    write("payments.csv", "payee,invoice,payment,paid_on,amount\nBright Ltd,INV-3,P-3,2026-10-02,3000.50\n");
    ASSERT_EQ(call({"import", "payments", path("payments.csv"), "--now", "2026-10-02T09:00"}).exit, 0);
    const std::vector<std::string> later{"payments", "behind", share_of_council, "--now", "2026-10-02T10:00"};
    ASSERT_EQ(call({"sweep", "--now", "2026-10-02T09:30"}).exit, 0);
    const auto document = ask(later).document();
    ASSERT_EQ(document.at("kept").as_array().size(), 1U);
    EXPECT_EQ(text_in(document.at("kept").at(0), "rows_sha256"), sha256_of_tallies);
    EXPECT_EQ(text_in(document.at("kept").at(0), "day"), "2026-10-01");
    EXPECT_FALSE(document.at("kept").at(0).at("same_rows").as_bool());
    EXPECT_NE(text_in(document, "rows_sha256"), sha256_of_tallies);
    EXPECT_THAT(call(later).out, HasSubstr("as known on 2026-10-02: 3 invoices"));
    EXPECT_THAT(call(later).out, HasSubstr("other rows than were told last"));
    EXPECT_THAT(call({"payments", "behind", share_of_council}).out, HasSubstr("the rows that were told last"))
        << "as at 1 October it had not been paid";
}

TEST_F(PaymentsBehindCommand, RefusesAnAlertThatSaysNoSuchFigure) {
    const auto said = call({"payments", "behind", "payment_late/c-1//"});
    EXPECT_NE(said.exit, 0);
    EXPECT_THAT(said.err, HasSubstr("says no figure of payments"));
    EXPECT_NE(call({"payments", "behind", "9999"}).exit, 0);
}

}  // namespace
}  // namespace contractwatch::testing
