// A timerfd that is cancelled when the clock is set, and inotify.
#include "adapters/system/hints.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace contractwatch {
namespace {

Error cannot(const std::string& what) {
    return unavailable("Cannot " + what + ": " + std::generic_category().message(errno) + ".");
}

/// For a moment that never comes: only the setting of the clock ends the wait.
bool arm(int timer) {
    itimerspec never{};
    never.it_value.tv_sec = std::int64_t{1} << 40U;
    return timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr) == 0;
}

}  // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

OpenFile::~OpenFile() {
    if (file_ >= 0) close(file_);
}

Result<ClockStepHint> ClockStepHint::open() {
    OpenFile timer{timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC)};
    if (timer.number() < 0 || !arm(timer.number())) return cannot("watch for steps of the machine's clock");
    return ClockStepHint{std::move(timer)};
}

bool ClockStepHint::take() {
    std::uint64_t times = 0;
    const bool stepped = read(file_.number(), &times, sizeof times) < 0 && errno == ECANCELED;
    arm(file_.number());
    return stepped;
}

Result<FolderHint> FolderHint::open(const std::filesystem::path& folder) {
    OpenFile watch{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    const bool watches = watch.number() >= 0 && inotify_add_watch(watch.number(), folder.c_str(),
                                                                  IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO) >= 0;
    if (!watches) return cannot("watch the folder " + folder.string());
    return FolderHint{std::move(watch)};
}

bool FolderHint::take() {
    alignas(inotify_event) std::array<char, 4096> events{};
    bool any = false;
    while (read(file_.number(), events.data(), events.size()) > 0)
        any = true;
    return any;
}

}  // namespace contractwatch
