// How long primes took to pay their sub-contractors, by the month in which the money came.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/payments/invoice.h"
#include "domain/payments/supply_chain.h"

namespace contractwatch {

/// What one prime paid to supply tier 2 under one contract in one month, to payees of one sort.
struct PrimeTally {
    std::string prime;   ///< as its declarations spell it
    Date month;          ///< its first day
    bool small = false;  ///< the payees are SMEs or VCSEs; else they are known to be neither
    std::int64_t invoices = 0;
    std::int64_t days = 0;  ///< from receipt to payment, all together

    friend bool operator==(const PrimeTally&, const PrimeTally&) = default;
};

/// What one invoice adds to the tallies of its prime; nothing where it is in none. `known` is its sub-contract, null
/// where that is not known.
std::optional<PrimeTally> prime_tally_of(const Invoice& invoice, const SubContract* known, Date as_at);

/// By prime, month and size, of invoices that were received and settled by the day; as the invoice says who is small,
/// else as its sub-contract does. A payee of whom neither says is left out.
std::vector<PrimeTally> prime_tallies(std::span<const Invoice> invoices, const SupplyChain& chain, Date as_at);

}  // namespace contractwatch
