// What is kept of the rows of one table that went or were cut, walked once in the order of their ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

class PrunedWalk {
  public:
    /// The table's name must outlive it. Of a record without pruned_rows it is done at once.
    PrunedWalk(const Connection& connection, std::string_view table);

    bool done() const { return done_; }
    std::int64_t row() const { return row_; }
    /// The entry that added the row.
    std::int64_t entry() const { return entry_; }
    /// What the row's digest was then.
    const Digest256& digest() const { return digest_; }
    /// The digest of what is left of it, in hex; empty where it went.
    const std::string& left() const { return left_; }
    /// The latest row of pruned_rows about it, and the entry of that.
    std::int64_t last_id() const { return last_id_; }
    std::int64_t last_entry() const { return last_entry_; }
    /// Whether each of several about it goes on where the one before left it.
    bool holds_together() const { return holds_together_; }

    void advance();

  private:
    void read_row();

    std::optional<Statement> rows_;
    bool waits_ = false;  ///< whether the statement stands at a row that has not been read yet
    bool done_ = true;
    std::int64_t row_ = 0;
    std::int64_t entry_ = 0;
    Digest256 digest_{};
    std::string left_;
    std::int64_t last_id_ = 0;
    std::int64_t last_entry_ = 0;
    bool holds_together_ = true;
};

}  // namespace contractwatch::sqlite
