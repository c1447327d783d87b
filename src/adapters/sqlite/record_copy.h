// Whether a copy of the record is one, and what going back to it would lose.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

/// A copy that was looked at.
struct CheckedCopy {
    Head head;
    std::int64_t bytes = 0;
    std::string sha256;  ///< of the file, in lower-case hex
};

/// Looks at a fresh copy: it opens, SQLite finds its pages and tables sound, and its head is an entry of the record's
/// own log. What only audit verify finds, it does not look for. Fails soon after `stop` says so.
Result<CheckedCopy> check_copy(const std::string& copy, const std::string& record, const std::stop_token& stop = {});

/// Of a file's bytes, in lower-case hex.
Result<std::string> sha256_of_file(const std::string& path);

/// How the record as it stands and a copy that is to take its place stand to one another.
struct Comparison {
    Head head;              ///< the record's
    std::int64_t lost = 0;  ///< its entries that the copy does not have
    std::int64_t last_in_common = 0;
    bool same_identity = true;
};

/// Both are read only. Fails where either cannot be read.
Result<Comparison> compare(const std::string& record, const std::string& copy);

/// Makes the record of that path whole by itself: what is in its -wal file is folded in, and the companions are gone.
/// No instant of it needs mending after a kill. The caller holds the writer's lock. Fails where somebody has the record
/// open.
Result<void> fold_wal(const std::string& path);

/// Makes a copy of a record one that needs no companions to be read, as accounts need that may only read. Whoever kills
/// it leaves a file that must be written to before it can be read.
Result<void> make_single_file(const std::string& path);

}  // namespace contractwatch::sqlite
