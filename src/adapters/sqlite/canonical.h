// The canonical form of rows and entries and its SHA-256 (docs/decisions/0001-record.md, section 3). It never changes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

using Digest256 = std::array<unsigned char, 32>;

std::string hex(std::span<const unsigned char> bytes);

/// Bytes as they are digested: numbers big-endian, texts with their length before them.
class CanonicalBytes {
  public:
    void clear() { used_ = 0; }
    void raw(std::string_view text);
    void number(std::int64_t number);
    void prefixed(std::string_view text);
    void value(const Value& value);  ///< type and value; nothing for NULL
    void integer(std::int64_t number);
    void text(std::string_view text);
    void blob(std::span<const unsigned char> bytes);
    Digest256 digest() const;

  private:
    char* room(std::size_t bytes);

    std::string bytes_;  ///< as long as was ever needed
    std::size_t used_ = 0;
};

/// SHA-256 over pieces.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    Digest256 finish();  ///< and starts anew

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// The cells of a row that is digested; their columns' names come from the shape.
using Cells = std::vector<const Value*>;

/// The columns of a table as they are digested: in byte order of their names.
class RowShape {
  public:
    RowShape(std::string_view table, const std::vector<std::string>& columns);
    /// The digest of a row whose cells stand in the order that the columns were given in.
    Digest256 digest(std::span<const Value* const> cells) const;
    /// The same of cells that lie in a row of the record.
    Digest256 digest(std::span<const CellView> cells) const;
    const std::string& table() const { return table_; }

  private:
    struct Column {
        std::string name_bytes;  ///< LP(name)
        std::size_t place;
    };
    std::string table_;
    std::string head_;
    std::vector<Column> columns_;
};

/// The digest of all fact rows of one entry, which may come in any order of tables but by rising id within each.
class RowsDigest {
  public:
    void add(const std::string& table, std::int64_t id, const Digest256& row);
    Digest256 finish() const;
    bool empty() const { return tables_.empty(); }

  private:
    struct Rows {
        std::string table;
        std::vector<std::pair<std::int64_t, Digest256>> rows;
    };
    std::vector<Rows> tables_;
};

/// The same where the rows come by rising table name, and by rising id within each: it holds none of them.
class OrderedRowsDigest {
  public:
    void add(const std::string& table, std::int64_t id, const Digest256& row);
    Digest256 finish() { return hash_.finish(); }

  private:
    Sha256 hash_;
    std::string table_;
    std::string bytes_;  ///< of the row that was added last
};

}  // namespace contractwatch::sqlite
