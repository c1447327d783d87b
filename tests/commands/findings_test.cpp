// findings and alerts: what holds, and what is watched.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FindingsCommand : public SmallRegister {};
class AlertsCommand : public SmallRegister {};

TEST_F(FindingsCommand, SaysWhatHoldsByKey) {
    const auto said = ask({"findings"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(each_of(said.list(), "key"),
                ElementsAre("contract_no_manager/c-2//", "contract_no_measure/c-2//", "contract_no_outcome/c-1//",
                            "contract_no_outcome/c-2//", "contract_no_outcome_measure/c-1//",
                            "contract_no_qualitative_measure/c-1//", "measure_missed/c-1/m-1/2026-08",
                            "payment_due_soon/c-1//", "payment_late/c-1//", "payment_share_authority///2026-09",
                            "payment_share_contract/c-1//2026-07..2026-09", "review/c-1/operational 2026-10-01/",
                            "review/c-1/performance 2026-07-01/", "review/c-1/performance 2026-10-01/"));
}

TEST_F(FindingsCommand, GivesEveryFieldOfAFinding) {
    const auto said = ask({"findings", "--kind", "payment_late"});
    ASSERT_EQ(said.list().size(), 1U) << said.out;
    const auto finding = said.list().front();
    EXPECT_EQ(text_in(finding, "key"), "payment_late/c-1//");
    EXPECT_EQ(text_in(finding, "kind"), "payment_late");
    EXPECT_EQ(text_in(finding, "contract"), "C-1");
    EXPECT_EQ(text_in(finding, "subject"), "");
    EXPECT_EQ(text_in(finding, "period"), "");
    EXPECT_EQ(text_in(finding, "severity"), "warning");
    EXPECT_EQ(text_in(finding, "since"), "2026-09-25") << "received 10 September, last day 24 September";
    EXPECT_THAT(text_in(finding, "summary"), HasSubstr("£3,000.50"));
    ASSERT_EQ(finding.at("members").as_array().size(), 1U);
    EXPECT_EQ(text_in(finding.at("members").at(0), "id"), "inv-3|bright ltd|");
    EXPECT_EQ(text_in(finding.at("evidence"), "outstanding_pence"), "300050");
}

TEST_F(FindingsCommand, NetsACreditNoteThatNamesItsInvoiceAndNoContract) {
    write("credit.csv",
          "payee,invoice,invoice_date,amount_gross,credits_invoice\n"
          "Bright Ltd,CN-1,2026-09-25,-3000.50,INV-3\n");
    ASSERT_EQ(ask({"import", "invoices", path("credit.csv")}).exit, 0);
    EXPECT_TRUE(ask({"findings", "--kind", "payment_late"}).list().empty());
    EXPECT_TRUE(ask({"findings", "--kind", "payment_late", "--contract", "C-1"}).list().empty());
}

TEST_F(FindingsCommand, KeepsToAContract) {
    EXPECT_THAT(each_of(ask({"findings", "--contract", "c-2"}).list(), "kind"),
                ElementsAre("contract_no_manager", "contract_no_measure", "contract_no_outcome"))
        << "references are compared without case";
}

TEST_F(FindingsCommand, SpeaksOfTheDayGiven) {
    const auto keys = each_of(ask({"findings", "--kind", "review", "--now", "2026-07-02"}).list(), "key");
    EXPECT_THAT(keys, ElementsAre("review/c-1/performance 2026-07-01/")) << "the others come later";
    const auto early = ask({"findings", "--kind", "measure_missed", "--now", "2026-09-05"});
    EXPECT_TRUE(early.list().empty()) << "the reading of August was given on 10 September";
}

TEST_F(FindingsCommand, PrintsATableForAPerson) {
    const auto said = call({"findings", "--contract", "C-2"});
    EXPECT_EQ(said.exit, 0);
    EXPECT_THAT(said.out, HasSubstr("contract_no_manager"));
    EXPECT_THAT(said.out, HasSubstr("warning"));
    EXPECT_EQ(call({"findings", "--contract", "C-2", "--quiet"}).out, "");
}

TEST_F(FindingsCommand, NamesTheNearestContractAndKind) {
    const auto contract = call({"findings", "--contract", "C-3"});
    EXPECT_EQ(contract.exit, 2);
    EXPECT_THAT(contract.err, HasSubstr("did you mean C-1 or C-2?"));
    const auto kind = call({"findings", "--kind", "payment_lat"});
    EXPECT_EQ(kind.exit, 2);
    EXPECT_THAT(kind.err, HasSubstr("did you mean payment_late?"));
}

TEST_F(AlertsCommand, ShowsTheLifeOfAlerts) {
    EXPECT_TRUE(ask({"alerts"}).list().empty()) << "nothing was swept yet";
    ASSERT_EQ(ask({"sweep"}).exit, 0);
    const auto alerts = ask({"alerts"}).list();
    ASSERT_EQ(alerts.size(), 14U);
    const auto& first = alerts.front();
    for (const auto* field : {"id", "key", "kind", "contract", "state", "severity", "raised_at", "acknowledged_until",
                              "escalated_to", "resolved_at", "next_step_at"})
        EXPECT_TRUE(first.as_object().contains(field)) << field;
    EXPECT_EQ(text_in(first, "id"), "1");
    EXPECT_EQ(text_in(first, "raised_at"), "2026-10-01");
    EXPECT_EQ(text_in(first, "state"), "raised") << "no way to send is set";
    EXPECT_TRUE(first.at("escalated_to").is_null());
    EXPECT_TRUE(first.at("resolved_at").is_null());
}

TEST_F(AlertsCommand, LeavesOutWhatHasEnded) {
    ASSERT_EQ(ask({"sweep"}).exit, 0);
    write("more.csv", "ContractReference,ContractTitle,manager_email\nC-2,Legal advice,ann@council.example\n");
    ASSERT_EQ(ask({"import", "contracts", path("more.csv"), "--now", "2026-10-02T07:00"}).exit, 0);
    ASSERT_EQ(ask({"sweep", "--now", "2026-10-02T08:00"}).exit, 0);
    const auto of_contract = ask({"alerts", "--contract", "C-2"}).list();
    ASSERT_EQ(of_contract.size(), 3U);
    EXPECT_EQ(text_in(of_contract.front(), "state"), "resolved");
    EXPECT_EQ(text_in(of_contract.front(), "resolved_at"), "2026-10-02");
    EXPECT_THAT(each_of(ask({"alerts", "--contract", "C-2", "--open"}).list(), "kind"),
                ElementsAre("contract_no_measure", "contract_no_outcome"));
}

TEST_F(AlertsCommand, ShowsUntilWhenSomebodyAnswersForIt) {
    ASSERT_EQ(ask({"sweep"}).exit, 0);
    ASSERT_EQ(
        call({"acknowledge", "1", "--by", "dora@council.example", "--note", "In hand", "--until", "2026-10-08"}).exit,
        0);
    const auto alert = ask({"alerts"}).list().front();
    EXPECT_EQ(text_in(alert, "state"), "acknowledged");
    EXPECT_EQ(text_in(alert, "acknowledged_until"), "2026-10-08");
}

}  // namespace
}  // namespace contractwatch::testing
