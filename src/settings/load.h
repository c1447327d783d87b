// From a settings file to settings, or to everything that is wrong with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settings/problem.h"
#include "settings/settings.h"

namespace contractwatch {

struct LoadOutcome {
    std::optional<Settings> settings = {};  ///< there exactly when nothing is wrong
    std::vector<Problem> problems = {};     ///< all of them, in the order of the file

    bool ok() const { return settings.has_value(); }
};

/// Reads the file. What it does not say has its default. Never throws for what a file may hold.
LoadOutcome load(const std::string& path);

/// The same for text that is at hand; the path says where relative paths begin and what problems call the file.
LoadOutcome load_text(std::string_view text, const std::string& path);

}  // namespace contractwatch
