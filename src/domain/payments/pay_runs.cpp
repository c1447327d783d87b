// Runs moved to the day on which they settle.
#include "domain/payments/pay_runs.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::array<std::string_view, 4> of_the_same_day = {"fasterpayments", "fasterpayment", "fps", "chaps"};

const WorkingCalendar& english_calendar() {
    static const WorkingCalendar calendar;
    return calendar;
}

}  // namespace

PayRuns::PayRuns() : PayRuns(PaymentPolicy{}, english_calendar()) {}

Date PayRuns::reaches_payee(Date run, std::string_view method) const {
    const bool same_day = std::ranges::find(of_the_same_day, header_key(method)) != of_the_same_day.end();
    return same_day ? run : calendar_->plus(run, settlement_);
}

}  // namespace contractwatch
