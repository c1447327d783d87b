// What the council asks of its contract register.
#pragma once

#include "base/money.h"

namespace contractwatch {

/// Council policy (R24 and domain rules of the register); each a setting.
struct RegisterPolicy {
    Money named_officers_over = Money::pounds(50'000);  ///< above it a missing manager or director is a warning
    Money gold_from = Money::pounds(5'000'000);         ///< importance derived from value
    Money silver_from = Money::pounds(250'000);
    int gold_from_score = 15;  ///< importance derived from the sum of four scores, 4 to 20
    int silver_from_score = 9;

    friend bool operator==(const RegisterPolicy&, const RegisterPolicy&) = default;
};

}  // namespace contractwatch
