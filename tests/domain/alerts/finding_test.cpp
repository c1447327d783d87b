// Findings: their kinds, names and keys.
#include "domain/alerts/finding.h"

#include <set>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(FindingKinds, AllStandInTheTableOnceWithTheirWords) {
    std::set<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(FindingKind::disk_low); ++kind) {
        const auto& row = row_of(static_cast<FindingKind>(kind));
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_EQ(find_finding_kind(row.name), row.kind);
        EXPECT_FALSE(row.audience.empty()) << row.name;
        EXPECT_FALSE(row.title.empty()) << row.name;
        EXPECT_TRUE(row.rule.ends_with('.')) << row.name;
        EXPECT_TRUE(row.to_do.ends_with('.')) << row.name;
        for (const auto* word : {"unlawful", "breach", "liable"})
            EXPECT_EQ(row.rule.find(word), std::string_view::npos) << row.name << " must not judge";
    }
    EXPECT_EQ(names.size(), finding_kinds().size());
}

TEST(FindingKinds, AreFoundByNameAlone) {
    EXPECT_EQ(find_finding_kind("Contract-No-Manager"), FindingKind::contract_no_manager);
    EXPECT_EQ(find_finding_kind("no such kind"), std::nullopt);
    EXPECT_TRUE(row_of(FindingKind::review).staged);
}

TEST(FindingKey, IsKindContractSubjectAndPeriodAsTheyAreCompared) {
    Finding finding;
    finding.kind = FindingKind::review;
    finding.contract = ContractRef{" WCC  2024 "};
    finding.subject = "performance 2026-10-01 North";
    EXPECT_EQ(key_of(finding), "review/wcc 2024/performance 2026-10-01 north/");
    finding.severity = Severity::critical;
    finding.summary = "other words";
    finding.stage = "another stage";
    EXPECT_EQ(key_of(finding), "review/wcc 2024/performance 2026-10-01 north/") << "the same from day to day";
}

}  // namespace
}  // namespace contractwatch
