// How long contracts are kept after their end.
#include "domain/contracts/retention.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;

Row contract(std::string_view reference, std::vector<Cell> cells) {
    cells.emplace_back("ContractReference", reference);
    return builders::row("contracts", cells);
}

std::vector<std::string> gone_on(Date today, const std::vector<Row>& rows, const RetentionPolicy& policy = {}) {
    std::vector<std::string> references;
    for (const auto& each : no_longer_kept(rows, policy, today))
        references.push_back(each.contract.given() + " " + each.kept_until.text());
    return references;
}

using References = std::vector<std::string>;

TEST(Retention, LastsSixYearsFromTheLastDayInForce) {
    const auto ended = contract("C-1", {{"EndDate", "2020-03-31"}});
    EXPECT_EQ(gone_on({2026, 3, 31}, {ended}), References{});
    EXPECT_EQ(gone_on({2026, 4, 1}, {ended}), References{"C-1 2026-03-31"});
}

TEST(Retention, CountsFromTheDayOnWhichTheContractReallyEnded) {
    const auto early =
        contract("C-1", {{"EndDate", "2030-03-31"}, {"status", "terminated"}, {"ended_on", "2019-06-30"}});
    EXPECT_EQ(gone_on({2026, 1, 1}, {early}), References{"C-1 2025-06-30"});
    const auto marked = contract("C-2", {{"EndDate", "2019-06-30"}, {"status", "ended"}});
    EXPECT_EQ(gone_on({2026, 1, 1}, {marked}), References{"C-2 2025-06-30"});
}

TEST(Retention, IsWithoutEndWhereNoEndIsKnown) {
    EXPECT_EQ(gone_on({2100, 1, 1}, {contract("C-1", {{"StartDate", "2010-01-01"}})}), References{});
    EXPECT_EQ(gone_on({2100, 1, 1}, {contract("C-2", {{"status", "ended"}})}), References{});
}

TEST(Retention, IsLongerUnderSeal) {
    const std::vector<Row> rows{contract("C-1", {{"EndDate", "2016-03-31"}}),
                                contract("C-2", {{"EndDate", "2016-03-31"}, {"type", "concession"}}),
                                contract("C-3", {{"EndDate", "2016-03-31"}})};
    RetentionPolicy policy;
    policy.sealed = "c-1 ; Concession";
    EXPECT_EQ(gone_on({2026, 4, 1}, rows, policy), References{"C-3 2022-03-31"});
    EXPECT_EQ(gone_on({2028, 4, 1}, rows, policy), (References{"C-1 2028-03-31", "C-2 2028-03-31", "C-3 2022-03-31"}));
    policy.sealed = "contract";
    EXPECT_EQ(gone_on({2026, 4, 1}, rows, policy), References{"C-2 2022-03-31"})
        << "an entry that does not say what it is is a contract";
}

TEST(Retention, OfAFrameworkLastsAsLongAsAnythingUnderIt) {
    const auto framework = contract("F", {{"EndDate", "2010-03-31"}, {"parent_contract", "TOP"}});
    const auto top = contract("TOP", {{"EndDate", "2010-03-31"}});
    const auto call_off = contract("C-1", {{"EndDate", "2024-03-31"}, {"parent_contract", "f"}});
    EXPECT_EQ(gone_on({2026, 4, 1}, {top, framework, call_off}), References{});
    EXPECT_EQ(gone_on({2030, 4, 1}, {top, framework, call_off}).size(), 3U);
    EXPECT_EQ(gone_on({2026, 4, 1}, {contract("A", {{"parent_contract", "A"}})}), References{})
        << "one that is said to stand under itself";
}

TEST(Retention, OfBytesOfMessagesIsTwoYears) {
    EXPECT_EQ(bodies_kept_from({}, {2026, 10, 1}), (Date{2024, 10, 1}));
}

}  // namespace
}  // namespace contractwatch
