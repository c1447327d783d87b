// Another program, waited for through a descriptor of its process.
#include "adapters/system/bounded_run.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

extern char** environ;

namespace contractwatch {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

std::string words_of(int error) {
    return std::generic_category().message(error);
}

int exit_of(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Whether the process ended in time.
bool ends_by(int process, Steady::time_point end) {
    while (true) {
        const auto left = std::chrono::ceil<milliseconds>(end - Steady::now());
        pollfd wait{process, POLLIN, 0};
        const int ready = poll(&wait, 1, static_cast<int>(std::max(left, milliseconds{0}).count()));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

}  // namespace

Result<int> run_at_most(milliseconds longest, std::vector<std::string> arguments) {
    std::vector<char*> line;
    for (auto& argument : arguments)
        line.push_back(argument.data());
    line.push_back(nullptr);
    const auto& program = arguments.front();
    const auto end = Steady::now() + longest;
    pid_t child = 0;
    if (const int fault = posix_spawn(&child, program.c_str(), nullptr, nullptr, line.data(), environ); fault != 0)
        return unavailable(program + " could not be run: " + words_of(fault));
    const int process = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    const bool in_time = process >= 0 && ends_by(process, end);
    if (!in_time) kill(child, SIGKILL);
    const int exit = exit_of(child);
    if (process >= 0) close(process);
    if (in_time) return exit;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(longest).count();
    return unavailable(program + " took longer than " + counted(seconds, "second") + " and was killed");
}

}  // namespace contractwatch
