// Hints waited for by Boost.Asio.
#include "daemon/hint_listener.h"

#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "adapters/system/hints.h"

namespace contractwatch {
namespace {

using Descriptor = boost::asio::posix::stream_descriptor;

/// One hint, and what is done each time it comes true.
template <class Hint>
class Watch {
  public:
    Watch(boost::asio::io_context& loop, Hint hint, std::function<void()> use)
        : hint_(std::move(hint)), descriptor_(loop, hint_.file()), use_(std::move(use)) {
        wait();
    }
    ~Watch() { descriptor_.release(); }  // the hint closes its own file
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

  private:
    void wait() {
        descriptor_.async_wait(Descriptor::wait_read, [this](const boost::system::error_code& failure) {
            if (failure) return;
            if (hint_.take()) use_();
            wait();
        });
    }

    Hint hint_;
    Descriptor descriptor_;
    std::function<void()> use_;
};

}  // namespace

class HintListener::Watches {
  public:
    std::unique_ptr<Watch<ClockStepHint>> clock;
    std::unique_ptr<Watch<FolderHint>> folder;
};

HintListener::HintListener(boost::asio::io_context& loop) : loop_(loop), watches_(std::make_unique<Watches>()) {}

HintListener::~HintListener() = default;

void HintListener::on_clock_set(std::function<void()> use) {
    auto hint = ClockStepHint::open();
    if (!hint) return;
    watches_->clock = std::make_unique<Watch<ClockStepHint>>(loop_, std::move(hint).value(), std::move(use));
}

void HintListener::on_folder_touched(const std::filesystem::path& folder, std::function<void()> use) {
    if (folder.empty()) return;
    auto hint = FolderHint::open(folder);
    if (!hint) return;
    watches_->folder = std::make_unique<Watch<FolderHint>>(loop_, std::move(hint).value(), std::move(use));
}

void HintListener::stop() {
    watches_ = std::make_unique<Watches>();
}

}  // namespace contractwatch
