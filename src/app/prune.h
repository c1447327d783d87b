// What has been kept as long as it must be goes from the record, when somebody asks for it; and texts that must not
// stay.
#pragma once

#include <string>
#include <vector>

#include "app/asker.h"
#include "app/intake.h"
#include "domain/contracts/retention.h"
#include "ports/journal.h"

namespace contractwatch {

/// A contract of which everything goes.
struct PrunedContract {
    Retention retention;
    std::int64_t rows = 0;
};

/// A contract that stays although its time has passed.
struct HeldBack {
    Retention retention;
    std::string reason;
};

struct PruneSummary {
    std::vector<PrunedContract> contracts;
    std::vector<HeldBack> held_back;
    std::vector<PrunedTable> tables;
    std::int64_t bodies = 0;
    Date bodies_kept_from;
    std::int64_t entry = 0;  ///< 0: nothing went
    bool wiped = false;      ///< whether nothing of it is left in the record's files
};

/// Takes out what belongs to contracts whose retention has passed, and the bytes of messages whose own has; a contract
/// stays while an alert of it is open or a message about it waits. A dry run counts the same and leaves everything.
Result<PruneSummary> prune(Store& store, const Clock& clock, Journal& journal, const RetentionPolicy& policy,
                           Effect effect, const Asker& asker);

/// Which text is to be erased, and who answers for it.
struct EraseRequest {
    std::string table;  ///< a kind
    std::int64_t row = 0;
    std::vector<std::string> columns;
    std::string reason;
};

struct EraseSummary {
    std::vector<std::int64_t> rows;  ///< all rows of the record that had it
    std::int64_t entry = 0;          ///< 0: there was nothing to erase
    bool wiped = false;
};

/// Erases cells of text from every row of the record that the row is of. Refuses columns by which rows are told apart,
/// those that every row must have, and those that are no words.
Result<EraseSummary> erase(Store& store, const Clock& clock, Journal& journal, const EraseRequest& request,
                           const Asker& asker);

}  // namespace contractwatch
