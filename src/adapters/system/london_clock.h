// Europe/London: the machine's clock, and one that a person gives. The only place that knows a time zone.
//
// The rules of the zone come from the system's tzdata and are read once, at the first question; a change of the law
// reaches a running service when it is next started (needrestart does that after an upgrade of tzdata).
#pragma once

#include <atomic>
#include <string_view>

#include "base/result.h"
#include "ports/clock.h"

namespace contractwatch {

/// What both clocks know of the council's civil time. The first one made throws a std::runtime_error that says what to
/// install where the system has no Europe/London.
class LondonClock : public Clock {
  public:
    LondonClock();
    Date civil_day(Instant instant) const override;
    TimeOfDay time_of_day(Instant instant) const override;
    Instant instant_of(Date day, TimeOfDay time) const override;
};

/// The machine's clock.
class SystemClock : public LondonClock {
  public:
    Instant now() const override;
    bool given() const override { return false; }
};

/// A clock that stands where it was put, for rehearsal and tests. Moving it is safe while other threads read it.
class GivenClock : public LondonClock {
  public:
    explicit GivenClock(Instant now) : now_(now) {}
    Instant now() const override { return now_.load(); }
    bool given() const override { return true; }
    void move_to(Instant now) { now_.store(now); }

  private:
    std::atomic<Instant> now_;
};

/// Reads what a person gives as the time: 2026-10-01 (nine in the morning), 2026-10-01T08:00 or 2026-10-01T08:00:30,
/// all in London; with Z or an offset such as +01:00 after the time, that instant.
Result<Instant> parse_given_time(std::string_view text);

}  // namespace contractwatch
