// What statutory interest on late invoices comes to, invoice by invoice.
#include "app/interest_due.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "app/ledger.h"
#include "base/text.h"

namespace contractwatch {

namespace {

std::string_view group_of(const InterestRow& row, InterestGrouping grouping) {
    if (grouping == InterestGrouping::payee) return row.payee;
    if (grouping == InterestGrouping::contract) return row.contract;
    return row.payer.empty() && row.supply_tier <= 1 ? std::string_view{"the council"} : row.payer;
}

/// Interest, or what was recorded of it although none is computed; nothing where there is neither.
std::optional<Interest> interest_or_facts(const Invoice& invoice, const HeadContracts& heads, const BankRates& rates,
                                          Date as_at) {
    auto interest = interest_on(invoice, heads.of(invoice), heads.terms_of(invoice), rates, as_at);
    const bool recorded = !invoice.interest.empty() && invoice.interest.front().on <= as_at;
    if (interest || !recorded) return interest;
    interest.emplace();
    interest->reason = "by the dates recorded none has begun to run";
    return interest;
}

}  // namespace

std::optional<InterestGrouping> find_interest_grouping(std::string_view name) {
    if (name == "payee") return InterestGrouping::payee;
    if (name == "payer") return InterestGrouping::payer;
    if (name == "contract") return InterestGrouping::contract;
    return std::nullopt;
}

std::vector<InterestTotal> totals_of(const std::vector<InterestRow>& rows, InterestGrouping grouping) {
    std::map<std::string, InterestTotal> totals;
    for (const auto& row : rows) {
        const auto name = group_of(row, grouping);
        auto& total = totals[key_of(name)];
        if (total.group.empty()) total.group = name;
        ++total.invoices;
        if (!row.interest.amount) ++total.without_figure;
        total.interest += row.interest.amount.value_or(Money{});
        total.fixed += row.interest.fixed.value_or(Money{});
        total.paid += row.balance.paid;
        total.remitted += row.balance.remitted;
        total.left += row.balance.left;
    }
    std::vector<InterestTotal> found;
    for (auto& [key, total] : totals)
        found.push_back(std::move(total));
    std::ranges::stable_sort(found, {}, &InterestTotal::group);
    return found;
}

std::vector<InterestRow> interest_due(const Record& record, const ContractRef& only, const BankRates& rates,
                                      const PayRuns& runs, Date as_at) {
    const HeadContracts heads{record};
    std::vector<InterestRow> found;
    each_invoice(record, runs, [&](const Invoice& invoice) {
        if (!only.empty() && key_of(invoice.contract) != only.key()) return;
        auto interest = interest_or_facts(invoice, heads, rates, as_at);
        if (!interest) return;
        const auto balance = balance_of(*interest, invoice, as_at);
        auto& row = found.emplace_back(InterestRow{
            std::string{invoice.reference}, std::string{invoice.payee}, std::string{invoice.payer},
            std::string{invoice.contract}, invoice.supply_tier, std::move(*interest), balance, invoice.interest});
        std::erase_if(row.facts, [&](const InterestFact& fact) { return fact.on > as_at; });
    });
    std::ranges::stable_sort(found, {},
                             [](const InterestRow& row) { return std::tie(row.invoice, row.payee, row.payer); });
    return found;
}

}  // namespace contractwatch
