// A clock that stands where a test puts it, in a civil time that is always one hour ahead of UTC, so that whoever takes
// one for the other is found out.
#pragma once

#include "ports/clock.h"

namespace contractwatch::fakes {

class FakeClock final : public Clock {
  public:
    explicit FakeClock(Instant now = {}) : now_(now) {}

    Instant now() const override { return now_; }
    bool given() const override { return true; }
    Date civil_day(Instant instant) const override {
        return Date{std::chrono::local_days{std::chrono::floor<Days>(civil(instant))}};
    }
    TimeOfDay time_of_day(Instant instant) const override {
        const auto since_midnight = civil(instant) - std::chrono::floor<Days>(civil(instant));
        return {static_cast<int>(std::chrono::floor<std::chrono::minutes>(since_midnight).count())};
    }
    Instant instant_of(Date day, TimeOfDay time) const override {
        return Instant{day.local_days().time_since_epoch() + std::chrono::minutes{time.minutes} - ahead};
    }
    void move_to(Instant now) { now_ = now; }

  private:
    static constexpr std::chrono::hours ahead{1};
    static Instant::duration civil(Instant instant) { return instant.time_since_epoch() + ahead; }

    Instant now_;
};

}  // namespace contractwatch::fakes
