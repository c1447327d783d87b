// One item of a letter as HTML.
#pragma once

#include <string>

#include "domain/alerts/letter.h"

namespace contractwatch {

/// A card: what was found, why the reader gets it, the figures, what to do, the small print.
std::string card_of(const LetterItem& item);

/// A row of two lines: what was found, where, and the alert's number.
std::string brief_row_of(const LetterItem& item);

}  // namespace contractwatch
