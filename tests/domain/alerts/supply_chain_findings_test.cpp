// Findings about the supply chain of a contract, and how long they stand.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/rows.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

/// C-1 of Prime plc, worth £6m, in force from 1 January 2026.
ContractRows contract_with(std::vector<Row> subcontracts, std::vector<Cell> cells = {}) {
    for (const auto& cell : std::vector<Cell>{{"ContractReference", "C-1"},
                                              {"SupplierName", "Prime plc"},
                                              {"ContractValue", "6000000"},
                                              {"StartDate", "2026-01-01"},
                                              {"payment_terms_days", "30"}}) {
        if (std::ranges::none_of(cells, [&](const Cell& each) { return each.first == cell.first; }))
            cells.push_back(cell);
    }
    ContractRows contract;
    contract.contract = ContractRef{"C-1"};
    contract.rows["contracts"] = {row("contracts", cells)};
    contract.rows["subcontracts"] = std::move(subcontracts);
    return contract;
}

Row sub(std::string_view reference, std::vector<Cell> cells = {}) {
    cells.insert(cells.end(),
                 {{"contract", "C-1"}, {"subcontract", reference}, {"payer", "Prime plc"}, {"payee", "Sub Ltd"}});
    return row("subcontracts", cells);
}

Row spot_check(std::string_view met_on) {
    return row("obligations", {{"contract", "C-1"},
                               {"obligation", met_on.empty() ? "open" : met_on},
                               {"kind", "spot_check"},
                               {"due_or_expires_on", "2026-06-30"},
                               {"met_on", met_on}});
}

const Finding* find(const std::vector<Finding>& findings, FindingKind kind) {
    const auto found = std::ranges::find(findings, kind, &Finding::kind);
    return found == findings.end() ? nullptr : &*found;
}

std::optional<Finding> found_on(const ContractRows& contract, FindingKind kind, Date day) {
    const auto findings = supply_chain_findings(contract, Rules{}, day).findings;
    const auto* found = find(findings, kind);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

TEST(FlowDownFinding, GathersTheSubContractsThatTheTermsDoNotReach) {
    const auto contract = contract_with(
        {sub("S-1", {{"terms_days", "21"}, {"prompt_payment_clause", "yes"}, {"start", "2026-02-01"}}),
         sub("S-2",
             {{"parent", "S-1"}, {"terms_days", "30"}, {"prompt_payment_clause", "no"}, {"start", "2026-03-01"}}),
         sub("S-3", {{"terms_days", "45"}, {"prompt_payment_clause", "yes"}, {"start", "2026-05-01"}}), sub("S-4")});
    EXPECT_FALSE(found_on(contract, FindingKind::flow_down, Date{2026, 2, 28}).has_value()) << "not begun";
    const auto march = found_on(contract, FindingKind::flow_down, Date{2026, 3, 1});
    ASSERT_TRUE(march.has_value());
    ASSERT_EQ(march->members.size(), 1U);
    EXPECT_EQ(march->members[0].id, "s-2");
    EXPECT_EQ(
        march->members[0].line,
        "S-2, tier 3, Prime plc to Sub Ltd: pays in 30 days, longer than the 21 days of the contract above it; the "
        "prompt payment clause is not in it");
    EXPECT_EQ(march->since, (Date{2026, 3, 1}));
    EXPECT_EQ(march->severity, Severity::warning);
    EXPECT_EQ(march->summary, "The prompt payment terms do not reach 1 of 3 sub-contracts.");
    const auto may = found_on(contract, FindingKind::flow_down, Date{2026, 5, 1});
    ASSERT_EQ(may->members.size(), 2U);
    EXPECT_EQ(may->members[0].id, "s-3") << "by tier";
}

TEST(FlowDownFinding, WhatIsUnknownIsShownAndNoFinding) {
    const auto contract = contract_with({sub("S-1"), sub("S-2", {{"terms_days", "14"}})});
    EXPECT_FALSE(found_on(contract, FindingKind::flow_down, Date{2026, 5, 1}).has_value());
    const auto with_one = contract_with({sub("S-1"), sub("S-2", {{"terms_days", "60"}})});
    const auto finding = found_on(with_one, FindingKind::flow_down, Date{2026, 5, 1});
    const auto unknown = std::ranges::find(finding->evidence, "terms_or_clause_unknown", &Field::name);
    EXPECT_EQ(std::get<std::vector<std::string>>(unknown->value), (std::vector<std::string>{"S-1", "S-2"}));
}

TEST(FlowDownFinding, EndsWithTheSubContractAndWithTheContract) {
    const auto contract =
        contract_with({sub("S-1", {{"terms_days", "60"}, {"end", "2026-04-30"}})}, {{"EndDate", "2026-12-31"}});
    EXPECT_TRUE(found_on(contract, FindingKind::flow_down, Date{2026, 4, 30}).has_value());
    EXPECT_FALSE(found_on(contract, FindingKind::flow_down, Date{2026, 5, 1}).has_value());
    const auto open = contract_with({sub("S-1", {{"terms_days", "60"}})}, {{"EndDate", "2026-12-31"}});
    EXPECT_FALSE(found_on(open, FindingKind::flow_down, Date{2027, 1, 1}).has_value());
}

TEST(ReturnOverdue, GathersThePeriodsOfWhichNoReturnCame) {
    auto contract = contract_with({}, {{"supply_chain_return", "monthly"}});
    contract.rows["returns"] = {
        row("returns",
            {{"contract", "C-1"}, {"period", "2026-02"}, {"submitted_on", "2026-03-05"}, {"nil_return", "yes"}})};
    EXPECT_FALSE(found_on(contract, FindingKind::return_overdue, Date{2026, 2, 20}).has_value());
    const auto first = found_on(contract, FindingKind::return_overdue, Date{2026, 2, 21});
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->summary,
              "1 supply-chain return of Prime plc not received; the first was due on 20 February 2026.");
    EXPECT_EQ(first->since, (Date{2026, 2, 21}));
    const auto may = found_on(contract, FindingKind::return_overdue, Date{2026, 4, 21});
    ASSERT_EQ(may->members.size(), 2U) << "the nil return of February came";
    EXPECT_EQ(may->members[1].id, "2026-03");
    EXPECT_EQ(may->members[1].line, "2026-03: due on 20 April 2026");
}

