// The invoices that a finding across contracts rests on.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/alerts/evaluate.h"
#include "ports/history.h"
#include "ports/store.h"

namespace contractwatch {

/// The invoices, and payments that name none, that count in the figures of an alert across contracts, on
/// any day on which it took a step: by the rules as they are given, and what is known now. Of a share, every invoice in
/// its population; of a payee without contract, what was paid to them.
std::set<std::string> invoices_behind(const Record& record, const Rules& rules,
                                      const std::vector<Recorded<AlertStep>>& steps);

}  // namespace contractwatch
