// What an auditor kept outside of the record (mails, signed notes, heads written down), held against it.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/heads.h"
#include "adapters/sqlite/record_store.h"

namespace contractwatch {

/// A head that was found in what was kept.
struct CheckedHead {
    std::string where;
    Head head;
    std::string signed_by;  ///< the key's name+hash; empty: no signature vouches for it
    bool holds = false;
};

struct KeptCheck {
    std::vector<CheckedHead> heads;  ///< as they were given, those of one file in its order
    std::vector<sqlite::VerifyProblem> problems;
};

/// Each of `kept` is a file (a mail as .eml, a note, lines of the journal, any text with heads in it) or a head itself.
/// Signatures must be of one of `keys`, the auditor's own copies of verifier keys; where none is given, of a key that
/// the log records. Refuses a file without a head, and what is no head and no key.
Result<KeptCheck> check_kept(const sqlite::OpenRecord& opened, const std::vector<std::string>& kept,
                             const std::vector<std::string>& keys);

}  // namespace contractwatch
