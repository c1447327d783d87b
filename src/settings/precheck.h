// Looks at a settings file's bytes before the TOML parser does.
//
// toml++ 3.3.0, which Debian 12 has, stops the program on some input that is no TOML (a bare `[` before a line end) and
// does something undefined on some characters outside quotes and comments. What passes here it parses or refuses in
// order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "settings/problem.h"

namespace contractwatch {

/// The most that a settings file, and a line of it, may have.
inline constexpr std::size_t most_settings_bytes = 256 * 1024;
inline constexpr std::size_t most_line_bytes = 4096;

/// What must be put right before the text can be parsed: its size, long lines, bytes that are no UTF-8, control
/// characters, letters beyond ASCII outside quotes and comments and quotes right behind a word (one problem for
/// each line), and headings without a name. A byte order mark at the start is no problem; the caller drops it.
std::vector<Problem> precheck(std::string_view text, const std::string& file);

}  // namespace contractwatch
