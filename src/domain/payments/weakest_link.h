// The share of invoices paid on time at each supply tier of one contract, and who pays least of them on time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/payments/clocks.h"
#include "domain/payments/payment_figures.h"

namespace contractwatch {

/// One payer at one supply tier.
struct ChainLink {
    std::string payer;
    Share share;
};

struct TierShare {
    int supply_tier = 1;
    std::string_view source;           ///< observed at tier 1, declared beyond; never added together
    std::string_view clock;            ///< by which it is scored; empty: none applies, it is shown and not scored
    Share share;                       ///< of all payers at the tier
    std::optional<ChainLink> weakest;  ///< the payer with the lowest share; nothing where nothing is scored
};

/// The clock that scores a supply tier: the council's policy at tier 1; beyond it the policy where the head contract
/// states flow_down_days, else the statutory clock of the head contract, which its sub-contracts take over; nothing
/// where it has none.
std::optional<PaymentClock> scoring_clock(const HeadContract& head, int supply_tier);

/// By supply tier, from the figures of one contract by payer. Of two payers with the same share the one with more
/// invoices is the weaker link, and of those the first by name.
std::vector<TierShare> shares_by_tier(std::span<const PaymentRow> by_payer, const HeadContract& head);

/// "Tier 3 (declared): Sub Ltd paid 4 of 9 invoices (44.4 %) on time by the policy clock." A tier that is not scored
/// says so.
std::string in_words(const TierShare& tier);

/// The tier with the weakest link of all, of those of that source; null where none is scored.
const TierShare* weakest_of(std::span<const TierShare> tiers, std::string_view source);

}  // namespace contractwatch
