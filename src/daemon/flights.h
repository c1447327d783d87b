// What takes long is done beside the worker: a thread for each message that is handed to its server, and for a copy of
// the record. What came of it is recorded by the worker.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "daemon/run_job.h"
#include "daemon/turn.h"
#include "ports/journal.h"

namespace boost::asio {
class io_context;
}

namespace contractwatch {

struct Flight {
    std::function<void()> fly;     ///< on a thread of its own; may block
    std::function<void()> settle;  ///< on the worker, after it, also where it threw: records what came of it
    /// On the loop's thread: has it end soon. Empty: it cannot be hurried.
    std::function<void()> cut_short = {};
};

/// How the journal calls flights of a kind.
struct FlightWords {
    std::string flying;    ///< "deliver"
    std::string then;      ///< what follows where it threw: "the message is tried again"
    std::string settling;  ///< "record a delivery"
};

/// All of it on the loop's thread.
class Flights {
  public:
    /// Has a job done by the worker, whatever else is going on, and its end told on the loop's thread.
    using OnWorker = std::function<void(Job job, std::function<void(JobEnd)> then)>;

    /// `settled` is called when a flight has been settled and forgotten.
    Flights(boost::asio::io_context& loop, Journal& journal, FlightWords words, BackOff retries, OnWorker on_worker,
            std::function<void()> settled);
    /// Flights that are still under way are cut off: their threads go on by themselves and are never settled.
    ~Flights();
    Flights(const Flights&) = delete;
    Flights& operator=(const Flights&) = delete;

    void take_off(Flight flight);
    /// Those that are under way, or landed and not settled yet.
    int count() const { return static_cast<int>(flights_.size()); }
    /// The service stops: what can be cut short is, and a settlement that fails from now on is not tried again.
    void hurry();

  private:
    using Number = int;
    struct Aloft {
        Flight flight;
        std::thread thread;
    };
    struct Gate;

    void settle(Number number, int failures);
    void settle_later(Number number, int failures);
    void forget(Number number);

    boost::asio::io_context& loop_;
    Journal& journal_;
    const FlightWords words_;
    const BackOff retries_;
    const OnWorker on_worker_;
    const std::function<void()> settled_;
    std::shared_ptr<Gate> gate_;
    std::map<Number, Aloft> flights_;
    Number last_ = 0;
    bool hurried_ = false;
};

}  // namespace contractwatch
