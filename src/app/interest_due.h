// What statutory interest on late invoices comes to, invoice by invoice: indicative, for whoever decides.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "domain/payments/interest.h"
#include "ports/store.h"

namespace contractwatch {

/// An invoice on which interest runs or ran.
struct InterestRow {
    std::string invoice;
    std::string payee;
    std::string payer;     ///< empty at supply tier 1: the council
    std::string contract;  ///< empty: none known
    int supply_tier = 1;
    Interest interest;
};

/// By invoice and payee, as at the day; of one contract, or of all where none is named.
std::vector<InterestRow> interest_due(const Record& record, const ContractRef& only, const BankRates& rates,
                                      const PayRuns& runs, Date as_at);

}  // namespace contractwatch
