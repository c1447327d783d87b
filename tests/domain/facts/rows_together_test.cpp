// Sub-contracts of one file as a tree: whose parent is missing, who stands in a circle, and whose tier is another.
#include "domain/facts/rows_together.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::row;

Row sub(std::string_view reference, std::string_view parent, std::string_view tier = "",
        std::string_view contract = "C-1") {
    return row("subcontracts", {{"contract", contract},
                                {"subcontract", reference},
                                {"parent", parent},
                                {"payer", "Prime plc"},
                                {"payee", "Sub Ltd"},
                                {"supply_tier", tier}});
}

std::vector<FaultTogether> faults_of(const std::vector<Row>& given, const std::vector<Row>& recorded = {}) {
    return faults_together(given, [&](std::string_view contract) {
        auto rows = recorded;
        std::erase_if(rows, [&](const Row& each) { return key_values(each).front() != contract; });
        return rows;
    });
}

/// Places and columns of the faults, such as "1 parent".
std::vector<std::string> told(const std::vector<FaultTogether>& faults) {
    std::vector<std::string> words;
    for (const auto& [place, problem] : faults)
        words.push_back(std::to_string(place) + ' ' + std::string{kind("subcontracts").columns[problem.column].name});
    return words;
}

using Words = std::vector<std::string>;

TEST(SubcontractsTogether, StandToAnyDepthInWhateverOrder) {
    std::vector<Row> rows{sub("A", "", "2"), sub("B", "a", "3"), sub("C", "B", "4"), sub("D", " c ", "5")};
    std::ranges::sort(rows, {}, [](const Row& each) { return key_values(each); });
    do {
        EXPECT_EQ(faults_of(rows), std::vector<FaultTogether>{});
    } while (std::ranges::next_permutation(rows, {}, [](const Row& each) { return key_values(each); }).found);
}

TEST(SubcontractsTogether, AnOrphanIsRefusedWithWhatStandsUnderIt) {
    const auto faults = faults_of({sub("C", "B"), sub("A", ""), sub("B", "X")});
    ASSERT_EQ(told(faults), (Words{"0 parent", "2 parent"}));
    EXPECT_EQ(
        faults[1].problem.message,
        "contract C-1 has no sub-contract X, neither in the record nor in this file; give the parent's row too, or "
        "leave it blank under the head contract");
    EXPECT_EQ(faults[0].problem.message,
              "its parent, sub-contract B of contract C-1, is in this file and cannot be taken; put that row right and "
              "give both again");
}

TEST(SubcontractsTogether, AParentOfAnotherContractIsNone) {
    EXPECT_EQ(told(faults_of({sub("A", "", "", "C-2"), sub("B", "A")})), Words{"1 parent"});
}

TEST(SubcontractsTogether, ACircleIsRefusedWhole) {
    const auto faults = faults_of({sub("A", "C"), sub("B", "A"), sub("C", "B"), sub("D", "A"), sub("E", "")});
    ASSERT_EQ(told(faults), (Words{"0 parent", "1 parent", "2 parent", "3 parent"}));
    EXPECT_EQ(faults[0].problem.message,
              "sub-contracts cannot stand in a circle (A under C under B under A); give as parent the one above it, or "
              "leave it blank under the head contract");
    EXPECT_NE(faults[3].problem.message.find("is in this file and cannot be taken"), std::string::npos);
    EXPECT_EQ(told(faults_of({sub("A", "A")})), Words{"0 parent"});
}

TEST(SubcontractsTogether, WhatIsRecordedCounts) {
    EXPECT_TRUE(faults_of({sub("B", "A", "3")}, {sub("A", "")}).empty());
    const auto faults = faults_of({sub("A", "B")}, {sub("A", ""), sub("B", "A")});
    EXPECT_EQ(told(faults), Words{"0 parent"}) << "with what is recorded it closes a circle";
    EXPECT_TRUE(faults_of({sub("B", "", "3")}, {sub("A", ""), sub("B", "A")}).empty())
        << "a blank cell leaves the parent that is recorded";
    EXPECT_EQ(told(faults_of({sub("B", "", "4")}, {sub("A", ""), sub("B", "A")})), Words{"0 supply_tier"});
}

TEST(SubcontractsTogether, WhatTheRecordHadBeforeIsNobodysFault) {
    EXPECT_TRUE(faults_of({sub("B", "")}, {sub("A", "gone")}).empty());
    EXPECT_EQ(told(faults_of({sub("B", "A")}, {sub("A", "gone")})), Words{"0 parent"});
    EXPECT_EQ(told(faults_of({sub("C", "A")}, {sub("A", "B"), sub("B", "A")})), Words{"0 parent"});
}

TEST(SubcontractsTogether, AStatedTierThatDiffersIsRefused) {
    const auto faults = faults_of({sub("A", "", "3"), sub("B", "C", "2"), sub("C", "", "2")});
    ASSERT_EQ(told(faults), (Words{"0 supply_tier", "1 supply_tier"}));
    EXPECT_EQ(faults[0].problem.message,
              "supply tier 3 is stated, and standing under the head contract gives 2; give 2, leave it blank, or name "
              "another parent");
    EXPECT_EQ(faults[1].problem.message,
              "supply tier 2 is stated, and its parent C gives 3; give 3, leave it blank, or name another parent");
}

TEST(SubcontractsTogether, RowsOfOneSubContractFoldInTheirOrder) {
    EXPECT_TRUE(faults_of({sub("A", ""), sub("B", "A"), sub("B", "", "3")}).empty());
    EXPECT_EQ(told(faults_of({sub("A", ""), sub("B", "X"), sub("B", "", "3")})), (Words{"1 parent", "2 parent"}));
}

TEST(SubcontractsTogether, AreTheOnlyKindSoFar) {
    EXPECT_TRUE(judged_together(kind("subcontracts")));
    EXPECT_FALSE(judged_together(kind("invoices")));
}

}  // namespace
}  // namespace contractwatch
