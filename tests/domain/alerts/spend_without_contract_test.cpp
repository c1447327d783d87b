// Payees to whom the council pays money under no contract of the register.
#include "domain/alerts/spend_without_contract.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

Row plain(std::string_view payee, std::string_view on, std::string_view amount, std::vector<Cell> more = {}) {
    more.insert(more.end(), {{"payee", payee}, {"paid_on", on}, {"amount", amount}});
    return row("payments", more);
}

Row contract_with_supplier(std::string_view name, std::string_view from, std::string_view to) {
    return row("contracts",
               {{"ContractReference", "C-1"}, {"SupplierName", name}, {"StartDate", from}, {"EndDate", to}});
}

std::vector<Finding> found(const SpendOutsideRegister& spend, Date day = Date{2026, 9, 30}) {
    return spend_without_contract(spend, Rules{}, day);
}

TEST(SpendWithoutContract, IsOverFiveThousandPoundsAndAWarningOverFiftyThousand) {
    EXPECT_TRUE(found({{}, {plain("Acme Ltd", "2026-06-01", "5000")}}).empty());
    const auto told = found({{}, {plain("Acme Ltd", "2026-06-01", "5000"), plain("ACME  ltd", "2026-06-02", "0.01")}});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].kind, FindingKind::spend_without_contract);
    EXPECT_EQ(told[0].subject, "Acme Ltd");
    EXPECT_TRUE(told[0].contract.empty());
    EXPECT_EQ(told[0].severity, Severity::info);
    EXPECT_EQ(told[0].since, (Date{2026, 6, 2}));
    EXPECT_EQ(told[0].summary,
              "£5,000.01 was paid to Acme Ltd in 2 payments, from 1 June 2026 to 2 June 2026, while no contract with "
              "them was live in the register.");
    EXPECT_EQ(found({{}, {plain("Acme Ltd", "2026-06-01", "50000")}}).at(0).severity, Severity::info);
    EXPECT_EQ(found({{}, {plain("Acme Ltd", "2026-06-01", "50000.01")}}).at(0).severity, Severity::warning);
}

TEST(SpendWithoutContract, IsOfARollingYear) {
    const SpendOutsideRegister spend{{}, {plain("Acme Ltd", "2026-06-01", "6000")}};
    EXPECT_TRUE(found(spend, Date{2026, 5, 31}).empty()) << "not paid yet";
    EXPECT_EQ(found(spend, Date{2026, 6, 1}).size(), 1U);
    EXPECT_EQ(found(spend, Date{2027, 5, 31}).size(), 1U);
    EXPECT_TRUE(found(spend, Date{2027, 6, 1}).empty());
    EXPECT_LE(spend_begins(Date{2027, 5, 31}), (Date{2026, 6, 1}));
}

struct CoverCase {
    const char* from;
    const char* to;
    bool told;
    const char* because;
};

TEST(SpendWithoutContract, LeavesOutWhatAContractWithThePayeeCovers) {
    const auto payment = plain("Acme Ltd", "2026-06-30", "6000");
    for (const auto& [from, to, told, because] :
         {CoverCase{"2026-01-01", "2026-12-31", false, "in force"}, CoverCase{"2026-06-30", "", false, "its first day"},
          CoverCase{"2026-07-01", "", true, "it starts the day after"},
          CoverCase{"2026-01-01", "2026-05-31", false, "30 days after its end"},
          CoverCase{"2026-01-01", "2026-05-30", true, "31 days after its end"}}) {
        const auto of = [&](std::string_view name) {
            return found({{}, {payment}, {contract_with_supplier(name, from, to)}});
        };
        EXPECT_EQ(!of("ACME LTD").empty(), told) << because;
        EXPECT_FALSE(of("Other Ltd").empty()) << "another supplier's";
    }
}

TEST(SpendWithoutContract, KnowsASupplierByItsReferenceNameAndAliases) {
    const auto supplier =
        row("suppliers", {{"supplier", "S1"}, {"name", "Acme Limited"}, {"aliases", "Acme Ltd; ACME (North)"}});
    const SpendOutsideRegister uncovered{
        {}, {plain("Acme (North)", "2026-06-01", "3000"), plain("S1", "2026-06-02", "3000")}, {}, {supplier}};
    ASSERT_EQ(found(uncovered).size(), 1U);
    EXPECT_EQ(found(uncovered)[0].subject, "Acme Limited");
    auto covered = uncovered;
    covered.contracts = {contract_with_supplier("acme ltd", "2026-01-01", "")};
    EXPECT_TRUE(found(covered).empty());
}

TEST(SpendWithoutContract, CountsInvoicesOfNoContractWithTheirPaymentsOnce) {
    const auto invoice = row("invoices", {{"payee", "Acme Ltd"},
                                          {"invoice", "1"},
                                          {"amount_gross", "12000"},
                                          {"amount_net", "10000"},
                                          {"paid_on", "2026-06-01"}});
    const auto payment = plain("Acme Ltd", "2026-06-01", "12000", {{"invoice", "1"}});
    const auto told = found({{invoice}, {payment}});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(std::get<std::int64_t>(told[0].evidence.at(0).value), 1'000'000) << "without VAT";
    EXPECT_EQ(found({{invoice}, {}}).size(), 1U) << "by its own paid_on";
    EXPECT_TRUE(found({{}, {payment}}).empty()) << "it waits for its invoice";
}

TEST(SpendWithoutContract, LeavesOutWhatSuppliersPayDownTheirSupplyChain) {
    const auto contract = contract_with_supplier("Prime Ltd", "2026-01-01", "");
    EXPECT_TRUE(found({{}, {plain("Sub Ltd", "2026-06-01", "6000", {{"payer", "Prime Ltd"}})}, {contract}}).empty());
    EXPECT_EQ(found({{}, {plain("Sub Ltd", "2026-06-01", "6000", {{"payer", "The Council"}})}, {contract}}).size(), 1U);
}

}  // namespace
}  // namespace contractwatch
