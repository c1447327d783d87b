// The ledger held against a contract of the register: paid after its end, and more than its value.
#include "domain/alerts/spend_findings.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/payments.h"
#include "domain/alerts/turns.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

/// A contract to 31 March 2026 of £1,000 with these rows.
ContractRows small_contract(std::vector<Row> invoices, std::vector<Row> payments = {},
                            std::vector<Cell> contract_cells = {{"EndDate", "2026-03-31"}, {"ContractValue", "1000"}}) {
    contract_cells.emplace_back("SupplierName", "Acme Ltd");
    return builders::contract_with(std::move(invoices), std::move(payments), std::move(contract_cells));
}

Row billed(std::string_view number, std::string_view paid_on, std::string_view gross, std::string_view net = "") {
    return row("invoices", {{"contract", "C-1"},
                            {"payee", "Acme Ltd"},
                            {"invoice", number},
                            {"received_on", "2026-01-05"},
                            {"paid_on", paid_on},
                            {"amount_gross", gross},
                            {"amount_net", net}});
}

Row paid_alone(std::string_view on, std::string_view amount, std::string_view payer = "") {
    return row("payments",
               {{"contract", "C-1"}, {"payer", payer}, {"payee", "Acme Ltd"}, {"paid_on", on}, {"amount", amount}});
}

std::optional<Finding> spend_finding(const ContractRows& contract, FindingKind kind, Date day) {
    for (auto& finding : payment_findings(contract, Rules{}, day).findings) {
        if (finding.kind == kind) return finding;
    }
    return std::nullopt;
}

std::int64_t number_of(const Finding& finding, std::string_view name) {
    const auto found = std::ranges::find(finding.evidence, name, &Field::name);
    return found == finding.evidence.end() ? -1 : std::get<std::int64_t>(found->value);
}

TEST(SpendAfterEnd, IsPaymentLaterThanThirtyDaysAfterTheEnd) {
    const auto on = [](std::string_view paid_on, Date day) {
        return spend_finding(small_contract({billed("1", paid_on, "100")}), FindingKind::spend_after_end, day);
    };
    EXPECT_FALSE(on("2026-04-30", Date{2026, 5, 1})) << "30 days after 31 March";
    EXPECT_FALSE(on("2026-05-01", Date{2026, 4, 30})) << "not paid yet";
    const auto finding = on("2026-05-01", Date{2026, 5, 1});
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->severity, Severity::warning);
    EXPECT_EQ(finding->since, (Date{2026, 5, 1}));
    EXPECT_EQ(finding->summary,
              "£100.00 was paid more than 30 days after the last day of the contract, 31 March 2026: on 1 May 2026.");
    ASSERT_EQ(finding->members.size(), 1U);
    EXPECT_EQ(finding->members[0].id, "1|acme ltd|");
    EXPECT_EQ(finding->members[0].line, "1 from Acme Ltd: £100.00 paid, on 1 May 2026");
}

TEST(SpendAfterEnd, IsToldForARollingYear) {
    const auto contract = small_contract({billed("1", "2026-05-01", "100")});
    EXPECT_TRUE(spend_finding(contract, FindingKind::spend_after_end, Date{2027, 4, 30}));
    EXPECT_FALSE(spend_finding(contract, FindingKind::spend_after_end, Date{2027, 5, 1}));
}

TEST(SpendAfterEnd, GoesByTheDayOnWhichTheContractReallyEnded) {
    const std::vector<Cell> terminated{{"EndDate", "2027-03-31"}, {"status", "terminated"}, {"ended_on", "2026-01-31"}};
    const auto contract = small_contract({billed("1", "2026-03-03", "100")}, {}, terminated);
    EXPECT_TRUE(spend_finding(contract, FindingKind::spend_after_end, Date{2026, 3, 3}));
    const auto open = small_contract({billed("1", "2026-03-03", "100")}, {}, {{"ContractValue", "1000"}});
    EXPECT_FALSE(spend_finding(open, FindingKind::spend_after_end, Date{2026, 3, 3})) << "open-ended";
}

TEST(SpendAfterEnd, GathersByInvoiceAndTakesInPaymentsThatNameNone) {
    const auto part = [](std::string_view on) {
        return row("payments", {{"payee", "Acme Ltd"}, {"invoice", "1"}, {"paid_on", on}, {"amount", "50"}});
    };
    const auto contract = small_contract({billed("1", "", "100")},
                                         {part("2026-05-04"), part("2026-05-06"), paid_alone("2026-06-01", "70"),
                                          paid_alone("2026-06-02", "900", "Acme Ltd")});
    const auto finding = spend_finding(contract, FindingKind::spend_after_end, Date{2026, 7, 1});
    ASSERT_TRUE(finding);
    ASSERT_EQ(finding->members.size(), 2U) << "what the supplier itself paid is not the council's";
    EXPECT_EQ(finding->members[0].line, "1 from Acme Ltd: £100.00 paid, the last on 6 May 2026");
    EXPECT_EQ(finding->members[1].line, "a payment to Acme Ltd that names no invoice: £70.00 paid, on 1 June 2026");
    EXPECT_EQ(number_of(*finding, "spent_pence"), 17000);
}

