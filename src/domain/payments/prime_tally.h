// How long primes took to pay their sub-contractors, by the month in which the money came.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "domain/payments/invoice.h"
#include "domain/payments/rows_behind.h"
#include "domain/payments/supply_chain.h"

namespace contractwatch {

/// What one prime paid to supply tier 2 under one contract in one month, to payees of one sort.
struct PrimeTally {
    std::string prime;   ///< as its declarations spell it
    Date month;          ///< its first day
    bool small = false;  ///< the payees are SMEs or VCSEs; else they are known to be neither
    std::int64_t invoices = 0;
    std::int64_t days = 0;         ///< from receipt to payment, all together
    std::string rows_sha256 = {};  ///< of these (rows_behind.h); empty where none was asked for

    /// Of the same prime and sort.
    PrimeTally& operator+=(const PrimeTally& more);

    friend bool operator==(const PrimeTally&, const PrimeTally&) = default;
};

/// The contract, the prime and the sort of payees: how the line of its tally begins.
std::string sort_of(const ContractRef& contract, const PrimeTally& tally);
/// The line of the tally among those behind a figure across contracts (rows_behind.h).
std::string line_of(const ContractRef& contract, const PrimeTally& tally);

/// What one invoice adds to the tallies of its prime; nothing where it is in none. `known` is its sub-contract, null
/// where that is not known.
std::optional<PrimeTally> prime_tally_of(const Invoice& invoice, const SubContract* known, Date as_at);

/// The line of such an invoice among the rows behind a figure (rows_behind.h), as at that day.
std::string line_behind(const Invoice& invoice, const PrimeTally& of_invoice, Date as_at);

/// By prime, month and size, of invoices that were received and settled by the day; as the invoice says who is small,
/// else as its sub-contract does. A payee of whom neither says is left out. Each has the digest of its rows where a way
/// to make one is handed in.
std::vector<PrimeTally> prime_tallies(std::span<const Invoice> invoices, const SupplyChain& chain, Date as_at,
                                      const Sha256Of& sha256);

}  // namespace contractwatch
