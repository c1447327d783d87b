// The worker as the loop sees it: jobs are handed over on the loop's thread, and their ends are told there again.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

#include "app/timetable.h"
#include "daemon/run_job.h"
#include "daemon/worker.h"
#include "ports/journal.h"

namespace boost::asio {
class io_context;
}

namespace contractwatch {

/// Whether a job is done even while the service stops.
enum class Need { unless_stopping, always };

class Workbench {
  public:
    /// What follows a job's end, on the loop's thread; `then` is the job's own.
    using Ended = std::function<void(JobEnd end, const std::optional<Standing>& standing,
                                     const std::function<void(JobEnd)>& then)>;

    /// `standing` is asked on the worker after each job that ended well.
    Workbench(boost::asio::io_context& loop, Journal& journal, std::function<Standing()> standing, Ended ended);

    void add(Need need, Job job, std::function<void(JobEnd)> then);
    /// No job begins any more but those that are always needed. True the first time.
    bool begin_to_stop() { return !stopping_.exchange(true); }
    /// From any thread.
    bool stopping() const { return stopping_; }
    /// Whether one job has been running for longer than that.
    bool busy_for(std::chrono::steady_clock::duration time) const;
    /// Waits for the job that runs; those that wait for their turn are thrown away.
    void finish() { worker_.finish(); }

  private:
    void do_job(Need need, const Job& job, const std::function<void(JobEnd)>& then);

    boost::asio::io_context& loop_;
    Journal& journal_;
    const std::function<Standing()> standing_;
    const Ended ended_;
    std::atomic<std::chrono::steady_clock::duration> job_since_{};  ///< zero: no job runs
    std::atomic<bool> durability_lost_{false};
    std::atomic<bool> stopping_{false};
    Worker worker_;  ///< last, so that it ends before anything that its jobs use
};

}  // namespace contractwatch
