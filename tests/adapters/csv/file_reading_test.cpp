// Rows that were taken serve again for those further down: nothing of them may be seen there.
#include <gtest/gtest.h>

#include "adapters/csv/given_file.h"
#include "adapters/csv/table_source.h"
#include "domain/facts/kind.h"

namespace contractwatch {
namespace {

constexpr int rows_given = 40'000;  // some batches more than are ever on their way

/// Every row has a cell that the one before has not.
std::string file_of_changing_rows() {
    std::string file = "contract,payee,invoice,received_on,amount_gross,paid_on,payer\n";
    for (int row = 0; row < rows_given; ++row) {
        const auto number = std::to_string(row);
        file += "C-1,Supplier,INV-" + number + ",2026-09-01,1.00," +
                (row % 2 == 0 ? "2026-09-10," : ",a payer of number ") + (row % 2 == 0 ? "" : number) + "\n";
    }
    return file;
}

TEST(FileReading, ShowsNothingOfRowsThatWereTakenBefore) {
    const GivenFile file{file_of_changing_rows()};
    const auto& invoices = kind("invoices");
    const auto paid_on = invoices.column("paid_on");
    const auto payer = invoices.column("payer");
    const auto invoice = invoices.column("invoice");
    CsvSource source{ReadLimits{}};
    int row = 0;
    const auto summary = source.read(file.path(), invoices, {}, [&](std::vector<GivenRow>& batch) {
        for (auto& given : batch) {
            const auto number = std::to_string(row);
            const bool even = row++ % 2 == 0;
            ASSERT_EQ(given.row.text(invoice), "INV-" + number);
            ASSERT_EQ(given.row.text(paid_on), even ? "2026-09-10" : "");
            ASSERT_EQ(given.row.text(payer), even ? "" : "a payer of number " + number);
            ASSERT_TRUE(given.row.cleared.empty());
            ASSERT_EQ(given.row.provenance, Provenance{});
            given.row.cleared.push_back(payer);
            given.row.provenance.fact = row;
            if (row % 3 == 0) given.row.values.clear();  // as where its cells were moved from
        }
    });
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(row, rows_given);
}

}  // namespace
}  // namespace contractwatch