TEST(SpotCheckDue, ComesSixMonthsAfterTheLastOneOfALargeContract) {
    auto contract = contract_with({sub("S-1")});
    contract.rows["obligations"] = {spot_check("2026-02-15"), spot_check("2026-03-10"), spot_check("")};
    EXPECT_FALSE(found_on(contract, FindingKind::spot_check_due, Date{2026, 9, 10}).has_value());
    const auto due = found_on(contract, FindingKind::spot_check_due, Date{2026, 9, 11});
    ASSERT_TRUE(due.has_value());
    EXPECT_EQ(due->since, (Date{2026, 9, 11}));
    EXPECT_EQ(due->summary,
              "The last spot check of payment down the supply chain was on 10 March 2026; the next was due by 10 "
              "September 2026.");
}

TEST(SpotCheckDue, WithoutOneItComesSixMonthsAfterTheStartOrTheDayTheContractWasRecorded) {
    const auto fresh = contract_with({sub("S-1")});
    EXPECT_FALSE(found_on(fresh, FindingKind::spot_check_due, Date{2026, 7, 1}).has_value());
    EXPECT_EQ(found_on(fresh, FindingKind::spot_check_due, Date{2026, 7, 2})->since, (Date{2026, 7, 2}));
    const auto old = contract_with({sub("S-1")}, {{"StartDate", "2020-04-01"}});
    EXPECT_EQ(found_on(old, FindingKind::spot_check_due, Date{2026, 1, 1})->since, (Date{2026, 1, 1}));
}

TEST(SpotCheckDue, IsForLargeContractsWithSubContractsInForce) {
    const Date day{2026, 12, 1};
    EXPECT_FALSE(found_on(contract_with({}), FindingKind::spot_check_due, day).has_value());
    EXPECT_FALSE(found_on(contract_with({sub("S-1", {{"end", "2026-11-30"}})}), FindingKind::spot_check_due, day));
    const auto of_value = [&](std::string_view value) {
        return found_on(contract_with({sub("S-1")}, {{"ContractValue", value}}), FindingKind::spot_check_due, day);
    };
    EXPECT_FALSE(of_value("5000000").has_value()) << "over is strictly more";
    EXPECT_TRUE(of_value("5000000.01").has_value());
    EXPECT_FALSE(of_value("").has_value());
}

/// All that a person could be shown.
std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& finding : findings) {
        text += key_of(finding) + '|' + finding.since.text() + '|' + finding.summary;
        for (const auto& member : finding.members)
            text += '|' + member.line;
        text += '\n';
    }
    return text;
}

class Draw {
  public:
    explicit Draw(unsigned seed) : random_(seed) {}

    ContractRows contract() {
        std::vector<Row> subs;
        for (int each = up_to(4); each > 0; --each)
            subs.push_back(sub("S-" + std::to_string(each), {{"parent", one_of({"", "", "S-1", "S-2", "S-9"})},
                                                             {"terms_days", one_of({"", "14", "30", "45"})},
                                                             {"prompt_payment_clause", one_of({"", "yes", "no"})},
                                                             {"payee_sme", one_of({"", "yes", "no"})},
                                                             {"start", one_of({"", day()})},
                                                             {"end", one_of({"", "", day()})}}));
        auto rows = contract_with(std::move(subs), {{"supply_chain_return", one_of({"none", "monthly", "quarterly"})},
                                                    {"StartDate", one_of({"", day()})},
                                                    {"EndDate", one_of({"", day()})},
                                                    {"ContractValue", one_of({"", "6000000"})}});
        for (int each = up_to(6); each > 0; --each)
            rows.rows["returns"].push_back(
                row("returns", {{"contract", "C-1"},
                                {"period", one_of({"2026-03", "2026-04", "2026-Q2", "2026"})},
                                {"submitted_on", day()}}));
        for (int each = up_to(3); each > 0; --each)
            rows.rows["obligations"].push_back(spot_check(one_of({"", day()})));
        return rows;
    }

  private:
    int up_to(int most) { return std::uniform_int_distribution{0, most}(random_); }
    std::string day() { return (Date{2026, 1, 1} + Days{up_to(500)}).text(); }
    std::string one_of(std::vector<std::string> all) {
        return all[static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 1))];
    }

    std::mt19937 random_;
};

TEST(SupplyChainFindings, StandUntilTheDayTheyPromise) {
    Rules rules;
    int told_of = 0;
    for (unsigned seed = 1; seed <= 120; ++seed) {
        const auto contract = Draw{seed}.contract();
        std::string before;
        Date until{2025, 12, 31};
        for (Date day{2026, 1, 1}; day < Date{2028, 1, 1}; day = day + Days{1}) {
            const auto evaluation = supply_chain_findings(contract, rules, day);
            ASSERT_LE(day, evaluation.holds_until) << "seed " << seed;
            const auto now = told(evaluation.findings);
            ASSERT_TRUE(day > until || now == before) << "seed " << seed << ", " << day << ", promised until " << until;
            told_of += now.empty() ? 0 : 1;
            before = now;
            until = evaluation.holds_until;
        }
    }
    EXPECT_GT(told_of, 10'000) << "the property is of findings, not of silence";
}

}  // namespace
}  // namespace contractwatch
