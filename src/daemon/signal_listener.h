// Listens for the signals by which a service is stopped and reloaded, on the loop's thread.
#pragma once

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace contractwatch {

class SignalListener {
  public:
    /// SIGTERM and SIGINT stop, SIGHUP reloads.
    SignalListener(boost::asio::io_context& loop, std::function<void()> on_stop, std::function<void()> on_reload);
    ~SignalListener();

    void listen();
    void stop();

  private:
    class Set;
    const std::function<void()> on_stop_;
    const std::function<void()> on_reload_;
    std::unique_ptr<Set> set_;
    bool listening_ = false;
};

}  // namespace contractwatch
