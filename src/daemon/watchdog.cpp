// The watchdog's meals, by a timer of Boost.Asio.
#include "daemon/watchdog.h"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace contractwatch {

class Watchdog::Timer : public boost::asio::steady_timer {
  public:
    using boost::asio::steady_timer::steady_timer;
};

Watchdog::Watchdog(boost::asio::io_context& loop, ServiceNotice& notice, std::function<bool()> well)
    : notice_(notice), well_(std::move(well)), timer_(std::make_unique<Timer>(loop)) {}

Watchdog::~Watchdog() = default;

void Watchdog::begin() {
    const auto interval = ServiceNotice::watchdog_interval();
    if (!interval) return;
    timer_->expires_after(*interval / 3);
    timer_->async_wait([this](const boost::system::error_code& failure) {
        if (failure) return;
        if (well_()) notice_.feed_watchdog();
        begin();
    });
}

void Watchdog::stop() {
    timer_->cancel();
}

}  // namespace contractwatch
