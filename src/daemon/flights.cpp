// Threads that may outlive the loop, behind a gate that closes with it.
#include "daemon/flights.h"

#include <mutex>
#include <system_error>
#include <utility>

#include "daemon/run_job.h"
#include "daemon/worker.h"

namespace contractwatch {

struct Flights::Gate {
    std::mutex mutex;
    std::function<void(FlightNumber)> landed;  ///< empty when the gate is closed
};

Flights::Flights(Journal& journal, std::function<void(FlightNumber)> landed)
    : journal_(journal), gate_(std::make_shared<Gate>()) {
    gate_->landed = std::move(landed);
}

Flights::~Flights() {
    {
        const std::lock_guard guard{gate_->mutex};
        gate_->landed = nullptr;
    }
    for (auto& [number, flight] : flights_) {
        if (flight.thread.joinable()) flight.thread.detach();
    }
}

void Flights::take_off(Delivery delivery) {
    const auto number = ++last_;
    auto& flight = flights_[number];
    flight.settle = std::move(delivery.settle);
    const auto fly = [gate = gate_, number, &journal = journal_, hand_over = std::move(delivery.hand_over)] {
        leave_signals_to_the_loop();
        run_job({"deliver", "the message is tried again", hand_over}, journal);
        const std::lock_guard guard{gate->mutex};
        if (gate->landed) gate->landed(number);
    };
    try {
        flight.thread = std::thread{fly};
    } catch (const std::system_error&) {  // no thread to be had: the attempt ends where it began
        gate_->landed(number);
    }
}

void Flights::forget(FlightNumber number) {
    auto& flight = flights_.at(number);
    if (flight.thread.joinable()) flight.thread.join();
    flights_.erase(number);
}

}  // namespace contractwatch
