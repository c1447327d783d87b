// Dates as councils' files spell them.
#pragma once

#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "ports/table_source.h"

namespace contractwatch {

/// The civil day in the United Kingdom at a moment of UTC: summer time runs from 01:00 UTC on the last Sunday of March
/// to 01:00 UTC on the last Sunday of October (The Summer Time Order 2002, SI 2002/262; the same days in the orders
/// for 1996 to 2002). For moments from 1996 on.
Date day_in_united_kingdom(Instant moment);

/// Reads 2026-09-30, 30/09/2026 (also with . or -), 30/09/26, 30 Sep 2026, 30-Sep-26, 30 September 2026, each also with
/// a time of day behind it, ISO date-times with an offset (the day in the United Kingdom counts), and spreadsheets' day
/// numbers (43658 is 2019-07-12). Two-digit years are 1969 to 2068. Numeric dates are day first, unless the order says
/// otherwise. Refuses, with what would be right, whatever is impossible, ambiguous, or outside 1900 to 2199.
/// The text is trimmed.
Result<Date> parse_date(std::string_view text, DateOrder order);

}  // namespace contractwatch
