// The moments of a day at which something is due.
#include "app/timetable.h"

#include <algorithm>

namespace contractwatch {
namespace {

constexpr int minutes_of_an_hour = 60;

/// The times of a civil day at which a sweep is due.
std::vector<TimeOfDay> sweeps_of_a_day(const AlertPolicy& policy) {
    std::vector<TimeOfDay> times{TimeOfDay{0}, TimeOfDay{policy.digest_at}};
    for (int at = policy.working_from; at <= policy.working_until; at += minutes_of_an_hour)
        times.push_back({at});
    return times;
}

/// The first routine sweep later than the last one: at the latest at the next midnight.
Instant routine_sweep_after(Instant last, const AlertPolicy& policy, const Clock& clock) {
    const auto day = clock.civil_day(last);
    auto next = clock.instant_of(day + Days{1}, TimeOfDay{0});
    for (const auto time : sweeps_of_a_day(policy)) {
        const auto at = clock.instant_of(day, time);
        if (at > last) next = std::min(next, at);
    }
    return next;
}

Instant next_sweep(Instant now, const Standing& standing, const Clock& clock) {
    if (!standing.last_sweep || standing.facts_since_sweep) return now;
    if (*standing.last_sweep > now + believable_lead) return now;
    return routine_sweep_after(*standing.last_sweep, standing.policy, clock);
}

Instant next_look(Instant now, const Standing& standing) {
    if (!standing.last_look || *standing.last_look > now) return now;
    const bool waits = standing.drop_folder == DropState::candidate;
    return *standing.last_look + (waits ? look_at_candidate_every : look_every);
}

/// The latest moment at which a copy was to be made.
Instant copy_wanted_by(Instant now, TimeOfDay at, const Clock& clock) {
    const auto today = clock.civil_day(now);
    const auto moment = clock.instant_of(today, at);
    return moment <= now ? moment : clock.instant_of(today - Days{1}, at);
}

Instant next_copy(Instant now, const CopyStanding& copies, const Clock& clock) {
    const auto wanted_by = copy_wanted_by(now, copies.at, clock);
    const bool believable = copies.last_copy && *copies.last_copy <= now + Days{1};
    if (believable && *copies.last_copy >= wanted_by)
        return clock.instant_of(clock.civil_day(wanted_by) + Days{1}, copies.at);
    if (copies.last_failure && *copies.last_failure <= now) return *copies.last_failure + copy_again_after;
    return now;
}

}  // namespace

std::string_view name_of(Task task) {
    switch (task) {
        case Task::sweep:
            return "sweep";
        case Task::deliver:
            return "deliver";
        case Task::look_at_drop_folder:
            return "look at the drop folder";
        case Task::copy:
            return "copy the record";
    }
    return {};
}

std::vector<Due> timetable(Instant now, const Standing& standing, const Clock& clock) {
    std::vector<Due> due{{next_sweep(now, standing, clock), Task::sweep}};
    if (standing.next_attempt_at) due.push_back({*standing.next_attempt_at, Task::deliver});
    if (standing.drop_folder != DropState::none) due.push_back({next_look(now, standing), Task::look_at_drop_folder});
    if (standing.copies) due.push_back({next_copy(now, *standing.copies, clock), Task::copy});
    for (auto& turn : due)
        turn.at = std::max(turn.at, now);
    std::ranges::stable_sort(due, {}, &Due::at);
    return due;
}

}  // namespace contractwatch
