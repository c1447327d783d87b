// Rows of a kind by a stretch of their keys, which a million of them are read by.
#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RowsBetween : public ::testing::Test {
  protected:
    RowsBetween() {
        store_ = folder_.open();
        record(*store_,
               {payment("I-2", "Beta Ltd", "2"), payment("I-3", "Acme Ltd", "4"), payment("I-1", "Acme Ltd", "1"),
                payment("I-2", "Gamma Ltd", "3"), payment("I-10", "Acme Ltd", "5")});
    }

    static Row payment(std::string_view invoice, std::string_view payee, std::string_view amount) {
        return builders::row("payments",
                             {{"invoice", invoice}, {"payee", payee}, {"paid_on", "2026-05-01"}, {"amount", amount}});
    }

    std::vector<std::string> between(const std::vector<std::string>& first,
                                     const std::vector<std::string>& last) const {
        std::vector<std::string> found;
        const auto& payments = kind("payments");
        store_->record().each_row_between(payments, first, last, [&](const Row& row) {
            found.push_back(std::string{row.text(payments.column("invoice"))} + " " +
                            std::string{row.text(payments.column("payee"))});
        });
        return found;
    }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_;
};

TEST_F(RowsBetween, CountsBothEndsAndKeepsTheOrderOfTheKeys) {
    EXPECT_THAT(between({"i-1", "acme ltd"}, {"i-2", "beta ltd"}),
                ElementsAre("I-1 Acme Ltd", "I-10 Acme Ltd", "I-2 Beta Ltd"));
    EXPECT_THAT(between({"i-2", "beta ltd"}, {"i-2", "beta ltd"}), ElementsAre("I-2 Beta Ltd"));
}

TEST_F(RowsBetween, HoldsThePartsAgainstTheEndsOneAfterTheOther) {
    EXPECT_THAT(between({"i-2", "delta ltd"}, {"i-3", "acme ltd"}), ElementsAre("I-2 Gamma Ltd", "I-3 Acme Ltd"))
        << "a payee below the first one's, but of a later invoice";
    EXPECT_THAT(between({"i-2", "c"}, {"i-2", "d"}), IsEmpty());
}

TEST_F(RowsBetween, HasEveryPaymentOfOneInvoice) {
    record(*store_, {payment("I-2", "Beta Ltd", "7")});
    EXPECT_THAT(between({"i-2", "beta ltd"}, {"i-2", "beta ltd"}), ElementsAre("I-2 Beta Ltd", "I-2 Beta Ltd"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
