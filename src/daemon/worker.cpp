// A queue, a condition and a thread.
#include "daemon/worker.h"

#include <utility>

#include <signal.h>

namespace contractwatch {

void leave_signals_to_the_loop() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&signals, number);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Worker::Worker() : thread_([this] { run(); }) {}

Worker::~Worker() {
    finish();
}

void Worker::add(std::function<void()> job) {
    {
        const std::lock_guard guard{mutex_};
        if (finishing_) return;
        jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
}

void Worker::finish() {
    std::deque<std::function<void()>> thrown_away;
    {
        const std::lock_guard guard{mutex_};
        finishing_ = true;
        thrown_away.swap(jobs_);
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Worker::run() {
    leave_signals_to_the_loop();
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock guard{mutex_};
            changed_.wait(guard, [this] { return finishing_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

}  // namespace contractwatch
