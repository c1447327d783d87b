// The supply chain of a contract as JSON.
#pragma once

#include <boost/json.hpp>

#include "app/supply_chain_view.h"

namespace contractwatch {

/// Under `tiers` each supply tier with its share and its weakest link; observed and declared are apart throughout.
boost::json::object json_of(const SupplyChainView& chain, Date as_at);

}  // namespace contractwatch
