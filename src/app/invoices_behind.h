// The invoices that a finding across contracts rests on.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/alerts/evaluate.h"
#include "ports/history.h"
#include "ports/store.h"

namespace contractwatch {

/// What an invoice counts for in the figures of an alert across contracts.
struct Counting {
    std::optional<TalliedInvoice> month;
    std::optional<PrimeTally> prime;
};

/// Shows each invoice that counts in such figures of those days: by the rules as they are given, and what is known as
/// at the day.
void each_counting(const Record& record, const Rules& rules, const Alert& alert, const DateRange& days, Date as_at,
                   const std::function<void(const Invoice&, const Counting&)>& use);

/// The invoices, and payments that name none, that count in the figures of an alert across contracts, on
/// any day on which it took a step: by the rules as they are given, and what is known now. Of a share, every invoice in
/// its population; of a payee without contract, what was paid to them.
std::set<std::string> invoices_behind(const Record& record, const Rules& rules,
                                      const std::vector<Recorded<AlertStep>>& steps);

}  // namespace contractwatch
