// A blank form as the bytes of a CSV file.
#pragma once

#include <string>

#include "domain/payments/return_form.h"

namespace contractwatch {

/// UTF-8 with BOM, a header row, CRLF line ends. Cells that a spreadsheet would run are defused. The same form gives
/// the same bytes.
std::string csv_of(const BlankForm& form);

}  // namespace contractwatch
