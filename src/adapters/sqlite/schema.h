// The tables of the record, each described once: from the description come the SQL and the table `about`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "domain/facts/kind.h"

namespace contractwatch::sqlite {

inline constexpr int schema_version = 1;
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
    std::vector<std::string> indexes = {};  ///< each as CREATE INDEX goes on: "name ON table(columns)"

    std::vector<std::string> column_names() const;
    /// CREATE TABLE and its indexes; in another schema than main the indexes are left out.
    std::string sql(std::string_view schema = "main") const;
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

/// The triggers that refuse changes of facts: pairs of name and SQL.
std::vector<std::pair<std::string, std::string>> triggers();

/// Makes the tables, triggers and descriptions in an empty file, and draws the record's identity.
void create_schema(Connection& connection, const std::string& identity);

/// Whether the file is a record of this version; says in words what it is instead.
Result<void> check_schema(const Connection& connection);

}  // namespace contractwatch::sqlite
