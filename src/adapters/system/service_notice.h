// What systemd is told: ready, reloading, stopping, how things stand, and that the service still turns.
//
// All of it does nothing where no service manager listens (no NOTIFY_SOCKET), so callers need not ask.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace contractwatch {

class ServiceNotice {
  public:
    void ready();
    /// Before settings are read anew; ready() ends it.
    void reloading();
    void stopping();
    /// One line that `systemctl status` shows.
    void status(std::string_view text);

    /// Within what time the watchdog must be fed (feed at a third of it); nothing where none watches.
    static std::optional<std::chrono::microseconds> watchdog_interval();
    void feed_watchdog();
};

}  // namespace contractwatch
