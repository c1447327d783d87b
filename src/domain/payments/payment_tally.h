// The invoices of one contract counted by the month of their last day: what figures across contracts are added up from.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "domain/payments/compliance.h"
#include "domain/payments/prime_tally.h"
#include "domain/payments/rows_behind.h"

namespace contractwatch {

/// Invoices of one contract whose last day by the policy clock is in one month, to payees of one sort.
struct PaymentTally {
    Date month;           ///< its first day
    int supply_tier = 1;  ///< the payee's: 1 is observed in the council's own ledger, what lies beyond is declared
    bool sme = false;     ///< the payee is known to be an SME
    bool vcse = false;    ///< or a VCSE
    Share invoices;       ///< by number
    Share value;          ///< in pence due
    std::string rows_sha256 = {};  ///< of those in the population (rows_behind.h); empty where none was asked for

    /// Of the same sort.
    PaymentTally& operator+=(const PaymentTally& more);

    friend bool operator==(const PaymentTally&, const PaymentTally&) = default;
};

/// The contract and the sort of invoices: how the line of its tally begins.
std::string sort_of(const ContractRef& contract, const PaymentTally& tally);
/// The line of the tally among those behind a figure across contracts (rows_behind.h).
std::string line_of(const ContractRef& contract, const PaymentTally& tally);

/// The tallies of a contract, and how long they stand if no fact changes.
struct PaymentTallies {
    std::vector<PaymentTally> months;     ///< by month, tier, SME and VCSE; none without an invoice
    std::vector<PrimeTally> primes = {};  ///< by prime, month and size
    Date holds_until = end_of_time;
};

/// An invoice in the population of a month.
struct TalliedInvoice {
    PaymentTally tally;  ///< what it adds to those of its contract, without a digest
    ClockedInvoice under;

    std::string line_of(const Invoice& invoice) const {
        return line_behind(invoice, under, tally.invoices.on_time > 0);
    }
};

/// Nothing where it is in the population of no month.
std::optional<TalliedInvoice> tallied(const Invoice& invoice, const HeadContract& contract, const PaymentPolicy& policy,
                                      Date as_at);

/// Every month is counted as if it were over, from the facts known as at the day: only a fact changes a tally, and
/// never the calendar alone. Of a month that has not closed they say nothing yet. What is declared is as at the end of
/// its month where that is earlier. Each has the digest of its rows where a way to make one is handed in.
PaymentTallies payment_tallies(std::span<const Invoice> invoices, const HeadContract& contract,
                               const PaymentPolicy& policy, Date as_at, const Sha256Of& sha256);

}  // namespace contractwatch