TEST(SpendOverValue, IsMoreThanTheWholeLifeValueByAPenny) {
    const auto at = [](std::string_view amount) {
        return spend_finding(small_contract({billed("1", "2026-02-02", "400"), billed("2", "2026-03-02", amount)}),
                             FindingKind::spend_over_value, Date{2026, 3, 2});
    };
    EXPECT_FALSE(at("600"));
    const auto finding = at("600.01");
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->severity, Severity::warning);
    EXPECT_EQ(finding->since, (Date{2026, 3, 2}));
    EXPECT_EQ(finding->summary,
              "£1,000.01 is recorded as spent on the contract, £0.01 more than its whole-life value of £1,000.00. "
              "£1,000.01 of it is counted as it was paid, with whatever VAT is in it.");
    EXPECT_EQ(number_of(*finding, "over_pence"), 1);
}

TEST(SpendOverValue, CountsWithoutVatWhereTheInvoiceSaysHowMuchThatIs) {
    EXPECT_FALSE(spend_finding(small_contract({billed("1", "2026-03-02", "1200", "1000")}),
                               FindingKind::spend_over_value, Date{2026, 3, 2}));
    const auto part =
        row("payments", {{"payee", "Acme Ltd"}, {"invoice", "1"}, {"paid_on", "2026-03-02"}, {"amount", "1202"}});
    const auto finding = spend_finding(small_contract({billed("1", "", "2400", "2000")}, {part}),
                                       FindingKind::spend_over_value, Date{2026, 3, 2});
    ASSERT_TRUE(finding);
    EXPECT_EQ(number_of(*finding, "spent_pence"), 100167) << "1202 x 2000 / 2400, half up";
    EXPECT_EQ(number_of(*finding, "counted_as_paid_pence"), 0);
}

TEST(SpendOverValue, HoldsAllThatWasSpentAgainstTheValueWhileSomethingIsStillSpent) {
    const auto old = row("invoices", {{"contract", "C-1"},
                                      {"payee", "Acme Ltd"},
                                      {"invoice", "0"},
                                      {"received_on", "2024-01-05"},
                                      {"paid_on", "2024-02-01"},
                                      {"amount_gross", "900"}});
    const auto contract = small_contract({old, billed("1", "2026-03-02", "200")});
    EXPECT_FALSE(spend_finding(contract, FindingKind::spend_over_value, Date{2026, 3, 1}));
    EXPECT_TRUE(spend_finding(contract, FindingKind::spend_over_value, Date{2026, 3, 2}));
    EXPECT_TRUE(spend_finding(contract, FindingKind::spend_over_value, Date{2027, 3, 1}));
    EXPECT_FALSE(spend_finding(contract, FindingKind::spend_over_value, Date{2027, 3, 2}));
}

TEST(SpendOverValue, IsOfNoDeclaredInvoiceAndOfNoContractWithoutValue) {
    auto declared = billed("1", "2026-03-02", "5000");
    declared.values[declared.kind->column("supply_tier")] = std::int64_t{2};
    EXPECT_FALSE(spend_finding(small_contract({declared}), FindingKind::spend_over_value, Date{2026, 3, 2}));
    EXPECT_FALSE(spend_finding(small_contract({billed("1", "2026-03-02", "5000")}, {}, {}),
                               FindingKind::spend_over_value, Date{2026, 3, 2}));
    EXPECT_TRUE(spend_finding(
        small_contract({billed("1", "2026-03-02", "5000")}, {}, {{"type", "grant"}, {"ContractValue", "1000"}}),
        FindingKind::spend_over_value, Date{2026, 3, 2}));
}

TEST(SpendFindings, HoldExactlyAsLongAsTheySay) {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        std::mt19937 random{seed};
        const auto any = [&](int from, int to) { return std::uniform_int_distribution{from, to}(random); };
        const auto day_of_2026 = [&](int from, int to) { return (Date{2026, 1, 1} + Days{any(from, to)}).text(); };
        std::vector<Row> rows;
        std::vector<Row> payments;
        for (int each = any(0, 4); each > 0; --each) {
            const auto number = std::to_string(each);
            rows.push_back(
                billed(number, any(0, 2) == 0 ? "" : day_of_2026(0, 400), "500", any(0, 1) == 0 ? "" : "400"));
            if (any(0, 2) == 0)
                rows.push_back(row("invoices", {{"contract", "C-1"},
                                                {"payee", "Acme Ltd"},
                                                {"invoice", "CN-" + number},
                                                {"credits_invoice", number},
                                                {"amount_gross", "-100"},
                                                {"received_on", day_of_2026(0, 400)}}));
            if (any(0, 1) == 0) payments.push_back(paid_alone(day_of_2026(0, 400), "300"));
        }
        const auto contract = small_contract(rows, payments);
        const auto on = [&](Date day) {
            std::vector<Invoice> invoices = invoices_of(contract.of("invoices"), contract.of("payments"));
            return spend_findings(contract, invoices, Rules{}, day);
        };
        auto today = on(Date{2026, 1, 1});
        for (Date day{2026, 1, 1}; day < Date{2028, 4, 1}; day = day + Days{1}) {
            auto tomorrow = on(day + Days{1});
            ASSERT_GE(today.holds_until, day);
            ASSERT_EQ(std::ranges::equal(today.findings, tomorrow.findings, same_finding), today.holds_until > day)
                << "seed " << seed << " on " << day;
            found += today.findings.size();
            today = std::move(tomorrow);
        }
    }
    EXPECT_GT(found, 5'000U);
}

}  // namespace
}  // namespace contractwatch
