// Connections that read one and the same moment of a record, so that several threads may look at it together.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "adapters/sqlite/connection.h"
#include "base/result.h"

namespace contractwatch::sqlite {

inline constexpr std::size_t connections_of_moment = 3;

/// Open for reading, each within a transaction, until they are closed.
using OneMoment = std::array<std::unique_ptr<Connection>, connections_of_moment>;

/// Begins a transaction on each connection, and again on all where the log's head is not the same in each: every
/// change adds an entry, so between equal heads nothing changed. The transactions may lie on either side of a change
/// only where somebody else wrote the file without an entry.
/// Refuses what is no record, and a record that is written so fast that no moment can be held.
Result<OneMoment> open_at_one_moment(const std::string& path);

}  // namespace contractwatch::sqlite
