// Where the Procurement Act 2023 asks for key performance indicators.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "domain/contracts/contract.h"
#include "domain/contracts/legal_numbers.h"

namespace contractwatch {

/// Procurement Act 2023 s.52(1): before a public contract with an estimated value of more than a dated amount (£5
/// million since 24 February 2025) is entered into, at least three key performance indicators are set.
inline constexpr std::size_t fewest_key_indicators = 3;

/// Why they are due.
struct KeyIndicatorsDuty {
    std::string words;  ///< the value that makes them due, and which one it is
    LegalNumber law;    ///< the amount that it is over
};

/// Of a contract under the Act whose estimated value at entry, with VAT, is over the amount; where that is not
/// recorded, whose value without VAT is over it already. Not of a framework or a dynamic market, under which contracts
/// are made, nor of a concession or a light touch contract (s.52), nor of one entered into on a day on which the law
/// had no amount. Where the day of entry is not recorded, the contract's first day stands for it, else the one on which
/// the register first had it.
std::optional<KeyIndicatorsDuty> key_indicators_due(const Contract& contract, const DatedNumber& over);

}  // namespace contractwatch
