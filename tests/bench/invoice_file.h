// A made-up ledger of invoices, the same for the same number of rows.
#pragma once

#include <cstdint>
#include <string>

namespace contractwatch::bench {

/// Writes a CSV file of that many invoices: of 20,000 contracts and 3,000 payees, in the order of their dates, with
/// references that are unique but stand in no order.
void write_invoices(const std::string& path, std::int64_t rows);

}  // namespace contractwatch::bench
