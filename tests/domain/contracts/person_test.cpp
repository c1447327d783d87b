// People in post, and who holds a role on a contract on a day.
#include "domain/contracts/person.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::row;

const Email ann{"ann@council.example"};
const Email bob{"bob@council.example"};

People people() {
    const std::vector<Row> rows = {row("people", {{"email", "Ann@Council.example"},
                                                  {"name", "Ann Lee"},
                                                  {"active_from", "2026-02-01"},
                                                  {"active_until", "2026-09-30"},
                                                  {"deputy_email", "bob@council.example"}}),
                                   row("people", {{"email", "bob@council.example"}, {"name", "Bob Ray"}})};
    return People{rows};
}

TEST(Person, IsInPostFromTheFirstDayToTheLast) {
    const auto all = people();
    EXPECT_FALSE(all.active_on(ann, Date{2026, 1, 31}));
    EXPECT_TRUE(all.active_on(ann, Date{2026, 2, 1}));
    EXPECT_TRUE(all.active_on(ann, Date{2026, 9, 30}));
    EXPECT_FALSE(all.active_on(ann, Date{2026, 10, 1}));
    EXPECT_EQ(all.next_change(ann, Date{2026, 1, 1}), (Date{2026, 2, 1}));
    EXPECT_EQ(all.next_change(ann, Date{2026, 2, 1}), (Date{2026, 10, 1}));
    EXPECT_EQ(all.next_change(bob, Date{2026, 2, 1}), end_of_time);
}

TEST(Person, WhoIsNotInTheListCountsAsInPost) {
    const Email unknown{"cat@council.example"};
    EXPECT_EQ(people().find(unknown), nullptr);
    EXPECT_TRUE(people().active_on(unknown, Date{2026, 1, 1}));
    EXPECT_EQ(people().name_of(unknown), "cat@council.example");
    EXPECT_EQ(people().name_of(ann), "Ann Lee");
}

Officers officers(const std::vector<Row>& roles) {
    return {contract_of(row("contracts", {{"ContractReference", "C-1"}, {"manager_email", "ann@council.example"}})),
            roles};
}

TEST(Officers, FollowTheRegisterWhereNoRowOfRolesHolds) {
    const auto held = officers({});
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 1, 1}), ann);
    EXPECT_TRUE(held.holder(Role::lead_director, Date{2026, 1, 1}).empty());
    EXPECT_EQ(held.next_change(Date{2026, 1, 1}), end_of_time);
}

TEST(Officers, FollowTheRowsOfRolesOnTheDaysThatTheyHold) {
    const auto held = officers({row(
        "roles",
        {{"role", "manager"}, {"email", "bob@council.example"}, {"from", "2026-03-01"}, {"until", "2026-03-31"}})});
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 2, 28}), ann);
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 3, 1}), bob);
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 3, 31}), bob);
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 4, 1}), ann);
    EXPECT_EQ(held.next_change(Date{2026, 2, 1}), (Date{2026, 3, 1}));
    EXPECT_EQ(held.next_change(Date{2026, 3, 1}), (Date{2026, 4, 1}));
}

TEST(Officers, DoNotFallBackToSomebodyWhoGaveTheRoleUp) {
    const auto held =
        officers({row("roles", {{"role", "manager"}, {"email", "ann@council.example"}, {"until", "2026-03-31"}})});
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 3, 31}), ann);
    EXPECT_TRUE(held.holder(Role::manager, Date{2026, 4, 1}).empty());
}

TEST(Officers, TakeTheLatestToBeginOfSeveral) {
    const auto held =
        officers({row("roles", {{"role", "manager"}, {"email", "cat@council.example"}, {"from", "2026-05-01"}}),
                  row("roles", {{"role", "manager"}, {"email", "bob@council.example"}})});
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 4, 30}), bob);
    EXPECT_EQ(held.holder(Role::manager, Date{2026, 5, 1}), Email{"cat@council.example"});
}

}  // namespace
}  // namespace contractwatch
