// What the council spent, payment by payment, as it is held against the contract register.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "domain/facts/row.h"
#include "domain/payments/invoice.h"

namespace contractwatch {

/// One payment of the council's. The rows and the invoice that it was made from must outlive it.
struct Spend {
    Date on;  ///< the payee had the money
    Money amount;
    bool net = false;  ///< without VAT; else as it was paid, since nothing says how much of it is VAT
    std::string_view payee;
    const Invoice* invoice = nullptr;  ///< null: the payment names none
    Date made_on = {};                 ///< of a payment that names no invoice: as the ledger dates it
};

/// What was paid of the council's own invoices by the day: the payments recorded of each and, where there are none, its
/// own paid_on, as the amount due or its paid_amount. An invoice that states its amount without VAT is counted by that
/// share of each payment, half up to the penny.
void add_spend(std::vector<Spend>& spend, std::span<const Invoice> invoices, Date as_at);

/// The payments by the day that name no invoice, as they were paid; not those whose payer is one of the suppliers (as
/// names are compared), who pays down its own supply chain.
void add_spend_alone(std::vector<Spend>& spend, std::span<const Row> payments,
                     const std::unordered_set<std::string>& suppliers, const PayRuns& runs, Date as_at);

/// The id of its invoice; of a payment that names none the payee and the day: "|acme ltd|2026-05-01".
std::string id_of(const Spend& spend);

/// "on 1 May 2026", "from 1 May 2026 to 3 June 2026".
std::string spent_when(Date first, Date last);

/// Whether the payment is one that names no invoice.
bool names_no_invoice(const Row& payment);

/// Policy: the ledger is held against the register over a rolling year. A payment is in it from its day to the day
/// before the same one a year later.
inline constexpr int months_of_spend = 12;
inline bool in_rolling_year(Date paid, Date as_at) {
    return paid <= as_at && as_at < paid.plus_months(months_of_spend);
}

}  // namespace contractwatch
