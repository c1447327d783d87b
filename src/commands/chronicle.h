// What was recorded, entry by entry, as a person reads it and as JSON.
#pragma once

#include <ostream>
#include <vector>

#include <boost/json.hpp>

#include "app/happenings.h"

namespace contractwatch {

/// Each entry in a line that says when, what and by whom, and under it what it recorded. Each that the happenings stand
/// in must be among the entries.
void print_chronicle(std::ostream& out, const std::vector<Happening>& happenings, const Entries& entries);

/// entry, at, who, claimed_by, what, source, line, kind, words, and what more there is; docs/commands.md has them.
boost::json::object json_of(const Happening& happening, const Entries& entries);
boost::json::array list_of(const std::vector<Happening>& happenings, const Entries& entries);

}  // namespace contractwatch
