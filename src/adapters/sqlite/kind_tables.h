// How the rows of a kind lie in the record: as they were given, and folded.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"
#include "domain/facts/row.h"

namespace contractwatch::sqlite {

/// Places of columns, rising.
using Places = std::vector<std::size_t>;

/// A row as it was given, and where it goes.
struct GivenFact {
    const Row& row;
    std::int64_t id;
    std::int64_t entry;
    std::int64_t line;  ///< 0: of no file
};

/// The same, ready to be written.
struct DigestedFact {
    GivenFact fact;
    Value cleared;  ///< the names of the columns that the row clears; blank: none
    Digest256 digest;
};

/// The SQL of one kind's two tables; the fold's may be that of one schema alone (temp, where verification rebuilds it).
class KindTables {
  public:
    explicit KindTables(const Kind& kind, std::string_view fold_schema = {});

    const Kind& kind() const { return *kind_; }
    /// The fold's rows, one for each key: the kind's columns, then first_entry, last_entry, last_fact and the first
    /// entry's day.
    const std::string& select() const { return select_; }
    /// The same for rows whose leading key parts equal the parameters, `parts` of them.
    const std::string& select_by_key(std::size_t parts) const { return select_by_key_[parts - 1]; }
    /// The same for rows whose first two key parts lie between the parameters, two and two, in key order.
    const std::string& select_between() const { return select_between_; }
    /// The row that `select` stands at.
    Row read(const Statement& at) const;
    /// The same into a row of this kind, in place of what it held.
    void read(const Statement& at, Row& row) const;
    /// The rows as given with an id above the parameter, in order: id, entry, cleared, then the kind's columns.
    const std::string& select_given() const { return select_given_; }
    Row read_given(const Statement& at) const;
    /// The same into a row of this kind, in place of what it held.
    void read_given(const Statement& at, Row& row) const;

    const std::string& fact_name() const { return fact_name_; }
    const std::string& fold_name() const { return fold_name_; }
    /// Of one record of the fold by its whole key: the kind's columns, first_entry, last_entry, last_fact.
    const std::string& select_standing() const { return select_standing_; }
    /// Of so many rows: the key's parts, those columns of the kind, first_entry, last_entry, last_fact.
    std::string insert_fold(const Places& columns, std::size_t rows) const;
    /// The kind's columns, last_entry, last_fact; the key's parts.
    const std::string& update_fold() const { return update_fold_; }
    /// The contract of each record and its key's parts, in the order of the keys.
    const std::string& select_contracts() const { return select_contracts_; }

    /// Those of the columns as they are digested (a row's own, between source_line and cleared) that are not blank in
    /// every row; all of them where the rows are few.
    Places places_in_use(std::span<const Row> rows) const;
    /// Adds so many rows as they were given, each: id, entry, those of the columns as they are digested, the digest.
    std::string insert_fact(const Places& places, std::size_t rows) const;
    /// Binds a row from parameter `at` on, and gives the one after its last. The fact and its digest must outlive the
    /// step.
    int bind_given(Statement& insert, int at, const Places& places, const DigestedFact& fact) const;
    Digest256 digest(const GivenFact& fact) const;
    DigestedFact digested(const GivenFact& fact, const Digest256& digest) const;

  private:
    const Kind* kind_;
    std::string fact_name_;
    std::string fold_name_;
    RowShape shape_;
    std::string select_;
    std::vector<std::string> select_by_key_;
    std::string select_between_;
    std::string select_given_;
    std::string select_standing_;
    std::string select_contracts_;
    std::string update_fold_;
};

/// The tables of every kind, in the kinds' order.
const KindTables& tables_of(const Kind& kind);

}  // namespace contractwatch::sqlite
