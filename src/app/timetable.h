// What the service does next, and when: a pure function of how things stand, so that catching up after a night, a
// suspend or a step of the clock is the same as going on.
//
// A sweep is due when the service starts, when facts have come in since the last one, just after the beginning of every
// civil day (so that each has its entry), at the hour of the digests, and every hour within working hours. A sweep that
// was missed is due at once, and once, however long the absence. Deliveries are due when the earliest message's next
// attempt is. The drop folder is looked at every minute, and every ten seconds while a file in it waits to be still.
// The record is copied once in every civil day, at the time that the settings say; a copy that was missed is due at
// once, and once, and one that failed is due again after an hour.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/alerts/alert_policy.h"
#include "ports/clock.h"

namespace contractwatch {

enum class Task { sweep, deliver, look_at_drop_folder, copy };
std::string_view name_of(Task task);

/// Candidate: a file lies there and may be taken in once it is still.
enum class DropState { none, quiet, candidate };

inline constexpr std::chrono::seconds look_every{60};
inline constexpr std::chrono::seconds look_at_candidate_every{10};

inline constexpr std::chrono::hours copy_again_after{1};

/// What was done so much later than now, or less, was done before the clock was put back a little.
inline constexpr std::chrono::hours believable_lead{1};

/// How the nightly copies stand.
struct CopyStanding {
    TimeOfDay at;
    /// The last good one by the machine's clock; none: there never was one. One that is ahead by more than a day was
    /// made under a wrong clock, and counts for nothing.
    std::optional<Instant> last_copy = {};
    std::optional<Instant> last_failure = {};  ///< since the service started
};

/// How things stand.
struct Standing {
    AlertPolicy policy = {};
    std::optional<Instant> last_sweep = {};  ///< none: not since the service started
    bool facts_since_sweep = false;
    std::optional<Instant> next_attempt_at = {};  ///< of the earliest message; none: the outbox is empty
    DropState drop_folder = DropState::none;
    std::optional<Instant> last_look = {};    ///< at the drop folder
    std::optional<CopyStanding> copies = {};  ///< none: no nightly copies are asked for
};

struct Due {
    Instant at;
    Task task = Task::sweep;

    friend bool operator==(const Due&, const Due&) = default;
};

/// The next turn of each task that has one, the earliest first; what is due already has `now` as its moment. A sweep is
/// always among them. Where the clock went back a little behind the last sweep, the next routine one waits until the
/// clock has caught up; a last sweep ahead by more than `believable_lead` was made under a wrong clock, and counts for
/// nothing.
std::vector<Due> timetable(Instant now, const Standing& standing, const Clock& clock);

}  // namespace contractwatch
