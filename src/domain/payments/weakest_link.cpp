// Holding shares against each other, exactly.
#include "domain/payments/weakest_link.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Both have a population.
bool weaker(const ChainLink& one, const ChainLink& other) {
    const auto left = one.share.on_time * other.share.population;
    const auto right = other.share.on_time * one.share.population;
    if (left != right) return left < right;
    if (one.share.population != other.share.population) return one.share.population > other.share.population;
    return key_of(one.payer) < key_of(other.payer);
}

void add(TierShare& tier, const PaymentRow& row) {
    if (row.population == 0) return;
    tier.share.on_time += row.on_time;
    tier.share.population += row.population;
    const ChainLink link{row.group, {row.on_time, row.population}};
    if (!tier.weakest || weaker(link, *tier.weakest)) tier.weakest = link;
}

}  // namespace

std::optional<PaymentClock> scoring_clock(const HeadContract& head, int supply_tier) {
    if (supply_tier <= 1 || head.flow_down) return PaymentClock::policy;
    return head.statutory;
}

std::vector<TierShare> shares_by_tier(std::span<const PaymentRow> by_payer, const HeadContract& head) {
    std::map<int, TierShare> tiers;
    for (const auto& row : by_payer) {
        const auto clock = scoring_clock(head, row.supply_tier);
        auto& tier = tiers[row.supply_tier];
        tier.supply_tier = row.supply_tier;
        tier.source = row.source;
        tier.clock = clock ? name_of(*clock) : std::string_view{};
        if (clock && row.clock == name_of(*clock)) add(tier, row);
    }
    std::vector<TierShare> shares;
    for (auto& [number, tier] : tiers)
        shares.push_back(std::move(tier));
    return shares;
}

std::string in_words(const TierShare& tier) {
    const auto head = fmt::format("Tier {} ({}): ", tier.supply_tier, tier.source);
    if (tier.clock.empty()) return head + "shown, not scored: no clock of the head contract applies to it.";
    if (!tier.weakest) return head + "no invoice had its last day in these months.";
    return head + fmt::format("{} paid {} of {} ({}) on time by the {} clock.", tier.weakest->payer,
                              tier.weakest->share.on_time, counted(tier.weakest->share.population, "invoice"),
                              tier.weakest->share.text(), tier.clock);
}

const TierShare* weakest_of(std::span<const TierShare> tiers, std::string_view source) {
    const TierShare* found = nullptr;
    for (const auto& tier : tiers) {
        if (!tier.weakest || tier.source != source) continue;
        if (found == nullptr || weaker(*tier.weakest, *found->weakest)) found = &tier;
    }
    return found;
}

}  // namespace contractwatch
