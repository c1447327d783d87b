// CSV written so that a spreadsheet shows it and runs nothing in it.
#pragma once

#include <string>
#include <string_view>

#include "domain/facts/kind.h"

namespace contractwatch {

/// Text that stands in a cell, as RFC 4180 writes it. One that begins with =, +, -, @, a tab, a CR or their full-width
/// forms would be run as a formula: it gets a ' before it, and quotes around it. A plain "-", which clears, stays.
std::string text_cell(std::string_view text);

/// A number from a column of numbers: written as it is, its minus too.
std::string number_cell(std::string_view number);

/// A cell as it was given in a file: an amount or a number stays one, everything else is text.
std::string given_cell(std::string_view cell);

/// The header line of a blank file of the kind, with its line end. Columns that intake counts itself are left out.
std::string template_line(const Kind& kind);

}  // namespace contractwatch
