// The blank form on which a prime declares how it paid down its supply chain.
#pragma once

#include <string>
#include <vector>

#include "domain/payments/supply_chain.h"

namespace contractwatch {

/// A table to be filled in, as a file.
struct BlankForm {
    std::string file_name;  ///< letters, digits, '.' and '-' alone
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;

    friend bool operator==(const BlankForm&, const BlankForm&) = default;
};

/// Columns of the kind `invoices`, so that what comes back can be taken in as it is, and one row for each sub-contract
/// in force on the day, with what the register knows of it. The same register gives the same form.
BlankForm blank_return(const Contract& head, const SupplyChain& chain, Date day);

}  // namespace contractwatch
