// The days that the rows of an invoice name, and what these say of the figures in which it can count.
#pragma once

#include <set>

#include "base/date.h"
#include "domain/facts/row.h"
#include "domain/payments/dates_that_count.h"

namespace contractwatch {

/// Of one invoice: of its own rows, and those of its payments, its disputes and its interest, now and before.
class NamedDays {
  public:
    void add(const Row& row);

    /// Whether the invoice can count, or could, in the figures for which an invoice must have one of these dates. One
    /// with a dispute can in all that do not end before its first day.
    bool can_count(const DatesThatCount& dates) const;

  private:
    std::set<Date> days_;
    bool disputed_ = false;
};

}  // namespace contractwatch
