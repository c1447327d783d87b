// The numbers of the law that payments go by, each from day to day.
#pragma once

#include "domain/contracts/legal_numbers.h"

namespace contractwatch {

/// An invoice goes by the days in force on the day on which it was received.
struct PaymentLaw {
    explicit PaymentLaw(const LegalNumbers& numbers);

    DatedNumber pa23_days;             ///< Procurement Act 2023 s.68(2): to pay, beginning with the day of receipt
    DatedNumber subcontract_days;      ///< s.73: likewise under a sub-contract, and the longest terms passed down
    DatedNumber below_threshold_days;  ///< s.88: likewise under a regulated below-threshold contract
    DatedNumber pcr15_days;            ///< Public Contracts Regulations 2015 reg 113(2)(a): from verification
    DatedNumber published_over;        ///< s.70: single payments of more are published
    DatedNumber publishing_days;       ///< ss.69 and 70: to publish, beginning with the last day of the period

    friend bool operator==(const PaymentLaw&, const PaymentLaw&) = default;
};

/// By the numbers that the program comes with.
const PaymentLaw& built_in_payment_law();

}  // namespace contractwatch
