// Each tier's share and its weakest link, observed and declared apart.
#include "domain/payments/weakest_link.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

PaymentRow figures(std::string payer, int tier, std::string_view clock, std::int64_t on_time, std::int64_t population) {
    PaymentRow row;
    row.group = std::move(payer);
    row.supply_tier = tier;
    row.source = tier <= 1 ? "observed" : "declared";
    row.clock = clock;
    row.on_time = on_time;
    row.population = population;
    return row;
}

HeadContract head(std::optional<PaymentClock> statutory, std::optional<Days> flow_down) {
    HeadContract of;
    of.reference = "C-1";
    of.statutory = statutory;
    of.flow_down = flow_down;
    return of;
}

TEST(WeakestLink, IsThePayerWithTheLowestShareAtItsTier) {
    const std::vector<PaymentRow> rows{figures("the council", 1, "policy", 8, 10), figures("Prime", 2, "policy", 9, 10),
                                       figures("Sub A", 3, "policy", 2, 3), figures("Sub B", 3, "policy", 199, 300)};
    const auto tiers = shares_by_tier(rows, head({}, Days{30}));
    ASSERT_EQ(tiers.size(), 3U);
    EXPECT_EQ(tiers[2].share, (Share{201, 303}));
    EXPECT_EQ(tiers[2].weakest->payer, "Sub B") << "199 of 300 is below 2 of 3, and both are shown as 66.x %";
    EXPECT_EQ(in_words(tiers[2]),
              "Tier 3 (declared): Sub B paid 199 of 300 invoices (66.3 %) on time by the policy clock.");
    EXPECT_EQ(weakest_of(tiers, "declared"), &tiers[2]);
    EXPECT_EQ(weakest_of(tiers, "observed"), &tiers[0]) << "observed and declared are never blended";
}

TEST(WeakestLink, TheStatutoryClockOfASubContractIsItsHeadContractsRegime) {
    const std::vector<PaymentRow> rows{figures("Prime", 2, "policy", 0, 5), figures("Prime", 2, "pcr15", 4, 5),
                                       figures("Prime", 2, "reporting", 1, 5)};
    const auto tiers = shares_by_tier(rows, head(PaymentClock::pcr15, {}));
    ASSERT_EQ(tiers.size(), 1U);
    EXPECT_EQ(tiers[0].clock, "pcr15");
    EXPECT_EQ(tiers[0].share, (Share{4, 5}));
}

TEST(WeakestLink, ThePolicyClockScoresSubContractsOnlyWhereFlowDownDaysAreStatedElseTheyAreShown) {
    EXPECT_EQ(scoring_clock(head({}, {}), 1), PaymentClock::policy);
    EXPECT_EQ(scoring_clock(head({}, {}), 2), std::nullopt);
    EXPECT_EQ(scoring_clock(head(PaymentClock::pa23, Days{30}), 2), PaymentClock::policy);
    const std::vector<PaymentRow> rows{figures("Prime", 2, "reporting", 1, 5)};
    const auto tiers = shares_by_tier(rows, head({}, {}));
    ASSERT_EQ(tiers.size(), 1U);
    EXPECT_FALSE(tiers[0].weakest.has_value());
    EXPECT_EQ(in_words(tiers[0]), "Tier 2 (declared): shown, not scored: no clock of the head contract applies to it.");
    EXPECT_EQ(weakest_of(tiers, "declared"), nullptr);
}

TEST(WeakestLink, ATierWithoutAPopulationHasNone) {
    const std::vector<PaymentRow> rows{figures("Prime", 2, "policy", 0, 0)};
    const auto tiers = shares_by_tier(rows, head({}, Days{30}));
    EXPECT_EQ(in_words(tiers[0]), "Tier 2 (declared): no invoice had its last day in these months.");
}

TEST(WeakestLink, OfEqualSharesTheOneOfMoreInvoicesIsWeaker) {
    const std::vector<PaymentRow> rows{figures("A", 2, "policy", 1, 2), figures("C", 2, "policy", 2, 4),
                                       figures("B", 2, "policy", 2, 4)};
    EXPECT_EQ(shares_by_tier(rows, head({}, Days{30}))[0].weakest->payer, "B");
}

}  // namespace
}  // namespace contractwatch
