// Batches of rows on their way from the thread that parses to the one that takes them.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "ports/table_source.h"

namespace contractwatch {

/// Holds one batch, while another is filled and another taken, so that memory stays bounded: the giver is much faster
/// than the taker, who therefore finds one whenever it comes. One thread gives, one takes.
/// It goes from open to ended, by whichever side ends it: the giver has no more, or the taker wants no more.
class Batches {
  public:
    /// Waits for room; false where the taker wants no more.
    bool give(std::vector<GivenRow> batch) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return ended_ || !waiting_; });
        if (ended_) return false;
        waiting_ = std::move(batch);
        changed_.notify_all();
        return true;
    }

    /// Waits for a batch; nothing where there are no more.
    std::optional<std::vector<GivenRow>> take() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return ended_ || waiting_; });
        auto batch = std::exchange(waiting_, std::nullopt);
        changed_.notify_all();
        return batch;
    }

    /// By the taker, whose rows the giver then fills again: who made them lets go of what is in them, at no cost to the
    /// thread that all others wait for.
    void give_back(std::vector<GivenRow> batch) {
        const std::lock_guard lock{mutex_};
        spent_ = std::move(batch);
    }

    /// One that was given back; empty where there is none.
    std::vector<GivenRow> spent() {
        const std::lock_guard lock{mutex_};
        return std::exchange(spent_, {});
    }

    void end() {
        const std::lock_guard lock{mutex_};
        ended_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<std::vector<GivenRow>> waiting_;
    std::vector<GivenRow> spent_;
    bool ended_ = false;
};

}  // namespace contractwatch
