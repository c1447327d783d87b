// Invoices and payments, which lie apart from their contracts in the record, each kind read once.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "domain/payments/clocks.h"
#include "domain/payments/dates_that_count.h"
#include "domain/payments/invoice.h"
#include "domain/payments/supply_chain.h"
#include "ports/store.h"

namespace contractwatch {

/// What a row of one kind is found through in another: the first two parts of both keys, as they are compared; of
/// invoices, and of what names them, the invoice and the payee.
std::vector<std::string> found_by(const Row& row);

/// The rows of the kinds whose records do not lie by contract, brought together by contract.
class RowsByContract {
  public:
    /// Of one contract, or of all where none is named.
    RowsByContract(const Record& record, const ContractRef& only);

    /// The contract's rows of that kind, which are given away: a second question finds none.
    std::vector<Row> take(const Kind& kind, const ContractRef& contract);

  private:
    void read(const Record& record, const Kind& kind, const ContractRef& only);
    void read_through(const Record& record, const Kind& kind);
    /// The row belongs to the contracts of what it is found through: a record of that kind and those key parts.
    void add_to_contracts_of(std::string_view kind, const std::vector<std::string>& found, const Row& row);

    std::unordered_map<std::string, std::vector<Row>> rows_;                ///< by kind and contract
    std::unordered_multimap<std::string, std::string> contracts_by_found_;  ///< of invoice and payee: the contracts
};

/// The contracts of the register as the head contracts of invoices, and what their sub-contracts agree.
class HeadContracts {
  public:
    explicit HeadContracts(const Record& record);

    /// The head contract of the invoice; null where it names none that is in the register.
    const HeadContract* of(const Invoice& invoice) const;
    /// The days to pay that the invoice's own contract states: at supply tier 1 the head contract, beyond it the
    /// sub-contract. Nothing where none are recorded.
    std::optional<Days> terms_of(const Invoice& invoice) const;
    /// The longest time to pay that any head contract states, in its own terms or down the supply chain.
    Days longest_terms() const;

  private:
    std::unordered_map<std::string, HeadContract> heads_;  ///< by contract
    std::unordered_map<std::string, Days> sub_terms_;      ///< by contract and sub-contract
};

/// The sub-contracts of each contract, read when they are first asked for.
class SupplyChains {
  public:
    explicit SupplyChains(const Record& record) : record_(record) {}

    /// The sub-contract that the invoice names; null where it names none that is known.
    const SubContract* find(const Invoice& invoice);

  private:
    const Record& record_;
    std::map<std::string, std::vector<Row>> rows_;  ///< by contract: what the chains' texts stand in
    std::map<std::string, SupplyChain> chains_;
};

/// Shows every invoice in the record with its receipts, credit notes, disputes and what became of interest, some
/// thousands at a time in memory. The texts of an invoice last as long as the call that shows it. The tier of one under
/// a known sub-contract is that one's.
void each_invoice(const Record& record, const PayRuns& runs, const std::function<void(const Invoice&)>& use);

/// The same of those invoices that can count where these dates are needed, and of others too.
void each_invoice_dated(const Record& record, const PayRuns& runs, const DatesThatCount& dates,
                        const std::function<void(const Invoice&)>& use);

/// Shows every payment of more than the sum whose invoice is not in the record, as an invoice that has nothing but this
/// receipt, by the day that the ledger gives it. One that a supplier paid is of supply tier 2.
void each_payment_without_invoice(const Record& record, Money over, const std::function<void(const Invoice&)>& use);

}  // namespace contractwatch
