// Which rows bear on which alert.
#include "domain/alerts/bearing.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

Alert alert_of(FindingKind kind, const std::string& subject = {}, const std::string& period = {}) {
    Alert alert;
    alert.kind = kind;
    alert.contract = ContractRef{"C-1"};
    alert.subject = subject;
    alert.period = period;
    alert.since = Date{2026, 9, 1};
    return alert;
}

TEST(Bearing, TheContractsOwnEntryBearsOnEverything) {
    for (const auto& kind : finding_kinds())
        EXPECT_TRUE(bears_on(alert_of(kind.kind), row("contracts", {{"ContractReference", "C-1"}}))) << kind.name;
}

TEST(Bearing, RolesAndPeopleMatterWhereItIsAskedWhoAnswers) {
    const auto role = row("roles", {{"contract", "C-1"}, {"role", "manager"}, {"email", "ann@council.example"}});
    EXPECT_TRUE(bears_on(alert_of(FindingKind::contract_no_manager), role));
    EXPECT_FALSE(bears_on(alert_of(FindingKind::contract_no_value), role));
    const auto person = row("people", {{"email", "Ann@council.example"}});
    EXPECT_TRUE(bears_on(alert_of(FindingKind::nobody_reachable), person));
    EXPECT_FALSE(bears_on(alert_of(FindingKind::contract_no_manager), person));
    auto left = alert_of(FindingKind::role_left);
    left.evidence = {{"person", std::string{"ann@council.example"}}};
    EXPECT_TRUE(bears_on(left, person));
    left.evidence = {{"person", std::string{"bob@council.example"}}};
    EXPECT_FALSE(bears_on(left, person));
}

TEST(Bearing, NumbersOfTheLawThatTheEvidenceNames) {
    const auto number = row("legal_numbers", {{"rule", "payment_days_pa23"}, {"value", "60"}, {"from", "2027-04-01"}});
    auto alert = alert_of(FindingKind::payment_due_soon, "pa23");
    EXPECT_FALSE(bears_on(alert, number));
    alert.evidence = {{"legal_numbers", std::vector<std::string>{"payment_days_pa23 60 from 1 April 2027, taken in by "
                                                                 "entry 17"}}};
    EXPECT_TRUE(bears_on(alert, number));
    alert.evidence = {{"legal_numbers", std::vector<std::string>{"payment_days_pa23 60 from 1 April 2028, built in"}}};
    EXPECT_FALSE(bears_on(alert, number)) << "of another day";
}

TEST(Bearing, ReviewsOfTheOccurrenceTheTypeAndTheLot) {
    auto alert = alert_of(FindingKind::review, "performance 2026-10-01 North");
    alert.evidence = {{"last_review_held_on", std::string{"2025-10-02"}}};
    struct Case {
        std::vector<Cell> cells;
        bool bears;
        std::string because;
    };
    const std::vector<Case> cases{
        {{{"review_type", "performance"}, {"lot", "north"}, {"occurrence", "2026-10-01"}}, true, "it is this one"},
        {{{"review_type", "performance"}, {"lot", "South"}, {"occurrence", "2026-10-01"}}, false, "another lot"},
        {{{"review_type", "strategic"}, {"lot", "North"}, {"occurrence", "2026-10-01"}}, false, "another type"},
        {{{"review_type", "performance"}, {"lot", "North"}, {"occurrence", "2027-01-01"}}, false, "another occurrence"},
        {{{"review_type", "performance"}, {"lot", "North"}, {"held_on", "2026-10-03"}}, true, "it closes the open one"},
        {{{"review_type", "performance"}, {"lot", "North"}, {"held_on", "2024-10-03"}}, false, "long before"},
        {{{"review_type", "performance"}, {"lot", "North"}, {"held_on", "2025-10-02"}}, true, "evidence names it"},
    };
    for (const auto& each : cases)
        EXPECT_EQ(bears_on(alert, row("reviews", each.cells)), each.bears) << each.because;
    EXPECT_TRUE(bears_on(alert, row("schedules", {{"review_type", "performance"}, {"lot", "North"}})));
    EXPECT_FALSE(bears_on(alert, row("schedules", {{"review_type", "strategic"}, {"lot", "North"}})));
    ScheduleVersion version;
    version.type = ReviewType::performance;
    version.lot = LotRef{"north"};
    EXPECT_TRUE(bears_on(alert, version));
    version.lot = {};
    EXPECT_FALSE(bears_on(alert, version));
}

TEST(Bearing, ReadingsOfThePeriodJudgedAndOfThoseThatTheEvidenceShows) {
    auto alert = alert_of(FindingKind::measure_missed_again, "M-1 (lot 2)", "2026-08");
    alert.evidence = {{"earlier_periods", std::vector<std::string>{"2026-07: 90 %, requires improvement"}}};
    const auto reading = [](std::string_view measure, std::string_view lot, std::string_view period) {
        return row("readings", {{"measure", measure}, {"lot", lot}, {"period", period}});
    };
    EXPECT_TRUE(bears_on(alert, reading("m-1", "2", "2026-08")));
    EXPECT_TRUE(bears_on(alert, reading("M-1", "2", "2026-08-31"))) << "named by its last day";
    EXPECT_TRUE(bears_on(alert, reading("M-1", "2", "2026-07")));
    EXPECT_FALSE(bears_on(alert, reading("M-1", "2", "2026-06")));
    EXPECT_FALSE(bears_on(alert, reading("M-1", "", "2026-08")));
    EXPECT_FALSE(bears_on(alert, reading("M-2", "2", "2026-08")));
    EXPECT_TRUE(bears_on(alert, row("measures", {{"measure", "M-1"}, {"lot", "2"}})));
}

