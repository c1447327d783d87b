// What the record and the journal say of a night's copies.
#pragma once

#include "ports/clock.h"
#include "ports/copies.h"
#include "ports/journal.h"
#include "ports/store.h"

namespace contractwatch {

/// Records `copied`, or `copy_failed` with its reason. The same failure is recorded once a day, however often it is
/// tried again; the journal hears of each.
Result<void> record_copies(Store& store, const Clock& clock, Journal& journal, const Result<MadeCopies>& outcome);

}  // namespace contractwatch
