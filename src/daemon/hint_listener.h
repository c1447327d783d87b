// Listens to the kernel's hints on the loop's thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace contractwatch {

/// A hint that cannot be had is done without: the minute's tick finds out what it would have said.
class HintListener {
  public:
    explicit HintListener(boost::asio::io_context& loop);
    ~HintListener();

    /// Calls that each time somebody sets the machine's clock.
    void on_clock_set(std::function<void()> use);
    /// Calls that when files come into the folder; an empty path names none.
    void on_folder_touched(const std::filesystem::path& folder, std::function<void()> use);
    void stop();

  private:
    class Watches;
    boost::asio::io_context& loop_;
    std::unique_ptr<Watches> watches_;
};

}  // namespace contractwatch
