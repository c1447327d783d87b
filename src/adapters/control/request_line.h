// The one line of JSON that a request begins with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace contractwatch {

inline constexpr std::size_t longest_request_line = 1U << 20U;
inline constexpr std::size_t most_files = 100;

struct AnnouncedFile {
    std::string name;
    std::uint64_t bytes = 0;
};

struct RequestLine {
    std::string command;
    std::string arguments = "{}";  ///< a JSON object
    std::vector<AnnouncedFile> files = {};
};

/// Reads the line; says what is wrong with one that is no request, or has a file larger than that.
Result<RequestLine> parse_request_line(std::string_view line, std::uint64_t largest_file);

/// The line, its line end included. The arguments must be a JSON object.
Result<std::string> request_line(const RequestLine& request);

/// {"error": "..."} and {"done": true, "exit": N}, without line ends.
std::string error_line(const std::string& message);
std::string done_line(int exit);
/// The exit code of a done line; nothing for any other line.
std::optional<int> exit_of(const std::string& line);

}  // namespace contractwatch
