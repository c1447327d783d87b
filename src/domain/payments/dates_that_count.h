// Which dates an invoice must have so that it can count in the figures of some days.
#pragma once

#include "base/date.h"
#include "domain/payments/payment_policy.h"

namespace contractwatch {

/// An invoice that no dispute was ever over counts for the days, under whatever clock, only where it was received, or
/// says that it falls due, or was verified, or money for it was sent or came, within these. (A dispute can move a last
/// day by any time: an invoice with one may always count.)
struct DatesThatCount {
    DateRange received;
    DateRange due_stated;
    DateRange verified;
    DateRange paid;  ///< as the ledger dates it: a pay run's day too

    /// From the first to the last of all.
    DateRange whole() const;
};

/// `longest_terms` is the longest time to pay that any contract states, in its own terms or down the supply chain. Of a
/// number of the law the most days count that it is at any time.
DatesThatCount dates_that_count(const DateRange& days, Days longest_terms, const PaymentPolicy& policy);

}  // namespace contractwatch
