// How rows of the tables of facts that are no kind's are written, and how an entry is hashed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

/// One table of facts.
class FactRows {
  public:
    explicit FactRows(const std::string& table);
    Digest256 digest(std::int64_t id, const std::vector<Value>& cells) const;
    /// Adds a row; the cells stand for the table's own columns in their order. Gives its digest.
    Digest256 add(const Connection& connection, std::int64_t id, std::int64_t entry,
                  const std::vector<Value>& cells) const;

  private:
    RowShape shape_;
    std::string insert_;
};

const FactRows& fact_rows(const std::string& table);

/// Puts a row into a fold whose first column is its key, in place of the one there.
void fold_whole_row(const Connection& connection, const std::string& table, const std::vector<Value>& cells);

/// The hash of an entry from its cells up to source_sha256, in the order of the table's columns, and its three blobs'
/// first two.
Digest256 entry_hash(std::span<const Value> cells, std::span<const unsigned char> rows_digest,
                     std::span<const unsigned char> previous_hash);

}  // namespace contractwatch::sqlite
