// Which dates an invoice must have so that it can count in the figures of some days.
#include "domain/payments/dates_that_count.h"

#include <algorithm>

#include "domain/payments/clocks.h"

namespace contractwatch {
namespace {

/// More calendar days than so many working days and the bank holidays among them can take.
Days at_most_days(int working_days) {
    return Days{2 * working_days + 14};
}

/// Whichever row an invoice goes by.
Days most_days_of_the_act(const PaymentLaw& law) {
    return std::max({law.pa23_days.most_days().value_or(Days{0}), law.subcontract_days.most_days().value_or(Days{0}),
                     law.below_threshold_days.most_days().value_or(Days{0})});
}

}  // namespace

DatesThatCount dates_that_count(const DateRange& days, Days longest_terms, const PaymentPolicy& policy) {
    const auto of_act = most_days_of_the_act(policy.law);
    const auto from_verification = policy.law.pcr15_days.most_days().value_or(Days{0});
    const auto from_receipt = std::max({longest_terms, policy_days_for(policy, false, false), of_act,
                                        Days{policy.deemed_verified_after_days} + from_verification});
    DatesThatCount dates;
    dates.received = {days.first - from_receipt, days.last};
    dates.due_stated = {days.first - of_act, days.last};
    dates.verified = {days.first - from_verification, days.last};
    dates.paid = {days.first - at_most_days(policy.settlement_working_days), days.last};
    return dates;
}

DateRange DatesThatCount::whole() const {
    return {std::min({received.first, due_stated.first, verified.first, paid.first}),
            std::max({received.last, due_stated.last, verified.last, paid.last})};
}

}  // namespace contractwatch
