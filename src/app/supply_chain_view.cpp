// The supply chain of one contract, read and judged.
#include "app/supply_chain_view.h"

#include <algorithm>

#include "app/ledger.h"
#include "base/text.h"

namespace contractwatch {
namespace {

/// The closed months that a contract's share is judged over.
DateRange closed_months(const PaymentPolicy& policy, Date as_at) {
    const auto open_month = as_at.first_of_month();
    return {open_month.plus_months(-policy.share_over_months), open_month - Days{1}};
}

std::vector<SubContractStanding> standings_of(const SupplyChain& chain, const Contract& head, const PaymentLaw& law,
                                              Date as_at) {
    std::vector<SubContractStanding> standings;
    for (const auto& each : chain.all()) {
        const auto above = terms_above(chain, each, head);
        standings.push_back({each, flow_down_of(each, above, law), each.live_on(as_at)});
    }
    return standings;
}

}  // namespace

SupplyChainView supply_chain_of(const Record& record, const Rules& rules, const RegisterEntry& entry, Date as_at) {
    const auto& reference = entry.contract.reference;
    const SupplyChain chain{record.rows_of(kind("subcontracts"), reference)};
    SupplyChainView view;
    view.sub_contracts = standings_of(chain, entry.contract, rules.payments.law, as_at);
    view.months = closed_months(rules.payments, as_at);
    const SupplyChainReturns returns{entry.contract, record.rows_of(kind("returns"), reference), rules.payments};
    view.returns = returns.of_periods_ended_before(as_at);
    const auto next = returns.next_due(as_at);
    if (next && next->period.last() >= as_at) view.returns.push_back(*next);
    view.returns_of_others = returns.of_other_periods();

    const auto head = head_contract_of(entry.row);
    PaymentFigures figures{view.months, PaymentGrouping::payer, rules.payments, as_at};
    each_invoice(record, pay_runs_of(rules), [&](const Invoice& invoice) {
        if (key_of(invoice.contract) != reference.key()) return;
        figures.add(invoice, &head);
        if (!invoice.subcontract.empty() && chain.find(invoice.subcontract) == nullptr)
            ++view.unknown_sub_contracts[std::string{invoice.subcontract}];
    });
    view.tiers = shares_by_tier(figures.rows(), head);
    return view;
}

}  // namespace contractwatch
