// Reading back what was composed.
#pragma once

#include <string>

namespace contractwatch {

/// The decoded HTML part of a whole message, with LF line ends; empty where it has none.
std::string html_part_of(const std::string& message);

}  // namespace contractwatch
