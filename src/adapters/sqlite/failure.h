// What SQLite refuses, as failures of the record.
#pragma once

#include "ports/store.h"

struct sqlite3;

namespace contractwatch::sqlite {

/// What was read is no page, or no file, of SQLite's.
class RecordDamaged : public RecordFailure {
  public:
    using RecordFailure::RecordFailure;
};

/// Whether a write was not confirmed by the disk: what was synced before it is in doubt then.
bool is_lost_sync(int code);

/// Throws the RecordFailure that a code of SQLite's stands for. Without a connection the code alone tells.
[[noreturn]] void fail(sqlite3* connection, int code);

}  // namespace contractwatch::sqlite
