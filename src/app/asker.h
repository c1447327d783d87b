// On whose behalf something is done.
#pragma once

#include <string>

#include "ports/clock.h"
#include "ports/store.h"

namespace contractwatch {

struct Asker {
    std::string who = "service";  ///< the Unix account
    std::string claimed_by = {};  ///< the person named with --by
};

/// The head of an entry written now.
inline EntryHead entry_now(const Clock& clock, const Asker& asker, std::string what, std::string subject = {}) {
    const auto now = clock.now();
    return {now,
            clock.civil_day(now),
            clock.given(),
            asker.who,
            asker.claimed_by,
            std::move(what),
            std::move(subject),
            {},
            {},
            {}};
}

}  // namespace contractwatch
