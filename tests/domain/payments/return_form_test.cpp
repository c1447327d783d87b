// The blank form that goes to a supplier.
#include "domain/payments/return_form.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::row;

const Date day{2026, 10, 1};

SupplyChain chain() {
    const std::vector<Row> rows{
        row("subcontracts", {{"contract", "C/1"},
                             {"subcontract", "SC-2"},
                             {"parent", "SC-1"},
                             {"payer", "Sub Ltd"},
                             {"payee", "=Further Ltd"},
                             {"payee_sme", "yes"},
                             {"payee_vcse", "no"}}),
        row("subcontracts", {{"contract", "C/1"}, {"subcontract", "SC-1"}, {"payer", "Prime"}, {"payee", "Sub Ltd"}}),
        row("subcontracts", {{"contract", "C/1"},
                             {"subcontract", "SC-0"},
                             {"payer", "Prime"},
                             {"payee", "Gone Ltd"},
                             {"end", "2026-09-30"}})};
    return SupplyChain{rows};
}

BlankForm form() {
    return blank_return(contract_of(row("contracts", {{"ContractReference", "C/1"}})), chain(), day);
}

TEST(BlankReturn, HasARowForEachSubContractInForceWithWhatTheRegisterKnows) {
    ASSERT_EQ(form().rows.size(), 2U);
    EXPECT_EQ(form().rows[0],
              (std::vector<std::string>{"C/1", "SC-1", "2", "Prime", "Sub Ltd", "", "", "", "", "", "", "", "", ""}));
    EXPECT_EQ(form().rows[1][2], "3");
    EXPECT_EQ(form().rows[1][5], "yes");
    EXPECT_EQ(form().file_name, "supply-chain-return-C-1.csv");
    EXPECT_EQ(form(), form());
}

TEST(BlankReturn, ItsColumnsAreThoseOfInvoicesSoThatWhatComesBackCanBeTakenIn) {
    const auto blank = form();
    for (const auto& column : blank.columns)
        EXPECT_TRUE(kind("invoices").find_column(column).has_value()) << column;
    for (const auto& column : kind("invoices").columns) {
        if (!column.required) continue;
        EXPECT_NE(std::ranges::find(blank.columns, column.name), blank.columns.end()) << column.name;
    }
    for (const auto& row : blank.rows)
        EXPECT_EQ(row.size(), blank.columns.size());
}

}  // namespace
}  // namespace contractwatch
