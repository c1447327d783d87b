// How names, values and texts of the record are spelled for a reader.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/alerts/letter.h"
#include "domain/facts/fields.h"

namespace contractwatch {

/// A figure or fact of the evidence: its name without underscores, a date as 1 October 2026, pence as pounds,
/// yes or no, a list with commas. A value that is not there is "not known".
LetterLine in_words(const Field& field);

/// A text cut to so many characters (not bytes) of one line; what is cut is shown by "...".
std::string clipped(std::string_view text, std::size_t characters);

/// One line, with a space for each underscore: lead director for lead_director.
std::string with_spaces(std::string_view name);

/// With a capital letter at the front, where a small one of the English alphabet stands there.
std::string capitalised(std::string text);

/// Each day among the words as 1 October 2026.
std::string with_days_in_words(std::string_view text);

/// The source that a rule of the table of kinds names: what stands in its first brackets with a space before them;
/// empty where it names none.
std::string_view source_of(std::string_view rule);

/// With a capital letter at the front and a full stop at the end, cut to 900 characters.
std::string sentence_of(std::string_view text);

}  // namespace contractwatch
