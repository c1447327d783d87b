// A letter as HTML for mail programs.
//
// Outlook on Windows lays mail out with Word: so tables, widths as attributes, styles at each element, no pictures but
// those that the mail carries, and nothing fetched. At most 600 px wide, narrower on a phone.
#pragma once

#include <cstddef>
#include <string>

#include "domain/alerts/letter.h"

namespace contractwatch {

/// Mail programs cut longer pages off.
inline constexpr std::size_t page_bytes = 100'000;

/// The whole page, below page_bytes whatever the letter holds: what does not fit at length is told in brief, and what
/// does not fit even so is counted, saying that the plain text of the mail names it. The same letter gives the same
/// bytes.
std::string html_of(const Letter& letter);

}  // namespace contractwatch
