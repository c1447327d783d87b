// The supply chain of one contract as a page shows it: who stands at which tier, what came, and the weakest links.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/portfolio.h"
#include "domain/payments/supply_chain.h"
#include "domain/payments/supply_chain_returns.h"
#include "domain/payments/weakest_link.h"

namespace contractwatch {

struct SubContractStanding {
    SubContract of;
    FlowDown flow_down;
    bool live = false;
};

struct SupplyChainView {
    std::vector<SubContractStanding> sub_contracts;  ///< by tier and reference
    DateRange months;                                ///< the closed months that the shares are of
    std::vector<TierShare> tiers;
    std::vector<SupplyChainReturn> returns;         ///< of periods that have ended, and the one that is due next
    std::vector<DeclaredReturn> returns_of_others;  ///< declared for what is no period of the contract's rhythm
    /// Invoices that name a sub-contract that nobody recorded, by what they call it. They count at the supply tier that
    /// they state, at least 2.
    std::map<std::string, std::int64_t> unknown_sub_contracts;
};

/// As at the day. The contract is in the register.
SupplyChainView supply_chain_of(const Record& record, const Rules& rules, const RegisterEntry& entry, Date as_at);

}  // namespace contractwatch
