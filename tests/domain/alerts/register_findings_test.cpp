// Findings about a contract's entry in the register and the people who answer for it.
#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

const Date today{2026, 10, 1};

/// A contract with nothing missing, but for the cells given.
ContractRows contract_with(const std::vector<Cell>& cells, std::vector<Row> roles = {}) {
    std::vector<Cell> all = {{"ContractReference", "C-1"},
                             {"StartDate", "2026-04-01"},
                             {"EndDate", "2029-03-31"},
                             {"ContractValue", "50000.01"},
                             {"SupplierName", "Acme Care"},
                             {"regime", "pa23"},
                             {"manager_email", "ann@council.example"},
                             {"director_email", "cat@council.example"}};
    for (const auto& [name, text] : cells) {
        std::erase_if(all, [&](const Cell& each) { return each.first == name; });
        all.emplace_back(name, text);
    }
    ContractRows rows;
    rows.contract = ContractRef{"C-1"};
    rows.rows["contracts"] = {row("contracts", all)};
    rows.rows["roles"] = std::move(roles);
    return rows;
}

People people() {
    const std::vector<Row> rows = {
        row("people", {{"email", "ann@council.example"}, {"name", "Ann Lee"}, {"active_until", "2026-10-31"}}),
        row("people", {{"email", "cat@council.example"}, {"name", "Cat Orr"}, {"active_until", "2026-12-31"}})};
    return People{rows};
}

Evaluation on(const ContractRows& rows, Date day) {
    return register_findings(rows, people(), Rules{}, day);
}

std::vector<FindingKind> kinds_of(const Evaluation& evaluation) {
    std::vector<FindingKind> kinds;
    for (const auto& finding : evaluation.findings)
        kinds.push_back(finding.kind);
    return kinds;
}

TEST(RegisterFindings, AreNoneForACompleteEntry) {
    const auto evaluation = on(contract_with({}), today);
    EXPECT_TRUE(evaluation.findings.empty());
    EXPECT_EQ(evaluation.holds_until, (Date{2026, 10, 31})) << "Ann's last day in post";
}

TEST(RegisterFindings, NameWhatIsMissing) {
    struct Case {
        Cell cell;
        FindingKind kind;
        Severity severity;
        const char* because;
    };
    using enum FindingKind;
    const Case cases[] = {
        {{"manager_email", ""}, contract_no_manager, Severity::warning, "over £50,000 by a penny"},
        {{"director_email", ""}, contract_no_director, Severity::warning, "over £50,000 by a penny"},
        {{"EndDate", ""}, contract_open_ended, Severity::warning, "large"},
        {{"ContractValue", ""}, contract_no_value, Severity::info, "nobody knows that it is large"},
        {{"SupplierName", ""}, contract_no_supplier, Severity::warning, "large"},
        {{"regime", ""}, regime_unknown, Severity::warning, "large"},
    };
    for (const auto& each : cases) {
        const auto evaluation = on(contract_with({each.cell}), today);
        ASSERT_EQ(evaluation.findings.size(), 1u) << each.cell.first;
        EXPECT_EQ(evaluation.findings[0].kind, each.kind) << each.cell.first;
        EXPECT_EQ(evaluation.findings[0].severity, each.severity) << each.because;
        EXPECT_EQ(evaluation.findings[0].since, (Date{2026, 1, 1})) << "the day the contract was recorded";
    }
}

TEST(RegisterFindings, AreForInformationUpToFiftyThousandPounds) {
    const auto evaluation = on(contract_with({{"ContractValue", "50000"}, {"manager_email", ""}}), today);
    ASSERT_EQ(evaluation.findings.size(), 1u);
    EXPECT_EQ(evaluation.findings[0].severity, Severity::info) << "over is strictly more";
}

TEST(RegisterFindings, DoNotAskAnInHouseServiceForASupplierOrARegime) {
    const auto evaluation =
        on(contract_with({{"SupplierName", ""}, {"regime", ""}, {"provider_type", "in_house"}, {"manager_email", ""}}),
           today);
    EXPECT_EQ(kinds_of(evaluation), (std::vector{FindingKind::contract_no_manager})) << "the rest with the same rigour";
}

TEST(RegisterFindings, StopWhenTheContractHasEnded) {
    const auto rows = contract_with({{"manager_email", ""}});
    EXPECT_EQ(on(rows, Date{2029, 3, 31}).findings.size(), 3u)
        << "no manager, the director has left, nobody is reachable";
    EXPECT_TRUE(on(rows, Date{2029, 4, 1}).findings.empty());
    EXPECT_TRUE(on(contract_with({{"manager_email", ""}, {"status", "ended"}}), today).findings.empty());
}

TEST(RoleLeft, SaysWhoSinceWhenAndWhoReceivesInstead) {
    const auto evaluation = on(contract_with({}), Date{2026, 11, 1});
    ASSERT_EQ(evaluation.findings.size(), 1u);
    const auto& finding = evaluation.findings[0];
    EXPECT_EQ(finding.kind, FindingKind::role_left);
    EXPECT_EQ(key_of(finding), "role_left/c-1/manager/");
    EXPECT_EQ(finding.since, (Date{2026, 11, 1}));
    EXPECT_EQ(
        finding.summary,
        "Ann Lee, the contract manager, left on 31 October 2026. Cat Orr, the lead director, receives what concerned "
        "them.");
    EXPECT_EQ(evaluation.holds_until, (Date{2026, 12, 31}));
}

TEST(NobodyReachable, IsCriticalOnceTheLastHasLeft) {
    const auto evaluation = on(contract_with({}), Date{2027, 1, 1});
    EXPECT_EQ(kinds_of(evaluation),
              (std::vector{FindingKind::role_left, FindingKind::role_left, FindingKind::nobody_reachable}));
    EXPECT_EQ(evaluation.findings[2].severity, Severity::critical);
    EXPECT_EQ(evaluation.findings[2].since, (Date{2027, 1, 1}));
}

TEST(NobodyReachable, IsNotSoWhileADeputyOfTheirOwnIsInPost) {
    const std::vector<Row> known = {row("people", {{"email", "ann@council.example"},
                                                   {"name", "Ann Lee"},
                                                   {"active_until", "2026-06-30"},
                                                   {"deputy_email", "dan@council.example"}})};
    const auto evaluation = register_findings(contract_with({{"director_email", ""}}), People{known}, Rules{}, today);
    EXPECT_EQ(kinds_of(evaluation), (std::vector{FindingKind::role_left, FindingKind::contract_no_director}));
    EXPECT_NE(evaluation.findings[0].summary.find("dan@council.example, their deputy"), std::string::npos);
}

TEST(NoManager, HoldsFromTheDayAfterTheLastOneGaveUp) {
    const auto rows =
        contract_with({{"manager_email", ""}},
                      {row("roles", {{"role", "manager"}, {"email", "ann@council.example"}, {"until", "2026-08-31"}})});
    EXPECT_TRUE(on(rows, Date{2026, 8, 31}).findings.empty());
    EXPECT_EQ(on(rows, Date{2026, 8, 30}).holds_until, (Date{2026, 8, 31}));
    const auto evaluation = on(rows, today);
    EXPECT_EQ(kinds_of(evaluation), (std::vector{FindingKind::contract_no_manager}));
    EXPECT_EQ(evaluation.findings[0].since, (Date{2026, 9, 1}));
}

}  // namespace
}  // namespace contractwatch
