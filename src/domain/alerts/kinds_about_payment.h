// The kinds of finding about payment, a part of the table of kinds.
#pragma once

#include <vector>

#include "domain/alerts/finding.h"

namespace contractwatch {

/// Of a contract's invoices, of its supply chain, and across contracts.
std::vector<FindingKindRow> kinds_about_payment();

}  // namespace contractwatch
