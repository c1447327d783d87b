// Threads that may outlive the loop, behind a gate that closes with it.
#include "daemon/flights.h"

#include <mutex>
#include <system_error>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/worker.h"

namespace contractwatch {

struct Flights::Gate {
    std::mutex mutex;
    std::function<void(Number)> landed;  ///< empty when the gate is closed
};

Flights::Flights(boost::asio::io_context& loop, Journal& journal, FlightWords words, BackOff retries,
                 OnWorker on_worker, std::function<void()> settled)
    : loop_(loop),
      journal_(journal),
      words_(std::move(words)),
      retries_(retries),
      on_worker_(std::move(on_worker)),
      settled_(std::move(settled)),
      gate_(std::make_shared<Gate>()) {
    gate_->landed = [this](Number number) { boost::asio::post(loop_, [this, number] { settle(number, 0); }); };
}

Flights::~Flights() {
    {
        const std::lock_guard guard{gate_->mutex};
        gate_->landed = nullptr;
    }
    for (auto& [number, aloft] : flights_) {
        if (aloft.thread.joinable()) aloft.thread.detach();
    }
}

void Flights::take_off(Flight flight) {
    const auto number = ++last_;
    auto& aloft = flights_[number];
    aloft.flight = std::move(flight);
    const auto fly = [gate = gate_, number, &journal = journal_, words = words_, work = aloft.flight.fly] {
        leave_signals_to_the_loop();
        run_job({words.flying, words.then, work}, journal);
        const std::lock_guard guard{gate->mutex};
        if (gate->landed) gate->landed(number);
    };
    try {
        aloft.thread = std::thread{fly};
    } catch (const std::system_error&) {  // no thread to be had: the flight ends where it began
        gate_->landed(number);
    }
    if (hurried_ && aloft.flight.cut_short) aloft.flight.cut_short();
}

void Flights::hurry() {
    hurried_ = true;
    for (const auto& [number, aloft] : flights_) {
        if (aloft.flight.cut_short) aloft.flight.cut_short();
    }
}

void Flights::settle(Number number, int failures) {
    const auto pause = retries_.pause_after(failures + 1);
    on_worker_({words_.settling, tried_again_in(pause), flights_.at(number).flight.settle},
               [this, number, failures](JobEnd end) {
                   if (end == JobEnd::failed && !hurried_) return settle_later(number, failures + 1);
                   forget(number);
                   settled_();
               });
}

/// What came of it is not thrown away because the disk was full for a while.
void Flights::settle_later(Number number, int failures) {
    const auto timer = std::make_shared<boost::asio::steady_timer>(loop_, retries_.pause_after(failures));
    timer->async_wait([this, timer, number, failures](const boost::system::error_code& failure) {
        if (!failure) settle(number, failures);
    });
}

void Flights::forget(Number number) {
    auto& aloft = flights_.at(number);
    if (aloft.thread.joinable()) aloft.thread.join();
    flights_.erase(number);
}

}  // namespace contractwatch
