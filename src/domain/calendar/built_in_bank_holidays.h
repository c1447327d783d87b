// The bank holidays that the program brings along, from 2012 to 2028.
#pragma once

#include "domain/calendar/bank_holidays.h"

namespace contractwatch {

/// GOV.UK's bank holidays as of 25 February 2026 (https://www.gov.uk/bank-holidays.json, as kept with the years before
/// by https://github.com/ministryofjustice/govuk-bank-holidays at 35fc7558, MIT licence). Contains public sector
/// information licensed under the Open Government Licence v3.0. Days proclaimed later are in the file that is loaded.
BankHolidays built_in_bank_holidays(Division division);

}  // namespace contractwatch
