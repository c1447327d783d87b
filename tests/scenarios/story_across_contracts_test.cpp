// The facts behind what is found across contracts: the invoices that count in its figures, and what names them.
#include <algorithm>

#include <gmock/gmock.h>

#include "adapters/sqlite/history_reader.h"
#include "app/story.h"
#include "scenarios/three_contracts.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StoryAcrossContracts : public ThreeContracts {
  protected:
    /// The kind and the reference of each fact behind that alert, sorted.
    std::vector<std::string> facts_of(const std::string& key) const {
        const auto story =
            story_of(record(), sqlite::HistoryReader{store->connection()}, settings.rules, alert_of(key));
        std::vector<std::string> facts;
        for (const auto& fact : story.facts)
            facts.push_back(fact.words.substr(0, fact.words.find(',')));
        std::ranges::sort(facts);
        return facts;
    }

    void take_in_invoices(const std::string& rows) { take_in("invoices", invoices_header + rows); }
};

TEST_F(StoryAcrossContracts, AShareOfTheCouncilRestsOnItsOwnInvoicesOfThatMonth) {
    take_in_invoices(
        "C-1,Bright Ltd,LATE,2026-09-10,100,,,,\n"
        "C-2,Quill Ltd,IN-TIME,2026-09-10,100,,,,\n"
        "C-2,Quill Ltd,LAST-DAY,2026-09-16,100,2026-09-30,,,\n"
        "C-2,Quill Ltd,DUE-IN-OCTOBER,2026-09-17,100,2026-09-20,,,\n"
        "C-1,Bright Ltd,DUE-IN-AUGUST,2026-08-01,100,,,,\n"
        "C-9,Other Ltd,NO-CONTRACT,2026-09-10,100,,,,\n"
        "C-1,Sub Ltd,DECLARED,2026-09-10,100,,,2,Bright Ltd\n");
    take_in("invoices",
            "contract,payee,invoice,received_on,amount_gross,credits_invoice\n"
            "C-1,Bright Ltd,CREDIT,2026-09-20,-10,LATE\nC-2,Quill Ltd,OTHER-CREDIT,2026-09-20,-10,DUE-IN-OCTOBER\n");
    take_in("payments",
            "payee,invoice,payment,paid_on,amount\nQuill Ltd,IN-TIME,P-1,2026-09-12,100\n"
            "Bright Ltd,DUE-IN-AUGUST,P-2,2026-09-12,5\n");
    take_in("disputes", "invoice,payee,from,notified_on,kind\nLATE,Bright Ltd,2026-09-28,2026-09-28,disputed\n");
    sweep();
    EXPECT_THAT(facts_of("payment_share_authority///2026-09"),
                ElementsAre("Dispute LATE", "Invoice CREDIT", "Invoice IN-TIME", "Invoice LAST-DAY", "Invoice LATE",
                            "Payment IN-TIME"));
}

TEST_F(StoryAcrossContracts, WhatCameAfterTheLatestStepIsLeftOut) {
    take_in_invoices("C-1,Bright Ltd,LATE,2026-09-10,100,,,,\n");
    sweep();
    const std::string key = "payment_share_authority///2026-09";
    EXPECT_THAT(facts_of(key), ElementsAre("Invoice LATE"));
    take_in_invoices("C-1,Bright Ltd,LATER,2026-09-11,100,,,,\n");
    EXPECT_THAT(facts_of(key), ElementsAre("Invoice LATE"));
}

TEST_F(StoryAcrossContracts, AMonthsShareRestsOnThatMonthAlsoOnceItIsPast) {
    take_in_invoices(
        "C-1,Bright Ltd,LATE,2026-09-10,100,,,,\n"
        "C-1,Bright Ltd,DUE-IN-OCTOBER,2026-09-20,100,2026-09-21,,,\n");
    sweep();
    at("2026-11-02T08:00");
    sweep();
    const std::string key = "payment_share_authority///2026-09";
    EXPECT_EQ(alert_of(key).state, AlertState::resolved);
    EXPECT_THAT(facts_of(key), ElementsAre("Invoice LATE"));
}

TEST_F(StoryAcrossContracts, AShareOfATierRestsOnWhatWasDeclaredOfIt) {
    take_in_invoices(
        "C-1,Sub Ltd,A,2026-09-10,100,,,2,Bright Ltd\n"
        "C-2,Sub Ltd,B,2026-09-10,100,,,2,Quill Ltd\n"
        "C-1,Far Ltd,TIER-3,2026-09-10,100,,,3,Sub Ltd\n"
        "C-3,Sub Ltd,NO-FLOW-DOWN,2026-09-10,100,,,2,Ladle Ltd\n"
        "C-1,Bright Ltd,OWN,2026-09-10,100,2026-09-11,,,\n");
    sweep();
    EXPECT_THAT(facts_of("payment_share_tier//tier 2/2026-09"), ElementsAre("Invoice A", "Invoice B"));
}

