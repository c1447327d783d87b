// What statutory interest on late invoices comes to, invoice by invoice: indicative, for whoever decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "domain/payments/interest.h"
#include "ports/store.h"

namespace contractwatch {

/// An invoice on which interest runs or ran, or of which the record says what became of interest.
struct InterestRow {
    std::string invoice;
    std::string payee;
    std::string payer;     ///< empty at supply tier 1: the council
    std::string contract;  ///< empty: none known
    int supply_tier = 1;
    Interest interest;
    InterestBalance balance;
    std::vector<InterestFact> facts = {};  ///< as at the day
};

/// What interest comes to for one payee, payer or contract: the report of what may be asked for.
struct InterestTotal {
    std::string group;  ///< empty: invoices without a contract
    std::int64_t invoices = 0;
    std::int64_t without_figure = 0;  ///< of these, those whose interest cannot be computed
    Money interest;
    Money fixed;
    Money paid;
    Money remitted;
    Money left;
};

enum class InterestGrouping { payee, payer, contract };
std::optional<InterestGrouping> find_interest_grouping(std::string_view name);
/// By the group's name; names are compared without regard to case and spacing.
std::vector<InterestTotal> totals_of(const std::vector<InterestRow>& rows, InterestGrouping grouping);

/// By invoice and payee, as at the day; of one contract, or of all where none is named.
std::vector<InterestRow> interest_due(const Record& record, const ContractRef& only, const BankRates& rates,
                                      const PayRuns& runs, Date as_at);

}  // namespace contractwatch
