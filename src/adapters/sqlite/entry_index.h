// Whether a table of facts and its index by entry hold the same rows: the sum of each, to be made by a thread of its
// own.
#pragma once

#include <cstdint>
#include <optional>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {

/// What (entry, id) of many rows add up to, in whatever order they come.
class RowSum {
  public:
    void add(std::int64_t entry, std::int64_t id) {
        ++rows_;
        sum_ += mixed(mixed(static_cast<std::uint64_t>(entry)) + static_cast<std::uint64_t>(id));
    }
    friend bool operator==(const RowSum&, const RowSum&) = default;

  private:
    /// Every bit of a number in every bit of another (the finalizer of MurmurHash3).
    static std::uint64_t mixed(std::uint64_t bits) {
        bits = (bits ^ bits >> 33U) * 0xff51afd7ed558ccdU;
        bits = (bits ^ bits >> 33U) * 0xc4ceb9fe1a85ec53U;
        return bits ^ bits >> 33U;
    }

    std::uint64_t rows_ = 0;
    std::uint64_t sum_ = 0;
};

/// Of the index by entry of that table of facts, without a look at the table. Nothing where there is no such index.
std::optional<RowSum> sum_of_entry_index(const Connection& connection, const Table& table);

}  // namespace contractwatch::sqlite
