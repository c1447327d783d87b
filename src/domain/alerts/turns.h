// How long findings stand that change on certain days only: the days on which they may are tried, one after another.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/alerts/finding.h"

namespace contractwatch {

/// Whether a person would be shown the same.
inline bool same_finding(const Finding& one, const Finding& other) {
    return one.kind == other.kind && one.subject == other.subject && one.period == other.period &&
           one.severity == other.severity && one.since == other.since && one.summary == other.summary &&
           one.members == other.members && one.evidence == other.evidence && one.audience == other.audience;
}

/// Keeps the candidate where it lies after the day and before what was found so far.
inline void keep_earliest(std::optional<Date>& found, std::optional<Date> candidate, Date after) {
    if (!candidate || *candidate <= after) return;
    if (!found || *candidate < *found) found = candidate;
}

/// What the source finds on the day, and the last day before that comes out otherwise. `findings(day)` are those of a
/// day, `next_turn(day)` is the next day on which they may be others, and nothing where all is over.
template <class Source>
Evaluation evaluated(const Source& source, Date as_at) {
    auto findings = source.findings(as_at);
    auto day = as_at;
    while (const auto next = source.next_turn(day)) {
        if (!std::ranges::equal(source.findings(*next), findings, same_finding))
            return {std::move(findings), *next - Days{1}};
        day = *next;
    }
    return {std::move(findings), end_of_time};
}

}  // namespace contractwatch
