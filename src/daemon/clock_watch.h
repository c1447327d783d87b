// Notices that the machine's clock went back, and says so once.
#pragma once

#include <chrono>

#include "ports/clock.h"
#include "ports/journal.h"

namespace contractwatch {

class ClockWatch {
  public:
    explicit ClockWatch(Journal& journal) : journal_(journal) {}

    /// To be told the time whenever it is looked at. Going back by some minutes is no matter.
    void mind(Instant now) {
        if (highest_ == Instant{} || now >= highest_) {
            highest_ = now;
            behind_ = false;
        } else if (!behind_ && now < highest_ - at_least) {
            behind_ = true;
            journal_.say(Event::clock_went_back, {{"before", text_of(highest_)}, {"now", text_of(now)}});
        }
    }

  private:
    static constexpr std::chrono::minutes at_least{5};

    Journal& journal_;
    Instant highest_{};
    bool behind_ = false;
};

}  // namespace contractwatch
