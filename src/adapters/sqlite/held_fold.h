// The fold of one kind while rows are taken in: what changes is held in memory and written in the order of the keys.
//
// Rows of a file come in any order of their keys. Written one by one they would touch the whole tree of the fold again
// and again; written in order they touch each page once.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/held_rows.h"
#include "adapters/sqlite/kind_tables.h"
#include "domain/facts/row.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

class HeldFold {
  public:
    static constexpr std::size_t most_bytes = 256U << 20U;

    /// Both must outlive it. From so many bytes on, what is held is large.
    HeldFold(const Connection& connection, const KindTables& tables, std::size_t large = most_bytes);

    /// Folds a row that is given as fact `id` in `entry`, unless it changes nothing.
    RowOutcome take(const Row& given, std::int64_t id, std::int64_t entry);
    /// Likewise one that is new to the record: where intake has something to note in it, `noted` becomes the row as it
    /// is folded and to be kept.
    RowOutcome take_new(const Row& given, std::int64_t id, std::int64_t entry, std::unique_ptr<Row>& noted);
    /// Whether take() needs no table, so that another thread may call it.
    bool is_in_memory() const { return !any_stand_; }
    /// Writes what is held; to be called now and then where rows are many, so that memory stays bounded.
    void write_if_large();
    void write();
    /// What take() has folded since it was last written.
    const HeldRows& held() const { return held_; }

  private:
    RowOutcome fold(const Row& given, bool known, HeldOrigin origin, std::int64_t id, std::int64_t entry);
    /// The record that has the key; nothing where there is none.
    bool read_current(Row& current, HeldOrigin& origin);
    bool read_standing(Row& current, HeldOrigin& origin);
    void insert(std::span<const HeldRow* const> rows);
    void update(const HeldRow& row);

    const Connection& connection_;
    const KindTables& tables_;
    Statement& standing_;
    Statement& update_;
    std::size_t large_;
    bool any_stand_;  ///< whether the table has rows
    HeldRows held_;
    Row current_;
    std::string key_;
    std::vector<std::vector<std::string>> parts_;  ///< of the keys of the rows being written
};

}  // namespace contractwatch::sqlite
