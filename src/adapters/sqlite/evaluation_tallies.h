// The tallies of payments in the cache: what each contract's invoices come to, month by month.
#pragma once

#include <utility>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "ports/evaluations.h"

namespace contractwatch::sqlite {

/// In place of all that are kept of these contracts, in one transaction.
void write_tallies(const Connection& cache, const std::vector<ContractTallies>& tallies);

/// Of that month and later ones, by contract, month, tier and size.
std::vector<std::pair<ContractRef, PaymentTally>> read_tallies(const Connection& cache, Date from);

/// Likewise, by contract, prime, month and size.
std::vector<std::pair<ContractRef, PrimeTally>> read_prime_tallies(const Connection& cache, Date from);

}  // namespace contractwatch::sqlite
