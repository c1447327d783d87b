// What time it is. Each job asks once.
#pragma once

#include "base/date.h"

namespace contractwatch {

/// Minutes after midnight of the council's civil day, 0 to 1439.
struct TimeOfDay {
    int minutes = 0;
    friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    /// Whether a person gave the time (--now) instead of the machine.
    virtual bool given() const = 0;
    /// The civil day in Europe/London at that instant.
    virtual Date civil_day(Instant instant) const = 0;
    virtual TimeOfDay time_of_day(Instant instant) const = 0;
    /// The instant of that civil time; a time that summer time skips is the first instant after the gap, one that comes
    /// twice is the first.
    virtual Instant instant_of(Date day, TimeOfDay time) const = 0;

    Date today() const { return civil_day(now()); }
};

}  // namespace contractwatch
