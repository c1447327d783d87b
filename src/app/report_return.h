// A return of payments as somebody approved it is kept: as reported then, whatever is known later.
#pragma once

#include <string>
#include <vector>

#include "app/asker.h"
#include "app/make_return.h"
#include "ports/clock.h"

namespace contractwatch {

/// A return that was asked for, by name and period.
struct ReturnAsked {
    PaymentReturnKind kind = PaymentReturnKind::s69;
    Period period;
};

/// Refuses in words a name that is none, a period that is none of the return's, and one that begins after today.
Result<ReturnAsked> return_asked(const std::string& name, const std::string& period, Date today);

/// What is known of a return, by its name and period, as at the day.
KnownReturn known_of(const PaymentReturn& made, const std::string& name, const std::string& period,
                     const DateRange& days, Date as_at);

/// What is kept of a return: its figures. Who approved it and the digests of its rows are still to be added.
ReportedReturn reported_of(const PaymentReturn& made, const ReturnAsked& asked, Date as_at);

/// Whether both say the same, approved by the same person, but for the day as at which it was made.
bool same_report(const ReportedReturn& one, const ReportedReturn& other);

/// The entry that keeps it; 0 where the last that was kept of the return and period says the same. Refuses a return of
/// a period that is not over, and one without the name and the title of who approved it (Procurement Regulations 2024
/// reg 38(5) asks for both in the notice).
Result<std::int64_t> report_return(Store& store, const Clock& clock, const ReportedReturn& reported,
                                   const Asker& asker);

}  // namespace contractwatch
