// Work on the rows of a batch, a stretch at a time: on another thread that runs ahead, or on this one.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <utility>

namespace contractwatch::sqlite {

enum class Where { here, beside };

class StepsBeside {
  public:
    /// Rows from the first to before the last.
    struct Stretch {
        std::size_t first;
        std::size_t last;
    };

    /// `work` is done for every row once, in order; it must stand until the end of this.
    StepsBeside(std::size_t rows, std::function<void(Stretch)> work, Where where)
        : rows_(rows), work_(std::move(work)) {
        if (where == Where::beside) running_ = std::async(std::launch::async, [this] { run_ahead(); });
    }
    ~StepsBeside() {
        if (running_.valid()) running_.wait();
    }
    StepsBeside(const StepsBeside&) = delete;
    StepsBeside& operator=(const StepsBeside&) = delete;

    /// The rows that have been worked on since the last call; none at the end. Throws what the work threw.
    Stretch next() {
        if (given_ == rows_) return {rows_, rows_};
        if (!running_.valid()) work_(stretch_at(given_));
        if (running_.valid()) done_.wait(given_);
        if (done_ == failed) running_.get();
        const auto last = running_.valid() ? done_.load() : stretch_at(given_).last;
        return {std::exchange(given_, last), last};
    }

  private:
    static constexpr std::size_t rows_of_stretch = 256;
    static constexpr std::size_t failed = SIZE_MAX;

    Stretch stretch_at(std::size_t first) const { return {first, std::min(first + rows_of_stretch, rows_)}; }

    void run_ahead() {
        try {
            for (std::size_t first = 0; first < rows_;) {
                const auto stretch = stretch_at(first);
                work_(stretch);
                tell(first = stretch.last);
            }
        } catch (...) {
            tell(failed);
            throw;
        }
    }
    void tell(std::size_t done) {
        done_ = done;
        done_.notify_all();
    }

    std::size_t rows_;
    std::function<void(Stretch)> work_;
    std::size_t given_ = 0;
    std::atomic<std::size_t> done_ = 0;
    std::future<void> running_;
};

}  // namespace contractwatch::sqlite
