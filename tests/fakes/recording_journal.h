// A journal that keeps what was said.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ports/journal.h"

namespace contractwatch::fakes {

/// For one thread.
class RecordingJournal final : public Journal {
  public:
    void say(Event event, const Fields& fields) override { said.emplace_back(event, sentence(event, fields)); }

    /// How often that event was said.
    long count(Event event) const { return std::ranges::count(said, event, &std::pair<Event, std::string>::first); }

    std::vector<std::pair<Event, std::string>> said;
};

}  // namespace contractwatch::fakes
