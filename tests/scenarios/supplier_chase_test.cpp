// Suppliers asked for their returns, where the settings allow it: whom, when, how often and with what.
#include <gmock/gmock.h>

#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

constexpr auto prime_contract =
    "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName,regime,manager_email,director_email,"
    "supply_chain_return,supplier_contact_email\n"
    "C-1,Highways,2026-09-01,2030-03-31,30000,Prime plc,pa23,ann@council.example,dora@council.example,monthly,"
    "returns@prime.example\n";
constexpr auto one_sub_contract =
    "contract,subcontract,payer,payee,terms_days,prompt_payment_clause\n"
    "C-1,SC-1,Prime plc,Sub Ltd,30,yes\n";

class ChaseScenario : public Council {
  protected:
    const Email prime{"returns@prime.example"};

    /// Recorded on 1 October, so that October's return, due on 20 November, is the first.
    void live_until(const char* time) {
        take_in_people();
        take_in("contracts", prime_contract);
        take_in("subcontracts", one_sub_contract);
        sweep();
        at(time);
        sweep();
    }
    std::int64_t messages_to_prime() const { return count("messages WHERE recipient = 'returns@prime.example'"); }
};

TEST_F(ChaseScenario, NobodyWritesToASupplierUnlessTheSettingsAllowIt) {
    live_until("2026-11-23T08:00");
    EXPECT_EQ(alert_of("return_overdue/c-1//").state, AlertState::notified);
    EXPECT_EQ(messages_to_prime(), 0);
}

TEST_F(ChaseScenario, TheSuppliersContactIsAskedOnceForEachPeriodAndStepWithABlankForm) {
    settings.suppliers = SupplierMail::allowed;
    live_until("2026-11-20T08:00");
    EXPECT_EQ(messages_to_prime(), 0) << "the last day is in time";
    at("2026-11-23T08:00");
    sweep();
    EXPECT_EQ(count("messages WHERE recipient = 'returns@prime.example' AND purpose = 'chase'"), 1);
    sweep();
    at("2026-11-24T08:00");
    sweep();
    EXPECT_EQ(messages_to_prime(), 1) << "told once";
    at("2026-11-30T08:00");
    sweep();
    EXPECT_EQ(messages_to_prime(), 2) << "the reminder after five working days";
    at("2026-12-21T08:00");
    take_in("returns", "contract,period,submitted_on,nil_return\nC-1,2026-10,2026-12-21,yes\n");
    sweep();
    EXPECT_EQ(count("told WHERE person = 'returns@prime.example' AND member = '2026-11'"), 1);
    take_in("returns", "contract,period,submitted_on,nil_return\nC-1,2026-11,2026-12-21,yes\n");
    const auto before = messages_to_prime();
    at("2026-12-22T08:00");
    sweep();
    EXPECT_EQ(alert_of("return_overdue/c-1//").state, AlertState::resolved);
    EXPECT_EQ(messages_to_prime(), before) << "a supplier hears nothing of the end";
    EXPECT_TRUE(verifies());
}

TEST_F(ChaseScenario, TheMailIsAboutThePeriodsAloneAndCarriesTheForm) {
    settings.suppliers = SupplierMail::allowed;
    live_until("2026-11-23T08:00");
    const auto chased = std::ranges::find(composer.digests, Purpose::chase, &Digest::purpose);
    ASSERT_NE(chased, composer.digests.end());
    EXPECT_EQ(chased->to.email, prime);
    ASSERT_EQ(chased->forms.size(), 1U);
    EXPECT_EQ(chased->forms[0].rows.size(), 1U);
    EXPECT_EQ(chased->items.size(), 1U);
    EXPECT_EQ(chased->items[0].alert.members.size(), 1U);
    EXPECT_EQ(chased->items[0].why_you, "") << "none of the council's own affairs";
}

}  // namespace
}  // namespace contractwatch::scenarios
