// Goes back to a copy of the record: the copy is checked whole, what it replaces is kept, and the two change places in
// one step, so that a kill at any instant leaves the one or the other.
#pragma once

#include <cstdint>
#include <string>

#include "app/asker.h"
#include "base/result.h"
#include "ports/clock.h"
#include "ports/store.h"

namespace contractwatch {

/// Whether entries of the record that the copy does not have may go.
enum class Loss { refused, accepted };

struct RestoreRequest {
    std::string database;
    std::string file;  ///< the copy
    Loss loss = Loss::refused;
    Asker asker = {};
};

struct Restored {
    std::string sha256;  ///< of the copy, in lower-case hex
    Head head;           ///< the copy's: the record goes on from there
    Head replaced;       ///< the record's before; sequence 0: there was none, or it could not be read
    std::int64_t lost = 0;
    std::string kept_as;     ///< the file that holds the record as it was; empty: there was none
    std::int64_t entry = 0;  ///< `restored`, the first one after the copy's head
};

/// Takes the writer's lock and the place of the record's owner. Refuses while somebody writes or reads the record, a
/// copy in which audit verify finds anything, a rehearsal, and, where loss is not accepted, one that lacks entries of
/// the record as it stands or cannot be compared with it; nothing has changed then.
Result<Restored> restore(const RestoreRequest& request, const Clock& clock);

}  // namespace contractwatch
