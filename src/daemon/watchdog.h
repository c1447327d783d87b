// Feeds systemd's watchdog for as long as the service is well.
#pragma once

#include <functional>
#include <memory>

#include "adapters/system/service_notice.h"

namespace boost::asio {
class io_context;
}

namespace contractwatch {

/// Does nothing where no service manager watches.
class Watchdog {
  public:
    /// `well` is asked on the loop's thread each time before it is fed.
    Watchdog(boost::asio::io_context& loop, ServiceNotice& notice, std::function<bool()> well);
    ~Watchdog();

    void begin();
    void stop();

  private:
    class Timer;
    ServiceNotice& notice_;
    const std::function<bool()> well_;
    std::unique_ptr<Timer> timer_;
};

}  // namespace contractwatch
