// When the money of a pay run reaches the payee.
#pragma once

#include <string_view>

#include "domain/calendar/working_days.h"
#include "domain/payments/payment_policy.h"

namespace contractwatch {

/// How payments settle: so many working days after the run (a setting; BACS: 2), or on the day itself where they were
/// made by Faster Payments or CHAPS.
class PayRuns {
  public:
    PayRuns();  ///< by BACS, in England and Wales
    /// The calendar must outlive it.
    PayRuns(const PaymentPolicy& policy, const WorkingCalendar& calendar)
        : settlement_(policy.settlement_working_days), calendar_(&calendar) {}

    /// The day the payee has the money of a run on that day, by the method as the ledger names it; any other than those
    /// of the same day, and none, settles as the setting says.
    Date reaches_payee(Date run, std::string_view method) const;

  private:
    WorkingDays settlement_;
    const WorkingCalendar* calendar_;
};

}  // namespace contractwatch
