// The ledger held against the whole register: payees to whom the council pays money under no contract.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "domain/alerts/evaluate.h"

namespace contractwatch {

/// What the record has of payments that belong to no contract of the register, and what it knows of contracts.
struct SpendOutsideRegister {
    std::vector<Row> invoices = {};   ///< those of no contract in the register
    std::vector<Row> payments = {};   ///< of these invoices, and those that name neither an invoice nor such a contract
    std::vector<Row> contracts = {};  ///< the whole register
    std::vector<Row> suppliers = {};  ///< who goes by which names
};

/// Since when payments can bear on what holds as at the day, as the ledger dates them: some days before the rolling
/// year, in which a pay run settles.
Date spend_begins(Date as_at);

/// One finding for each payee to whom over £5,000 was paid in the rolling year as at the day while no contract with
/// them was live, over £50,000 a warning, below that for information. A contract is live for this from its start to 30
/// days after its last day, since what is paid later is a finding of its own. Payees go by their names, references and
/// aliases in the list of suppliers, as names are compared.
std::vector<Finding> spend_without_contract(const SpendOutsideRegister& spend, const Rules& rules, Date as_at);

/// Every name, as names are compared, that means the payee whom such a finding names.
std::unordered_set<std::string> names_of_payee(std::string_view payee, std::span<const Row> suppliers);

/// What was paid to that payee outside of every contract, as at the day: the ids of invoices and payments (id_of).
std::set<std::string> spent_outside(const SpendOutsideRegister& spend, std::string_view payee, const Rules& rules,
                                    Date as_at);

}  // namespace contractwatch
