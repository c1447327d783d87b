// Where the Procurement Act 2023 asks for key performance indicators.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/money.h"
#include "domain/contracts/contract.h"

namespace contractwatch {

/// Procurement Act 2023 s.52(1): before a public contract with an estimated value of more than £5 million is entered
/// into, at least three key performance indicators are set. In force since 24 February 2025.
inline constexpr Date key_indicators_since{2025, 2, 24};
inline constexpr Money key_indicators_over = Money::pounds(5'000'000);
inline constexpr std::size_t fewest_key_indicators = 3;

/// Why they are due.
struct KeyIndicatorsDuty {
    std::string words;  ///< the value that makes them due, and which one it is
};

/// Of a contract under the Act whose estimated value at entry, with VAT, is over the amount; where that is not
/// recorded, whose value without VAT is over it already. Not of a framework or a dynamic market, under which contracts
/// are made, nor of a concession or a light touch contract (s.52), nor of one entered into before the section was in
/// force.
std::optional<KeyIndicatorsDuty> key_indicators_due(const Contract& contract);

}  // namespace contractwatch
