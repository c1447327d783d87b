// The service's nightly copies: how they stand, and the flight that makes them.
#pragma once

#include <functional>
#include <optional>

#include "app/timetable.h"
#include "daemon/copies.h"
#include "daemon/flights.h"
#include "ports/clock.h"
#include "ports/store.h"

namespace contractwatch {

/// Of the worker's thread, but for what a flight does in the air.
class NightlyCopies {
  public:
    explicit NightlyCopies(const Clock& clock) : clock_(clock) {}

    /// Nothing where the settings ask for no copies.
    std::optional<CopyStanding> standing(const Settings::Copies& asked, const Record& record) const;

    /// A flight that makes the copies. `record` is what its settlement does with the outcome; it is not asked where the
    /// service stopped before the copies were done: the next one makes up for them.
    Flight begin(CopyOrder order, std::function<void(const Result<MadeCopies>&)> record);

  private:
    const Clock& clock_;
    std::optional<Instant> last_failure_;
};

}  // namespace contractwatch
