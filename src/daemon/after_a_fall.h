// What a service does first where the one before it was not stopped in order: killed, without power, or ended because
// the disk did not confirm a write.
#pragma once

#include <string>

#include "base/result.h"
#include "ports/clock.h"
#include "ports/journal.h"
#include "ports/store.h"

namespace contractwatch {

/// Where the log's last `started` has no `stopped` after it, verifies the whole record as `audit verify` does, and
/// records `verified`. Fails, in words, where anything is found: nothing is to be added to such a record before
/// somebody has looked. Where the end was in order it does nothing.
Result<void> verify_after_a_fall(const std::string& database, Store& store, const Clock& clock, Journal& journal);

}  // namespace contractwatch
