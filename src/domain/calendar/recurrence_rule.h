// Rules of RFC 5545 taken apart, so that those which would not do what they seem to say are refused in words.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace contractwatch {

/// A rule as RFC 5545 section 3.3.10 writes it (FREQ=MONTHLY;BYDAY=2TU), in any case, with RRULE: before it or not, in
/// the form in which it can be counted from that day: upper case, no empty parts, UNTIL a day (a time of day with it is
/// left out). It is refused where
///
/// - a part is unknown, given twice or out of bounds, or FREQ is missing;
/// - it speaks of hours, minutes or seconds, of week numbers (which differ between calendars) or of another calendar;
/// - it would leave out, without saying so, the months or years that are too short for it: BYMONTHDAY or an anchor on
/// the
///   29th to 31st (but for months named by BYMONTH that all have that day), BYMONTHDAY=-29 to -31, a yearly 29
///   February, BYYEARDAY=366, a fifth weekday of the month, a BYSETPOS that not every month reaches. RFC 7529's
///   RSCALE=GREGORIAN;SKIP=BACKWARD says what happens then, and is accepted;
/// - it can never come (30 February), or programs differ on what it means (FREQ=YEARLY;BYMONTHDAY=15 without BYMONTH).
///
/// Every refusal names the ways to say what may be meant.
Result<std::string> checked_rule(std::string_view rule, Date anchor);

}  // namespace contractwatch
