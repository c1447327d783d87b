// A contract with its invoices and payments, as the rules of payment are handed them.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "builders/rows.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch::builders {

/// Contract C-1 of an external provider with these invoices and payments.
inline ContractRows contract_with(std::vector<Row> invoices, std::vector<Row> payments = {},
                                  std::vector<Cell> contract_cells = {}) {
    contract_cells.emplace_back("ContractReference", "C-1");
    ContractRows contract;
    contract.contract = ContractRef{"C-1"};
    contract.rows["contracts"] = {row("contracts", contract_cells)};
    contract.rows["invoices"] = std::move(invoices);
    contract.rows["payments"] = std::move(payments);
    return contract;
}

/// Of £100 from Acme under C-1 where the cells say nothing else.
inline Row invoice_of_acme(std::vector<Cell> cells) {
    for (const auto& cell : std::vector<Cell>{{"contract", "C-1"}, {"payee", "Acme"}, {"amount_gross", "100"}}) {
        if (std::ranges::none_of(cells, [&](const Cell& each) { return each.first == cell.first; }))
            cells.push_back(cell);
    }
    return row("invoices", cells);
}

}  // namespace contractwatch::builders
