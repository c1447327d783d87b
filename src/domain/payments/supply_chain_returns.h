// The returns by which a prime declares how it pays its supply chain: which are expected, and which have come.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "domain/calendar/period.h"
#include "domain/contracts/contract.h"
#include "domain/facts/row.h"
#include "domain/payments/payment_policy.h"

namespace contractwatch {

/// What a prime declared for a period.
struct DeclaredReturn {
    std::string period;  ///< as it was given
    Date submitted_on;
    std::string submitted_by;
    std::optional<std::int64_t> invoices;  ///< how many it declares
    bool nil = false;                      ///< said explicitly: there was nothing to declare
};

/// A return that is expected.
struct SupplyChainReturn {
    Period period;
    Date due_on;                             ///< the last day on which it is in time
    std::optional<DeclaredReturn> declared;  ///< the first that came for the period, whenever it came

    bool declared_by(Date day) const { return declared && declared->submitted_on <= day; }
    bool overdue_on(Date day) const { return due_on < day && !declared_by(day); }
};

/// The returns of one contract.
class SupplyChainReturns {
  public:
    /// Rows of kind `returns` of the contract. A period is a month or a calendar quarter, as the register asks for
    /// returns; it may be written by the financial year, or as its last day.
    SupplyChainReturns(const Contract& contract, std::span<const Row> rows, const PaymentPolicy& policy);

    /// Those of periods that ended before the day, the oldest first: periods in which the contract is in force on some
    /// day, and of which none ended before the contract's start or before the day on which the register first had it.
    std::vector<SupplyChainReturn> of_periods_ended_before(Date day) const;
    /// The first that is due on or after the day; nothing where none is expected any more.
    std::optional<SupplyChainReturn> next_due(Date day) const;
    /// Declared for what is no period of the contract's rhythm.
    const std::vector<DeclaredReturn>& of_other_periods() const { return other_; }
    /// Every day on which a declaration begins to exist.
    const std::vector<Date>& submitted_on() const { return submitted_on_; }

  private:
    struct Declared {
        int index = 0;  ///< of the period
        DeclaredReturn of;
    };

    bool covers(const Period& period) const;
    SupplyChainReturn expected(const Period& period) const;

    std::optional<Period> first_;
    Date last_day_ = end_of_time;  ///< of the contract
    Days due_after_;
    std::vector<Declared> declared_;  ///< the earliest first
    std::vector<DeclaredReturn> other_;
    std::vector<Date> submitted_on_;
};

}  // namespace contractwatch
