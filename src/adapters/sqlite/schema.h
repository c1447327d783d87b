// The tables of the record, each described once: from the description come the SQL and the table `about`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {

inline constexpr int schema_version = 6;
inline constexpr int first_version_with_pruning = 3;
inline constexpr int application_id = 0x43574C47;  // "CWLG": contractwatch's log

struct TableColumn {
    std::string name;
    std::string declaration;  ///< type and constraints
    std::string meaning;
};

/// What a table is for decides who may do what with it.
enum class TableUse {
    log,    ///< `entries`: append only, hashed into the chain
    fact,   ///< append only, digested; id, entry and row_digest are added to its columns
    fold,   ///< rebuilt from facts at any time
    other,  ///< beside the chain: descriptions, and texts with a retention of their own
};

struct Table {
    std::string name;
    TableUse use;
    std::string meaning;
    std::vector<TableColumn> columns;  ///< as they are stored, the added ones included
    std::string constraints = {};      ///< table constraints, beginning with a comma
    std::string suffix = "STRICT";
    std::vector<std::string> indexes = {};  ///< each as CREATE INDEX goes on: name ON table(columns)

    std::vector<std::string> column_names() const;
    /// CREATE TABLE, word for word as SQLite keeps it; in another schema with that schema's name.
    std::string sql(std::string_view schema = {}) const;
};

/// A table of facts: to its own columns come id, entry and row_digest, and an index by entry.
Table fact(std::string name, std::string meaning, std::vector<TableColumn> own, std::vector<std::string> indexes = {},
           std::string constraints = {});

/// The table of a kind's rows as they were given, and of their fold.
Table fact_table(const Kind& kind);
Table fold_table(const Kind& kind);

/// Every table of the record, in a fixed order.
const std::vector<Table>& tables();
const Table& table(std::string_view name);

/// Something that stands in the file: a table, an index, a trigger or a view, with the SQL that made it.
struct SchemaObject {
    std::string type;
    std::string name;
    std::string sql;
};

/// A table with its indexes, and with its triggers where it holds facts, in an order in which they can be made; the
/// triggers as they are in a record of that version.
std::vector<SchemaObject> objects_of(const Table& table, int version = schema_version);

/// All that stands in a record, the views for auditors last, in an order in which they can be made.
const std::vector<SchemaObject>& objects();

/// A line of the table `about`.
struct Description {
    std::string table;   ///< a table or a view
    std::string column;  ///< empty: the table or view itself
    std::string meaning;

    friend auto operator<=>(const Description&, const Description&) = default;
};

/// Of every table and view, and of every column of each.
std::vector<Description> descriptions();

/// Writes the table `about` anew.
void write_descriptions(const Connection& connection);

/// The columns that the table has in the file; none where it is missing.
std::vector<std::string> columns_in_file(const Connection& connection, const Table& table);

/// What a SELECT reads the file's table from, with the columns as they are described: those that a record of an older
/// form does not have yet are blank in every row.
std::string as_described(const Connection& connection, const Table& table);

/// Reads a fold in the order of its keys, all columns as the schema describes them.
std::string select_fold_in_order(const Connection& connection, const Kind& kind);
/// The same, each row visited.
Statement visit_fold_in_order(const Connection& connection, const Kind& kind, const RowVisitor& visit);

/// Has a connection that only reads find the table of an older form as it is described now: before each that lacks
/// columns stands a temporary view of its name, and one without rows for each that a later form makes. Nothing where
/// the record has the present form.
void stand_in_for_columns(const Connection& connection);

/// Makes the tables, triggers, views and descriptions in an empty file, and draws the record's identity.
void create_schema(Connection& connection, const std::string& identity);

/// Whether nobody has made anything of the file yet.
bool is_blank(const Connection& connection);

/// The form that the file has: the number of its version.
int version_of(const Connection& connection);

/// Whether the file is a record of this version or an older one; says in words what it is instead.
Result<void> check_schema(const Connection& connection);

}  // namespace contractwatch::sqlite
