// Copies of the record, as they were made and looked at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ports/store.h"

namespace contractwatch {

/// A night's copies: the same bytes in each of the folders that ask for one.
struct MadeCopies {
    Head head;  ///< up to which the record was copied
    std::int64_t bytes = 0;
    std::string sha256;  ///< lower-case hex
    std::vector<std::string> files;
    std::vector<std::string> removed = {};  ///< older copies that made room
    std::string not_removed = {};           ///< why older ones stay; empty: none had to go and did not
};

}  // namespace contractwatch
