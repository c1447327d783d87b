// How the rows of a kind lie in the record: as they were given, and folded.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"
#include "domain/facts/row.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

/// The SQL of one kind's two tables; the fold's may stand in another schema (temp, where verification rebuilds it).
class KindTables {
  public:
    explicit KindTables(const Kind& kind, std::string_view fold_schema = "main");

    const Kind& kind() const { return *kind_; }
    /// The fold's rows, one for each key: the kind's columns, then first_entry, last_entry, last_fact and the first
    /// entry's day.
    const std::string& select() const { return select_; }
    /// The same for rows whose leading key parts equal the parameters, `parts` of them.
    std::string select_by_key(std::size_t parts) const;
    /// The row that `select` stands at.
    Row read(const Statement& at) const;
    /// The rows as given with an id above the parameter, in order: id, entry, cleared, then the kind's columns.
    const std::string& select_given() const { return select_given_; }
    Row read_given(const Statement& at) const;

    /// Folds a row that was given as fact `id` in `entry`.
    RowOutcome fold(const Connection& connection, const Row& given, std::int64_t id, std::int64_t entry) const;
    /// Adds the row as it was given. Gives its digest.
    Digest256 add_given(const Connection& connection, const Row& given, std::int64_t id, std::int64_t entry,
                        std::int64_t line) const;

  private:
    const Kind* kind_;
    std::string fact_name_;
    std::string fold_name_;
    RowShape shape_;
    std::string select_;
    std::string select_given_;
    std::string insert_fact_;
    std::string insert_fold_;
    std::string update_fold_;
};

/// The tables of every kind, in the kinds' order.
const KindTables& tables_of(const Kind& kind);

}  // namespace contractwatch::sqlite
