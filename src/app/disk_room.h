// Whether there is room on the record's disk, as the record and the journal say it.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "ports/clock.h"
#include "ports/journal.h"
#include "ports/record_disk.h"
#include "ports/store.h"

namespace contractwatch {

/// Records `disk_low` where less than so many bytes are free (0: never), and `disk_roomy` where a tenth more than that
/// is free again; in between, and where nothing has changed, nothing.
Result<void> record_disk_room(Store& store, const RecordDisk& disk, std::int64_t least, const Clock& clock,
                              Journal& journal);

}  // namespace contractwatch
