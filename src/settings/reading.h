// From what was written to settings, with everything that is wrong about it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "settings/document.h"
#include "settings/keys.h"

namespace contractwatch {

/// Gathers problems and remembers where each key stands.
class Complaints {
  public:
    explicit Complaints(std::string file) : file_(std::move(file)) {}

    void at(const Given& given, std::string key, std::string message) {
        problems_.push_back({file_, given.line, given.column, std::move(key), std::move(message)});
    }
    void remember(const std::string& key, const Given& given) { places_[key] = {given.line, given.column}; }
    bool given(const std::string& key) const { return places_.contains(key); }
    /// At the key, or its section, or the file, whichever is the first that was given.
    void about(const std::string& key, std::string message);

    std::vector<Problem> take() {
        sort_by_place(problems_);
        return std::move(problems_);
    }

  private:
    std::string file_;
    std::vector<Problem> problems_ = {};
    std::map<std::string, std::pair<int, int>> places_ = {};
};

/// The sections of the document. Relative paths begin at the folder.
Settings read_settings(const Given& top, const std::string& folder, Complaints& complaints);

/// The [[feed]] tables, whose `strict` stands as given or as intake's.
std::vector<Feed> read_feeds(const Given& list, bool strict_otherwise, Complaints& complaints);

/// Whether a key of that name is meant to hold a secret, which has no place in a settings file.
bool names_a_secret(std::string_view name);

/// What is said of such a key.
std::string secret_refusal();

}  // namespace contractwatch
