// sd_notify and sd_watchdog_enabled.
#include "adapters/system/service_notice.h"

#include <cstdint>
#include <string>

#include <systemd/sd-daemon.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr int keep_environment = 0;

std::string monotonic_microseconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

void notify(const std::string& state) {
    sd_notify(keep_environment, state.c_str());
}

}  // namespace

void ServiceNotice::ready() {
    notify("READY=1");
}

void ServiceNotice::reloading() {
    notify("RELOADING=1\nMONOTONIC_USEC=" + monotonic_microseconds());
}

void ServiceNotice::stopping() {
    notify("STOPPING=1");
}

void ServiceNotice::status(std::string_view text) {
    notify("STATUS=" + single_line(text));
}

std::optional<std::chrono::microseconds> ServiceNotice::watchdog_interval() {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(keep_environment, &microseconds) <= 0) return std::nullopt;
    return std::chrono::microseconds{static_cast<std::int64_t>(microseconds)};
}

void ServiceNotice::feed_watchdog() {
    notify("WATCHDOG=1");
}

}  // namespace contractwatch
