// How long what is recorded of a contract is kept.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/contracts/contract.h"

namespace contractwatch {

/// Council policy; each a setting. Six years is the limitation of actions on a simple contract and twelve on one under
/// seal (Limitation Act 1980 ss.5 and 8); the council confirms both, and which contracts are under seal.
struct RetentionPolicy {
    int contract_years = 6;
    int sealed_years = 12;
    std::string sealed;  ///< references of contracts under seal, and types whose contracts all are, with semicolons
    int message_bodies_years = 2;

    friend bool operator==(const RetentionPolicy&, const RetentionPolicy&) = default;
};

/// A contract that is no longer in force, and how long it is kept.
struct Retention {
    ContractRef contract;
    Date ended_on;    ///< its last day in force: the day it ended, else its last day as the register has it
    bool under_seal;  ///< whether the longer time holds for it
    Date kept_until;  ///< the last day on which it is kept

    friend bool operator==(const Retention&, const Retention&) = default;
};

/// The contracts of the register, given as its rows, that are no longer kept on that day, by reference. One that is
/// live is kept whatever its dates say, and so is one of which no end is known, and one under which another that is
/// kept stands (its parent_contract).
std::vector<Retention> no_longer_kept(std::span<const Row> contracts, const RetentionPolicy& policy, Date today);

/// The first day of which the bytes of messages are kept.
Date bodies_kept_from(const RetentionPolicy& policy, Date today);

}  // namespace contractwatch
