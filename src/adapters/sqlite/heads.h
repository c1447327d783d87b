// Heads of the log that somebody kept outside of it, such as in a mail: whether the log still is the one that they
// vouch for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite {

/// The head that `sequence:hash` spells; nothing where the text spells none.
std::optional<Head> parse_head(std::string_view text);

/// A head, and where it is kept.
struct KeptHead {
    std::string where;
    Head head;
};

/// Holds each head against the record. A head that the log does not contain means that the log was cut off, replaced or
/// rewritten since the head was given out; it is a problem of the entry that it names.
std::vector<VerifyProblem> check_heads(const Connection& connection, const std::vector<KeptHead>& heads);

}  // namespace contractwatch::sqlite
