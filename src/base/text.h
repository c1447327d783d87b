// Text as the program compares and shows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace contractwatch {

/// Without the spaces, tabs and line ends (no-break spaces too) at either end.
std::string_view trimmed(std::string_view text);

/// As names and references are compared: trimmed, inner white space collapsed to one space, lower case (ASCII, Latin-1,
/// Latin Extended-A and Extended Additional letters, so that Welsh and Gaelic names fold too). Bytes that are no UTF-8
/// stay as they are. Never longer than what was given.
std::string key_of(std::string_view text);

/// Lower case and without spaces, '_' and '-': how column headers, enumerators and settings are matched.
std::string header_key(std::string_view text);

/// The digits of a whole number without its thousands commas: 1234 for 1234 and 1,234. Empty for anything else, commas
/// in the wrong place among it.
std::string ungrouped_digits(std::string_view text);

/// Edits (insert, delete, replace, swap neighbours) that lead from one to the other.
std::size_t edit_distance(std::string_view from, std::string_view to);

/// The candidate nearest to what was typed, or empty where none is near enough to be meant (at most a third of its
/// own length away). The first of several equally near ones.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& candidates);

/// Without control characters, line ends and the marks that change writing direction or have no width: safe for one
/// line of a header, a log or a page. Line ends and tabs become one space; bytes that are no UTF-8 become U+FFFD.
std::string single_line(std::string_view text);

/// Whether the bytes are well-formed UTF-8 (RFC 3629). No bytes at all are.
bool is_utf8(std::string_view bytes);

/// "3 reviews", "1 review": the count and the noun in its number; without a plural of its own the noun takes an s.
std::string counted(long long count, std::string_view singular, std::string_view plural = {});

}  // namespace contractwatch
