// A command's side of the control socket. It blocks: a command has nothing else to do.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace contractwatch {

struct FileToSend {
    std::string name;  ///< as the record will call it
    std::filesystem::path path;
};

struct ControlCall {
    std::string command;
    std::string arguments = "{}";  ///< a JSON object
    std::vector<FileToSend> files = {};
};

/// Sends the command and its files to the service and gives each line of its answer but the last to `use_line`, without
/// line ends. Gives the exit code. Unavailable where no service answers, or it ends before the answer does: then what
/// was asked may or may not have been recorded, and the message says how to see.
Result<int> call_service(const std::filesystem::path& socket, const ControlCall& call,
                         const std::function<void(const std::string& line)>& use_line);

}  // namespace contractwatch
