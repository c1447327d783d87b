// What statutory interest on late invoices comes to, invoice by invoice.
#include "app/interest_due.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "app/ledger.h"
#include "base/text.h"

namespace contractwatch {

std::vector<InterestRow> interest_due(const Record& record, const ContractRef& only, const BankRates& rates,
                                      const PayRuns& runs, Date as_at) {
    const HeadContracts heads{record};
    std::vector<InterestRow> found;
    each_invoice(record, runs, [&](const Invoice& invoice) {
        if (!only.empty() && key_of(invoice.contract) != only.key()) return;
        auto interest = interest_on(invoice, heads.of(invoice), heads.terms_of(invoice), rates, as_at);
        if (!interest) return;
        found.push_back({std::string{invoice.reference}, std::string{invoice.payee}, std::string{invoice.payer},
                         std::string{invoice.contract}, invoice.supply_tier, std::move(*interest)});
    });
    std::ranges::stable_sort(found, {},
                             [](const InterestRow& row) { return std::tie(row.invoice, row.payee, row.payer); });
    return found;
}

}  // namespace contractwatch
