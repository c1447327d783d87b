// How many messages may be begun in a minute, so that a mail server that limits its clients is never pressed.
#pragma once

#include <deque>

#include "base/date.h"

namespace contractwatch {

class Pace {
  public:
    /// At most that many in any minute; 0: as many as one likes.
    explicit Pace(int per_minute) : per_minute_(per_minute) {}

    /// How many more may begin now.
    int allowed(Instant now) {
        if (per_minute_ == 0) return 1'000'000;
        while (!begun_.empty() && now - begun_.front() >= std::chrono::minutes{1})
            begun_.pop_front();
        return per_minute_ - static_cast<int>(begun_.size());
    }
    void begin(Instant now) { begun_.push_back(now); }

  private:
    int per_minute_;
    std::deque<Instant> begun_;
};

}  // namespace contractwatch
