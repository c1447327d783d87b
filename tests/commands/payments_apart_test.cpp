// payments apart, and the ledger against the register, in the small register.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PaymentsApart : public SmallRegister {
  protected:
    void SetUp() override {
        SmallRegister::SetUp();
        take_in("invoices",
                "contract,payee,invoice,received_on,invoice_date,assume_received,amount_gross,paid_on,paid_amount,"
                "credits_invoice\n"
                "C-2,Quill Ltd,Q-1,,2026-09-01,,500,,,\n"
                "C-2,Quill Ltd,Q-2,,2026-09-02,invoice_date,500,,,\n"
                "C-2,Quill Ltd,Q-3,2026-09-03,,,500,2026-09-10,450,\n"
                "C-2,Quill Ltd,Q-4,2026-09-04,,,500,2026-09-10,510,\n"
                "C-2,Quill Ltd,Q-5,2026-09-05,,,500,,,\n"
                "C-2,Quill Ltd,Q-6,2026-09-06,,,500,,,\n"
                "C-2,Quill Ltd,CN-1,2026-09-20,,,-500,,,Q-5\n"
                "C-2,Quill Ltd,CN-2,2026-09-20,,,-80,,,\n"
                "C-2,Quill Ltd,CN-3,2026-09-21,,,-90,,,Q-77\n"
                "C-2,Quill Ltd,CN-4,2026-10-21,,,-90,,,\n");
        take_in("payments",
                "payee,invoice,payment,paid_on,amount,contract\n"
                "Quill Ltd,Q-88,P-3,2026-09-22,70,C-2\n"
                "Quill Ltd,,P-4,2026-09-22,75,C-2\n");
    }

    /// "credit_note CN-2 no_invoice_named 2026-09-20 -8000"
    std::vector<std::string> listed(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"payments", "apart"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        std::vector<std::string> found;
        for (const auto& each : ask(arguments).list()) {
            const auto& row = each.as_object();
            const auto on = row.at("on").is_null() ? std::string{"-"} : text_in(row, "on");
            found.push_back(text_in(row, "what") + ' ' + text_in(row, "invoice") + ' ' + text_in(row, "because") + ' ' +
                            on + ' ' + std::to_string(row.at("amount_pence").as_int64()));
        }
        return found;
    }
};

TEST_F(PaymentsApart, ListsEachWithItsReasonAndNothingElse) {
    EXPECT_THAT(
        listed(),
        ElementsAre("invoice Q-1 no_receipt_day - 50000", "invoice Q-2 receipt_day_assumed 2026-09-02 50000",
                    "credit_note CN-2 no_invoice_named 2026-09-20 -8000",
                    "credit_note CN-3 unknown_invoice_named 2026-09-21 -9000",
                    "payment Q-88 unknown_invoice_named 2026-09-22 7000", "invoice Q-5 credited 2026-09-05 50000",
                    "invoice Q-3 settled_short 2026-09-03 50000", "invoice Q-4 overpaid 2026-09-04 50000"));
    EXPECT_THAT(listed({"--contract", "C-1"}), IsEmpty());
    EXPECT_THAT(listed({"--contract", "C-2"}), ::testing::SizeIs(8));
}

TEST_F(PaymentsApart, SaysInWordsWhatItMeans) {
    const auto said = call({"payments", "apart"});
    EXPECT_THAT(said.out, HasSubstr("no day of receipt is recorded, so that no clock runs"));
    EXPECT_THAT(said.out, HasSubstr("the credit note names no invoice, so that it is netted with none"));
    EXPECT_EQ(call({"payments", "apart", "--contract", "C-77"}).exit, 2);
}

TEST_F(PaymentsApart, TheLedgerIsHeldAgainstTheRegister) {
    take_in("payments",
            "payee,payment,paid_on,amount,contract\n"
            "Quill Ltd,P-5,2026-09-23,60000,C-2\n"
            "Fresh Ltd,P-6,2026-09-24,5000.01,\n"
            "Quill Ltd,P-7,2026-09-24,9000,\n");
    const auto of = [&](const std::string& kind) {
        std::vector<std::string> keys;
        for (const auto& each : ask({"findings", "--kind", kind}).list())
            keys.push_back(text_in(each.as_object(), "key"));
        return keys;
    };
    EXPECT_THAT(of("spend_over_value"), ElementsAre("spend_over_value/c-2//"));
    EXPECT_THAT(of("spend_without_contract"), ElementsAre("spend_without_contract//fresh ltd/")) << "Quill Ltd has C-2";
}

}  // namespace
}  // namespace contractwatch::testing