TEST(Bearing, EveryReadingOfAMeasureWhoseCourseIsTold) {
    for (const auto kind :
         {FindingKind::measure_deteriorating, FindingKind::measure_likely_to_miss, FindingKind::reading_implausible}) {
        const auto alert = alert_of(kind, "M-1", "2026-08");
        EXPECT_TRUE(bears_on(alert, row("readings", {{"measure", "M-1"}, {"period", "2024-01"}})));
        EXPECT_FALSE(bears_on(alert, row("readings", {{"measure", "M-2"}, {"period", "2026-08"}})));
    }
}

TEST(Bearing, InvoicesThatItGathersWithTheirCreditNotesAndPayments) {
    auto alert = alert_of(FindingKind::payment_late);
    const auto invoice = row("invoices", {{"invoice", "INV-1"}, {"payee", "Bright Ltd"}});
    const auto other = row("invoices", {{"invoice", "INV-2"}, {"payee", "Bright Ltd"}});
    EXPECT_EQ(member_of(invoice), "inv-1|bright ltd|");
    alert.members = {{member_of(invoice), ""}};
    EXPECT_TRUE(bears_on(alert, invoice));
    EXPECT_FALSE(bears_on(alert, other));
    EXPECT_TRUE(
        bears_on(alert, row("invoices", {{"invoice", "CN"}, {"payee", "Bright Ltd"}, {"credits_invoice", "inv-1"}})));
    EXPECT_TRUE(bears_on(alert, row("payments", {{"invoice", "INV-1"}, {"payee", "Bright Ltd"}})));
    EXPECT_FALSE(bears_on(alert, row("payments", {{"invoice", "INV-1"}, {"payee", "Quill Ltd"}})));
    EXPECT_FALSE(bears_on(alert, row("payments", {{"payee", "Bright Ltd"}})));
    EXPECT_TRUE(bears_on(alert, row("disputes", {{"invoice", "INV-1"}, {"payee", "Bright Ltd"}})));
    EXPECT_FALSE(bears_on(alert, row("disputes", {{"invoice", "INV-1"}, {"payee", "Quill Ltd"}})));
    EXPECT_TRUE(bears_on(alert_of(FindingKind::payment_share_contract), other)) << "the share rests on all";
}

TEST(Bearing, OnSpendBearPaymentsThatNameNoInvoiceToo) {
    const auto alone = row("payments", {{"payee", "Bright Ltd"}, {"paid_on", "2026-06-01"}, {"amount", "5"}});
    const auto invoice = row("invoices", {{"invoice", "INV-1"}, {"payee", "Bright Ltd"}});
    EXPECT_TRUE(bears_on(alert_of(FindingKind::spend_over_value), alone));
    EXPECT_TRUE(bears_on(alert_of(FindingKind::spend_over_value), invoice));
    EXPECT_FALSE(bears_on(alert_of(FindingKind::payment_share_contract), alone));
    auto after_end = alert_of(FindingKind::spend_after_end);
    EXPECT_FALSE(bears_on(after_end, alone));
    EXPECT_FALSE(bears_on(after_end, invoice));
    after_end.members = {{"|bright ltd|2026-06-01", ""}, {"inv-1|bright ltd|", ""}};
    EXPECT_TRUE(bears_on(after_end, alone));
    EXPECT_TRUE(bears_on(after_end, invoice));
    EXPECT_TRUE(rests_on_every_payment(FindingKind::spend_after_end));
    EXPECT_FALSE(rests_on_every_payment(FindingKind::payment_late));
}

TEST(Bearing, OnTheSupplyChainBearsWhatTheFindingNames) {
    auto terms = alert_of(FindingKind::flow_down);
    terms.members = {{"s-1", "S-1"}};
    EXPECT_TRUE(bears_on(terms, row("subcontracts", {{"subcontract", "S-1"}})));
    EXPECT_FALSE(bears_on(terms, row("subcontracts", {{"subcontract", "S-2"}})));
    auto returns = alert_of(FindingKind::return_overdue);
    returns.members = {{"2026-Q1", "2026-Q1"}};
    EXPECT_TRUE(bears_on(returns, row("returns", {{"period", "2026-03-31"}})));
    EXPECT_FALSE(bears_on(returns, row("returns", {{"period", "2026-Q2"}})));
    const auto check = alert_of(FindingKind::spot_check_due);
    EXPECT_TRUE(bears_on(check, row("obligations", {{"kind", "spot_check"}})));
    EXPECT_FALSE(bears_on(check, row("obligations", {{"kind", "insurance"}})));
}

}  // namespace
}  // namespace contractwatch
