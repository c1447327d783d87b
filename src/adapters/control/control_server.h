// The service's Unix socket: how commands reach the one process that writes the record.
//
// A request is one line of JSON, {"command": ..., "arguments": {...}, "files": [{"name": ..., "bytes": ...}]}, then the
// bytes of the files one after another. The answer is lines of JSON; {"error": ...} stands for what could not be done,
// and
// {"done": true, "exit": N} is the last. Who asks is what the kernel says of the socket's other end, never what the
// request says.
//
// A connection waits for its line, spools the files, has the request handled, sends the answers, and ends. One that
// sends nothing, or takes nothing of an answer, for the time of `silence` is ended. All of it happens on the thread
// that runs the io_context, and nothing of it blocks but writing to the spool.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "base/result.h"

namespace boost::asio {
class io_context;
}

namespace contractwatch {

/// A file as it came over the socket. It is deleted when the answer is done.
struct SpooledFile {
    std::string name;  ///< as the caller calls it: a claim, never a path to open
    std::filesystem::path path;
    std::uint64_t bytes = 0;
};

struct ControlRequest {
    uid_t user = 0;  ///< the caller's Unix account, from the kernel
    std::string command;
    std::string arguments;  ///< a JSON object
    std::vector<SpooledFile> files;
};

/// Sends one line of JSON (without its line end). From any thread; nothing happens where the caller has gone.
using AnswerLine = std::function<void(std::string line)>;
/// Ends the answer with the exit code. From any thread, once; a handler that throws its Done away has ended with 3.
using AnswerDone = std::function<void(int exit)>;
/// Called on the loop's thread, so it must only pass the request on.
using ControlHandler = std::function<void(ControlRequest request, AnswerLine line, AnswerDone done)>;

struct ControlSettings {
    std::filesystem::path socket;
    std::filesystem::path spool;                    ///< a folder of its own, made (0700) and emptied at the start
    std::string group = "contractwatch-operators";  ///< may use the socket, where the group exists
    int connections = 8;
    std::uint64_t largest_file = 512ULL << 20U;
    std::chrono::milliseconds silence{30'000};
};

class ControlServer {
  public:
    /// Listens; the socket is 0660. A socket that a dead service left is replaced, one where somebody listens is a
    /// conflict. Destroy it on the thread of the io_context, or when that no longer runs.
    static Result<std::unique_ptr<ControlServer>> open(boost::asio::io_context& loop, const ControlSettings& settings,
                                                       ControlHandler handler);
    virtual ~ControlServer() = default;

    /// Accepts nobody from now on and removes the socket; requests that are being handled may still be answered.
    virtual void stop_listening() = 0;
};

}  // namespace contractwatch
