// A mail server of the test's own, in Python (Debian's, which has python3-aiosmtpd), on a free port of the loopback.
#pragma once

#include <cstdio>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace contractwatch::fakes {

/// Runs a script that prints the port it listens on, and goes when its standard input ends.
class PythonServer {
  public:
    PythonServer(const std::string& script, const std::string& arguments) {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        const auto command = "exec /usr/bin/python3 " SOURCE_DIR "/tests/fakes/" + script + " " + arguments + " <&" +
                             std::to_string(ends[0]);
        output_ = ::popen(command.c_str(), "r");
        ::close(ends[0]);
        input_ = ends[1];
        if (output_ == nullptr || std::fscanf(output_, "%d", &port_) != 1)
            throw std::runtime_error("no server: " + command);
        std::fgetc(output_);  // the line's end
    }
    ~PythonServer() { stop(); }
    PythonServer(const PythonServer&) = delete;
    PythonServer& operator=(const PythonServer&) = delete;

    int port() const { return port_; }

    /// Ends the server and gives all that it printed about what it saw.
    std::string stop() {
        if (output_ == nullptr) return {};
        ::close(input_);
        std::string seen;
        for (int letter = std::fgetc(output_); letter != EOF; letter = std::fgetc(output_))
            seen += static_cast<char>(letter);
        ::pclose(output_);
        output_ = nullptr;
        return seen;
    }

  private:
    FILE* output_ = nullptr;
    int input_ = -1;
    int port_ = 0;
};

}  // namespace contractwatch::fakes
