// Rows of a fold held in memory as bytes, found by key and given out in key order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts/row.h"

namespace contractwatch::sqlite {

/// Where the fold of a record comes from, and whether its table has a row for it already.
struct HeldOrigin {
    std::int64_t first_entry = 0;
    std::int64_t last_entry = 0;
    std::int64_t last_fact = 0;
    bool stands = false;
};

/// A held row; its key (key_bytes.h) and its cells lie behind it.
struct HeldRow {
    HeldOrigin origin;
    std::uint32_t key_size;
    std::uint32_t cells_size;

    std::string_view key() const { return {reinterpret_cast<const char*>(this + 1), key_size}; }
    std::string_view cells() const { return {reinterpret_cast<const char*>(this + 1) + key_size, cells_size}; }
};

class HeldRows {
  public:
    /// Null where the key is not held.
    HeldRow* find(std::string_view key) const;
    /// Holds the row, in place of the one with that key.
    void hold(std::string_view key, const Row& row, const HeldOrigin& origin);
    /// All of them by rising key; they last until the next hold() or clear().
    std::vector<const HeldRow*> in_order() const;
    /// The columns that are not blank in all of them, rising.
    std::vector<std::size_t> columns_in_use() const;
    void clear();
    bool empty() const { return rows_.empty(); }
    /// The memory that they take, with what finds them.
    std::size_t bytes() const;

  private:
    static constexpr std::size_t chunk_bytes = 1U << 20U;

    /// Where a row is found by the hash of its key, of which a part is kept here.
    struct Slot {
        std::uint32_t hash_part = 0;
        std::uint32_t row = 0;  ///< its place in rows_ from 1; 0: free
    };

    std::size_t slot_of(std::string_view key, std::uint64_t hash) const;
    void grow();
    char* room(std::size_t bytes);

    std::vector<HeldRow*> rows_;
    std::vector<Slot> slots_;
    std::vector<std::unique_ptr<char[]>> chunks_;
    char* free_ = nullptr;  ///< in the last chunk
    std::size_t left_ = 0;  ///< bytes from there
    std::string cells_;
    std::vector<bool> used_;  ///< by column
};

/// One cell that is not blank.
struct HeldCell {
    std::size_t column;
    bool is_number;
    std::int64_t number;
    std::string_view text;
};

/// The column of the first cell; there must be one.
std::size_t first_column(std::string_view cells);

/// Takes the first cell off; there must be one.
HeldCell next_cell(std::string_view& cells);

}  // namespace contractwatch::sqlite
