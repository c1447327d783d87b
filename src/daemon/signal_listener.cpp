// Signals waited for by Boost.Asio.
#include "daemon/signal_listener.h"

#include <csignal>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace contractwatch {

using Failure = boost::system::error_code;

class SignalListener::Set : public boost::asio::signal_set {
  public:
    using boost::asio::signal_set::signal_set;
};

SignalListener::SignalListener(boost::asio::io_context& loop, std::function<void()> on_stop,
                               std::function<void()> on_reload)
    : on_stop_(std::move(on_stop)), on_reload_(std::move(on_reload)), set_(std::make_unique<Set>(loop)) {}

SignalListener::~SignalListener() = default;

void SignalListener::listen() {
    Failure no_matter;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        set_->add(number, no_matter);
    listening_ = true;
    set_->async_wait([this](const Failure& failure, int number) {
        if (failure) return;
        (number == SIGHUP ? on_reload_ : on_stop_)();
        if (listening_) listen();
    });
}

void SignalListener::stop() {
    listening_ = false;
    Failure no_matter;
    set_->cancel(no_matter);
}

}  // namespace contractwatch
