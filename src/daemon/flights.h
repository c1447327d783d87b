// The deliveries under way: a thread for each.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <thread>

#include "daemon/loop.h"
#include "ports/journal.h"

namespace contractwatch {

using FlightNumber = int;

class Flights {
  public:
    /// `landed` is called on the flight's thread when its message has been handed over, or could not be.
    Flights(Journal& journal, std::function<void(FlightNumber)> landed);
    /// Flights that are still under way are cut off: their threads go on by themselves and `landed` is not called.
    ~Flights();
    Flights(const Flights&) = delete;
    Flights& operator=(const Flights&) = delete;

    void take_off(Delivery delivery);
    int count() const { return static_cast<int>(flights_.size()); }
    /// What records the end of that flight.
    const std::function<void()>& settle(FlightNumber number) const { return flights_.at(number).settle; }
    /// Forgets a flight that has landed and was settled.
    void forget(FlightNumber number);

  private:
    struct Flight {
        std::function<void()> settle;
        std::thread thread;
    };
    struct Gate;

    Journal& journal_;
    std::shared_ptr<Gate> gate_;
    std::map<FlightNumber, Flight> flights_;
    FlightNumber last_ = 0;
};

}  // namespace contractwatch
