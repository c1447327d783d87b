// The key of a record as one run of bytes, which sorts as the fold of its kind does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/facts/row.h"

namespace contractwatch::sqlite {

/// Writes the row's key in place of what `key` held. A zero byte within a part becomes 00 FF; each part ends with 00
/// 00.
void write_key(const Row& row, std::string& key);

/// Appends one part, given as it is compared.
void append_part(std::string_view part, std::string& key);

/// The first parts of such a key, as many as `parts` has room for.
void read_key(std::string_view key, std::vector<std::string>& parts);

/// Whether it is the key of the text (base/text.h), found without making one where the text is plain ASCII.
bool is_key_of(std::string_view key, std::string_view text);

}  // namespace contractwatch::sqlite
