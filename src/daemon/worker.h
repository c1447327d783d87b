// The one thread that owns the record: it runs jobs one after another, in the order in which they came.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace contractwatch {

/// On the thread that calls it, SIGTERM, SIGINT and SIGHUP interrupt nothing.
void leave_signals_to_the_loop();

class Worker {
  public:
    Worker();
    /// Ends as finish() does.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// The job must not throw. One that comes after finish() was called is thrown away.
    void add(std::function<void()> job);
    /// Waits for the job that runs; those that wait for their turn are thrown away.
    void finish();

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    bool finishing_ = false;
    std::thread thread_;
};

}  // namespace contractwatch