TEST_F(StoryAcrossContracts, AShareOfSmallPayeesRestsOnThatOfAll) {
    take_in_invoices(
        "C-1,Bright Ltd,SMALL-1,2026-09-10,100,,yes,,\nC-1,Bright Ltd,SMALL-2,2026-09-10,100,,yes,,\n"
        "C-2,Quill Ltd,LARGE,2026-09-10,100,2026-09-12,no,,\n");
    sweep();
    EXPECT_THAT(facts_of("payment_share_small//sme/2026-09"),
                ElementsAre("Invoice LARGE", "Invoice SMALL-1", "Invoice SMALL-2"));
}

TEST_F(StoryAcrossContracts, NotImprovingRestsOnBothYears) {
    take_in_invoices(
        "C-1,Bright Ltd,BEFORE,2024-11-10,100,2024-11-12,,,\n"
        "C-1,Bright Ltd,NOW,2025-11-10,100,,,,\n"
        "C-1,Bright Ltd,TOO-EARLY,2024-08-10,100,2024-08-12,,,\n");
    sweep();
    EXPECT_THAT(facts_of("payment_not_improving///2025-10..2026-09"), ElementsAre("Invoice BEFORE", "Invoice NOW"));
}

TEST_F(StoryAcrossContracts, APrimeIsJudgedByWhatItDeclaredOfPayeesOfKnownSize) {
    settings.rules.payments.small_least_invoices = 1;
    take_in("subcontracts", "contract,subcontract,payer,payee,payee_sme\nC-1,SC-1,Bright Ltd,Sub Ltd,yes\n");
    take_in("invoices",
            "contract,payee,invoice,received_on,amount_gross,paid_on,payee_sme,supply_tier,payer,subcontract\n"
            "C-1,Sub Ltd,SMALL,2026-06-01,100,2026-07-01,,2,Bright Ltd,SC-1\n"
            "C-1,Big plc,LARGE,2026-06-01,100,2026-06-03,no,2,Bright Ltd,\n"
            "C-1,Who Ltd,UNKNOWN-SIZE,2026-06-01,100,2026-06-03,,2,Bright Ltd,\n"
            "C-2,Big plc,OF-ANOTHER-PRIME,2026-06-01,100,2026-06-03,no,2,Quill Ltd,\n"
            "C-1,Big plc,NOT-PAID,2026-06-01,100,,no,2,Bright Ltd,\n");
    sweep();
    EXPECT_THAT(facts_of("small_supplier_slower//bright ltd/"), ElementsAre("Invoice LARGE", "Invoice SMALL"));
}

TEST_F(StoryAcrossContracts, APayeeWithoutContractIsJudgedByWhatItWasPaidOutsideOfThem) {
    take_in("suppliers", "supplier,name,aliases\nS1,Acme Limited,Acme; Acme North\n");
    take_in_invoices(
        "C-9,Acme,OUTSIDE,2026-05-01,6000,,,,\n"
        "C-1,Acme,INSIDE,2026-05-01,6000,2026-05-09,,,\n"
        "C-9,Acme North,PAID-BEFORE,2024-05-01,6000,2024-05-09,,,\n"
        "C-9,Acme,PAID-BEFORE-BY-THE-LEDGER,2024-05-01,6000,2026-05-09,,,\n"
        "C-9,Other Ltd,OF-ANOTHER,2026-05-01,6000,2026-05-09,,,\n");
    take_in("payments",
            "payee,invoice,payment,paid_on,amount,contract\nAcme,OUTSIDE,P-1,2026-05-09,6000,\n"
            "Acme,PAID-BEFORE-BY-THE-LEDGER,P-5,2024-05-09,6000,\n"
            "Acme North,,P-2,2026-06-01,1,\nAcme,,P-3,2026-06-01,1,C-1\nAcme,INSIDE,P-4,2026-06-01,1,\n");
    sweep();
    EXPECT_THAT(facts_of("spend_without_contract//acme limited/"),
                ElementsAre("Invoice OUTSIDE", "Payment Acme North", "Payment OUTSIDE"));
}

}  // namespace
}  // namespace contractwatch::scenarios
