// Heads of the log that somebody kept outside of it, such as in a mail: whether the log still is the one that they
// vouch for.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite {

/// Holds each head (`sequence:hash`) against the record of that path. A head that the log does not contain means that
/// the log was cut off, replaced or rewritten since the head was given out; it is a problem of the entry that it names.
Result<std::vector<VerifyProblem>> check_heads(const std::string& path, const std::vector<std::string>& heads);

}  // namespace contractwatch::sqlite
