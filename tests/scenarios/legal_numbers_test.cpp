// Numbers of the law that come in while the service runs: the next sweep goes by them.
#include <gmock/gmock.h>

#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

class LegalNumbersScenario : public Council {
  protected:
    static constexpr auto near_last_day = "payment_due_soon/c-1/pa23/";

    bool warned() const {
        const auto open = record().alerts({true, ContractRef{"C-1"}, Aspect::payments, {}});
        return std::ranges::any_of(open, [](const Alert& alert) { return alert.key == near_last_day; });
    }
};

TEST_F(LegalNumbersScenario, AreGoneByFromTheNextSweepOnAndTakeAWarningBack) {
    take_in_people();
    take_in_contracts({"C-2"});
    take_in_late_invoice();
    take_in("invoices",
            "contract,payer,payee,invoice,received_on,amount_gross\n"
            "C-1,,Bright Ltd,INV-2,2026-09-07,1000\n");
    sweep();
    EXPECT_TRUE(warned()) << "INV-2 is to be paid by 6 October";
    at("2026-10-02T09:00");
    sweep();
    EXPECT_EQ(sweep().evaluated, 0);
    take_in("legal_numbers",
            "rule,value,from,authority,checked_on\n"
            "payment_days_pa23,60,2026-09-01,SI 2026/1,2026-09-01\n");
    const auto swept = sweep();
    EXPECT_EQ(swept.evaluated, 6) << "measures, payments and the supply chain of two contracts";
    EXPECT_EQ(swept.withdrawn, 1) << "known now, it never was near its last day";
    EXPECT_FALSE(warned());
    at("2026-10-29T09:00");
    sweep();
    EXPECT_TRUE(warned()) << "60 days beginning with 7 September end on 5 November";
    EXPECT_TRUE(verifies());
}

}  // namespace
}  // namespace contractwatch::scenarios
