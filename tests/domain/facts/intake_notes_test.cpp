// What intake notes in a row that revises an invoice.
#include "domain/facts/intake_notes.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

struct Revision {
    std::vector<Cell> current;
    std::vector<Cell> given;
    const char* column;
    const char* noted;  ///< null: nothing
    const char* because;
};

void expect(const std::vector<Revision>& cases) {
    for (const auto& [current, given, column, noted, because] : cases) {
        const auto found = with_notes(row("invoices", current), row("invoices", given));
        EXPECT_EQ(found != nullptr, noted != nullptr) << because;
        if (found != nullptr && noted != nullptr) {
            EXPECT_EQ(found->text(found->kind->column(column)), noted) << because;
        }
    }
}

TEST(IntakeNotes, KeepTheDayOfReceiptThatIsRevisedToALaterOne) {
    const auto* column = "received_revised_from";
    expect({
        {{{"received_on", "2026-09-01"}}, {{"received_on", "2026-09-04"}}, column, "2026-09-01", "later"},
        {{{"received_on", "2026-09-04"}}, {{"received_on", "2026-09-01"}}, column, nullptr, "earlier"},
        {{{"received_on", "2026-09-01"}}, {{"received_on", "2026-09-01"}}, column, nullptr, "the same"},
        {{}, {{"received_on", "2026-09-04"}}, column, nullptr, "the first one"},
        {{{"received_on", "2026-09-01"}}, {{"paid_on", "2026-09-09"}}, column, nullptr, "the row says nothing of it"},
        {{{"received_on", "2026-09-04"}, {"received_revised_from", "2026-09-01"}},
         {{"received_on", "2026-09-07"}},
         column,
         "2026-09-01",
         "again: the first stays"},
    });
}

TEST(IntakeNotes, TakeAnotherDayOfPaymentForWhatItsRowSaysAndNotForARunDate) {
    const auto* column = "paid_on_is";
    const Cell run{"paid_on_is", "run_date"};
    expect({
        {{{"paid_on", "2026-09-14"}, run}, {{"paid_on", "2026-09-16"}}, column, "value_date", "from another ledger"},
        {{{"paid_on", "2026-09-14"}, run}, {{"paid_on", "2026-09-15"}, run}, column, nullptr, "another run"},
        {{{"paid_on", "2026-09-14"}, run}, {{"paid_on", "2026-09-14"}}, column, nullptr, "the same day: the same run"},
        {{run}, {{"paid_on", "2026-09-16"}}, column, "value_date", "the first feed knew of no payment yet"},
        {{{"paid_on", "2026-09-14"}}, {{"paid_on", "2026-09-16"}}, column, nullptr, "never was a run date"},
    });
}

TEST(IntakeNotes, AreMadeOfInvoicesAlone) {
    const auto payment = row("payments", {{"payee", "A"}, {"paid_on", "2026-09-14"}, {"amount", "1"}});
    EXPECT_EQ(with_notes(payment, payment), nullptr);
}

}  // namespace
}  // namespace contractwatch
