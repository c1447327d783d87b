// The story of an alert as the JSON of docs/commands.md: the field names are a contract with whoever builds on them.
#pragma once

#include <boost/json.hpp>

#include "app/story.h"
#include "commands/chronicle.h"

namespace contractwatch {

/// Every entry that the story cites must be among those given.
boost::json::object json_of(const AlertStory& story, const Entries& entries);

}  // namespace contractwatch
