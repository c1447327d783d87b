// Folds are compared with what the facts make of them, in memory or, where they are large, on the disk.
#include "adapters/sqlite/fold_check.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t large_at_once = 1;

class FoldCheck : public ::testing::Test {
  protected:
    FoldCheck() {
        const auto store = folder_.open();
        record(*store, {invoice("INV-1", {{"amount_gross", "10"}}), invoice("INV-2"), invoice("inv-10"),
                        invoice("INV-3", {{"paid_on", "2026-09-01"}})});
        record(*store,
               {invoice("INV-1", {{"paid_on", "2026-09-30"}}), invoice("INV-5"), invoice("INV-3", {{"paid_on", "-"}})},
               import_at("2026-10-02T08:00:00Z"));
    }

    std::vector<std::string> faults(std::size_t large) const {
        std::vector<std::string> told;
        const auto opened = open_for_reading(folder_.path());
        check_fold(
            *opened->connection, kind("invoices"),
            [&](const FoldFault& fault) {
                told.push_back(std::to_string(fault.row) + " " + std::to_string(fault.entry) + " " + fault.message);
            },
            large);
        return told;
    }

    /// What is told, which must not depend on where the fold was made again.
    std::vector<std::string> faults() const {
        auto in_memory = faults(HeldFold::most_bytes);
        EXPECT_EQ(faults(large_at_once), in_memory);
        return in_memory;
    }

    void alter(const std::string& sql) const { ASSERT_EQ(meddle(folder_.path(), sql), ""); }

    RecordFolder folder_;
};

TEST_F(FoldCheck, TellsNothingOfFoldsThatNobodyTouched) {
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(FoldCheck, TellsTheFirstColumnThatDiffersOfEachRow) {
    alter(
        "UPDATE current_invoices SET payee = 'Other', paid_on = NULL WHERE invoice_key = 'inv-1';"
        "UPDATE current_invoices SET paid_on = '2026-09-01' WHERE invoice_key = 'inv-3';"
        "UPDATE current_invoices SET amount_gross_pence = 1 WHERE invoice_key = 'inv-2'");
    const std::string changed = " than the facts give it: it was changed by hand";
    EXPECT_THAT(
        faults(),
        ElementsAre(
            "5 2 current_invoices: the row (inv-1, acme ltd, ), last changed by entry 2, has another payee" + changed,
            "2 1 current_invoices: the row (inv-2, acme ltd, ), last changed by entry 1, has another "
            "amount_gross_pence" +
                changed,
            "7 2 current_invoices: the row (inv-3, acme ltd, ), last changed by entry 2, has another paid_on" +
                changed));
}

TEST_F(FoldCheck, TellsARowThatComesFromAnotherFactOrEntry) {
    alter(
        "UPDATE current_invoices SET last_fact = 1 WHERE invoice_key = 'inv-1';"
        "UPDATE current_invoices SET first_entry = 2 WHERE invoice_key = 'inv-2'");
    const std::string changed = " than the facts give it: it was changed by hand";
    EXPECT_THAT(
        faults(),
        ElementsAre(
            "5 2 current_invoices: the row (inv-1, acme ltd, ), last changed by entry 2, has another last_fact" +
                changed,
            "2 1 current_invoices: the row (inv-2, acme ltd, ), last changed by entry 1, has another first_entry" +
                changed));
}

TEST_F(FoldCheck, TellsRowsThatAreMissingOrCameByHandInTheOrderOfTheirKeys) {
    alter(
        "UPDATE current_invoices SET invoice_key = 'inv-0' WHERE invoice_key = 'inv-10';"
        "DELETE FROM current_invoices WHERE invoice_key = 'inv-5'");
    EXPECT_THAT(faults(),
                ElementsAre("3 1 current_invoices: the row (inv-0, acme ltd, ), last changed by entry 1, comes from no "
                            "fact: it was put in by hand",
                            "3 1 current_invoices: the row (inv-10, acme ltd, ), last changed by entry 1, is missing: "
                            "it was taken away by hand",
                            "6 2 current_invoices: the row (inv-5, acme ltd, ), last changed by entry 2, is missing: "
                            "it was taken away by hand"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
