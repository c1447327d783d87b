// The page of the documentation that lists the kinds of file and their columns.
#pragma once

#include <string>

namespace contractwatch {

/// docs/kinds.md as the table of kinds has it: for every kind its meaning and its columns with type, whether they are
/// required or part of the key, and their choices. Markdown, ending in a line end.
std::string kinds_page();

}  // namespace contractwatch
