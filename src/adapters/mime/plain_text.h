// A letter as plain text: everything that the page says, for whoever reads mail without one.
#pragma once

#include <string>

#include "domain/alerts/letter.h"

namespace contractwatch {

/// Lines of at most 72 characters where words allow it, ended by LF. The same letter gives the same bytes.
std::string plain_text_of(const Letter& letter);

}  // namespace contractwatch
