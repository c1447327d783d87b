// The tables of the record: how their SQL comes from their description.
#include "adapters/sqlite/schema.h"

#include <algorithm>
#include <stdexcept>

#include "adapters/sqlite/migrations.h"
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

const TableColumn id_column{"id", "INTEGER PRIMARY KEY", "counts the rows of this table as they were added"};
const TableColumn entry_column{"entry", "INTEGER NOT NULL REFERENCES entries(sequence) DEFERRABLE INITIALLY DEFERRED",
                               "the log entry that added the row"};
const TableColumn digest_column{"row_digest", "BLOB NOT NULL", "SHA-256 of the row in its canonical form"};

std::string declared(const Column& column) {
    switch (column.type) {
        case ColumnType::money:
        case ColumnType::integer:
        case ColumnType::yes_no:
            return "INTEGER";
        default:
            return "TEXT";
    }
}

std::string escaped(std::string_view text) {
    std::string sql = "'";
    for (const char letter : text) {
        sql += letter;
        if (letter == '\'') sql += letter;
    }
    return sql + "'";
}

SchemaObject trigger(const Table& each, const std::string& name, const std::string& when, const std::string& raise) {
    const auto whole = each.name + "_" + name;
    return {"trigger", whole,
            "CREATE TRIGGER " + quoted(whole) + " " + when + " BEGIN SELECT RAISE(" + raise + ", " +
                escaped(each.name + ": a recorded fact is never changed; record a correction instead") + "); END"};
}

/// Facts go only by way of pruned_rows, which keeps their digests; what stands in it, and the log, never goes.
std::string when_not_pruned(const Table& each, int version) {
    const bool can_go =
        each.use == TableUse::fact && each.name != "pruned_rows" && version >= first_version_with_pruning;
    if (!can_go) return "";
    return " WHEN NOT EXISTS (SELECT 1 FROM pruned_rows WHERE table_name = " + escaped(each.name) +
           " AND row_id = OLD.id AND digest_of_row = lower(hex(OLD.row_digest)))";
}

/// INSERT OR REPLACE deletes without asking the trigger on DELETE, unless a connection asked for recursive triggers.
/// The trigger on INSERT rolls back: a mere ABORT would have SQLite keep a copy of every page that an INSERT touches.
void add_triggers(const Table& each, int version, std::vector<SchemaObject>& made) {
    const auto on = " ON " + quoted(each.name);
    const std::string key = each.use == TableUse::log ? "sequence" : "id";
    made.push_back(trigger(each, "never_updated", "BEFORE UPDATE" + on, "ABORT"));
    made.push_back(trigger(each, "never_deleted", "BEFORE DELETE" + on + when_not_pruned(each, version), "ABORT"));
    made.push_back(trigger(each, "never_replaced",
                           "BEFORE INSERT" + on + " WHEN EXISTS (SELECT 1 FROM " + quoted(each.name) + " WHERE " + key +
                               " = NEW." + key + ")",
                           "ROLLBACK"));
}

/// What stands in for a table that is not there.
std::string without_rows(const Table& table) {
    std::string columns;
    for (const auto& name : table.column_names())
        columns += (columns.empty() ? "NULL AS " : ", NULL AS ") + quoted(name);
    return "(SELECT " + columns + " WHERE 0)";
}

}  // namespace

Table fact(std::string name, std::string meaning, std::vector<TableColumn> own, std::vector<std::string> indexes,
           std::string constraints) {
    std::vector<TableColumn> columns{id_column, entry_column};
    columns.insert(columns.end(), own.begin(), own.end());
    columns.push_back(digest_column);
    indexes.push_back(name + "_by_entry ON " + quoted(name) + "(entry)");
    return {std::move(name),        TableUse::fact, std::move(meaning), std::move(columns),
            std::move(constraints), "STRICT",       std::move(indexes)};
}

std::vector<std::string> Table::column_names() const {
    std::vector<std::string> names;
    for (const auto& column : columns)
        names.push_back(column.name);
    return names;
}

std::string Table::sql(std::string_view schema) const {
    std::string text = "CREATE TABLE " + std::string{schema} + (schema.empty() ? "" : ".") + quoted(name) + "(";
    std::string separator;
    for (const auto& column : columns) {
        text += separator + "\n  " + quoted(column.name) + " " + column.declaration;
        separator = ",";
    }
    return text + constraints + "\n) " + suffix;
}

Table fact_table(const Kind& kind) {
    std::vector<TableColumn> own{{"source_line", "INTEGER", "the line of the file that it came from"}};
    for (const auto& column : kind.columns) {
        own.push_back({column.stored_name(), declared(column), std::string{column.meaning}});
    }
    own.push_back({"cleared", "TEXT", "columns that the row clears (a cell of -), separated by spaces"});
    return fact(std::string{kind.name}, "As given: " + std::string{kind.meaning}, std::move(own));
}

Table fold_table(const Kind& kind) {
    Table fold{"current_" + std::string{kind.name},
               TableUse::fold,
               "As it stands now: " + std::string{kind.meaning},
               {},
               {},
               "STRICT, WITHOUT ROWID"};
    std::string key;
    for (const auto place : kind.key_places) {
        const auto name = kind.columns[place].stored_name() + "_key";
        fold.columns.push_back(
            {name, "TEXT NOT NULL", "as it is compared: without regard to case and spacing; empty for a blank"});
        key += (key.empty() ? "" : ", ") + quoted(name);
    }
    for (const auto& column : kind.columns) {
        fold.columns.push_back({column.stored_name(), declared(column), std::string{column.meaning}});
    }
    fold.columns.push_back({"first_entry", "INTEGER NOT NULL", "the log entry that first recorded it"});
    fold.columns.push_back({"last_entry", "INTEGER NOT NULL", "the log entry that last changed it"});
    fold.columns.push_back({"last_fact", "INTEGER NOT NULL", "the id of the latest row in the table of the kind"});
    fold.constraints = ",\n  PRIMARY KEY (" + key + ")";
    return fold;
}

const Table& table(std::string_view name) {
    const auto& all = tables();
    const auto found = std::ranges::find(all, name, &Table::name);
    if (found == all.end()) throw std::logic_error("the record has no table " + std::string{name});
    return *found;
}

std::vector<SchemaObject> objects_of(const Table& each, int version) {
    std::vector<SchemaObject> made{{"table", each.name, each.sql()}};
    for (const auto& index : each.indexes)
        made.push_back({"index", index.substr(0, index.find(' ')), "CREATE INDEX " + index});
    if (each.use == TableUse::fact || each.use == TableUse::log) add_triggers(each, version, made);
    return made;
}

const std::vector<SchemaObject>& objects() {
    static const std::vector<SchemaObject> all = [] {
        std::vector<SchemaObject> made;
        for (const auto& each : tables()) {
            const auto of_table = objects_of(each);
            made.insert(made.end(), of_table.begin(), of_table.end());
        }
        for (const auto& view : views())
            made.push_back({"view", view.name, view.sql()});
        return made;
    }();
    return all;
}

std::vector<Description> descriptions() {
    std::vector<Description> all;
    for (const auto& each : tables()) {
        all.push_back({each.name, "", each.meaning});
        for (const auto& column : each.columns)
            all.push_back({each.name, column.name, column.meaning});
    }
    for (const auto& view : views()) {
        all.push_back({view.name, "", view.question});
        for (const auto& column : view.columns)
            all.push_back({view.name, column.name, column.meaning});
    }
    return all;
}

void write_descriptions(const Connection& connection) {
    connection.execute("DELETE FROM about");
    auto about = connection.prepare("INSERT INTO about VALUES (?, ?, ?)");
    for (const auto& each : descriptions()) {
        about.bind(0, std::string_view{each.table})
            .bind(1, std::string_view{each.column})
            .bind(2, std::string_view{each.meaning})
            .run();
    }
}

void create_schema(Connection& connection, const std::string& identity) {
    connection.execute("BEGIN IMMEDIATE");
    for (const auto& object : objects())
        connection.execute(object.sql);
    write_descriptions(connection);
    connection.prepare("INSERT INTO identity VALUES (1, ?)").bind(0, std::string_view{identity}).run();
    connection.execute("PRAGMA application_id = " + std::to_string(application_id));
    connection.execute("PRAGMA user_version = " + std::to_string(schema_version));
    connection.execute("COMMIT");
}

std::vector<std::string> columns_in_file(const Connection& connection, const Table& table) {
    auto rows = connection.prepare("SELECT name FROM pragma_table_info(?, 'main')");
    rows.bind(0, std::string_view{table.name});
    std::vector<std::string> names;
    while (rows.step())
        names.push_back(rows.string(0));
    return names;
}

std::string as_described(const Connection& connection, const Table& table) {
    const auto whole = "main." + quoted(table.name);
    const auto stand = columns_in_file(connection, table);
    std::string columns;
    bool all = true;
    for (const auto& name : table.column_names()) {
        const bool stands = std::ranges::find(stand, name) != stand.end();
        all = all && stands;
        columns += (columns.empty() ? "" : ", ") + (stands ? quoted(name) : "NULL AS " + quoted(name));
    }
    return all || stand.empty() ? whole : "(SELECT " + columns + " FROM " + whole + ")";
}

namespace {

std::string fold_in_order(const Connection& connection, const Table& fold, const Kind& kind) {
    const auto names = fold.column_names();
    std::string order;
    for (std::size_t part = 0; part < kind.key_places.size(); ++part)
        order += (part == 0 ? "" : ", ") + quoted(names[part]);
    return as_described(connection, fold) + " ORDER BY " + order;
}

}  // namespace

std::string select_fold_in_order(const Connection& connection, const Kind& kind) {
    return "SELECT * FROM " + fold_in_order(connection, fold_table(kind), kind);
}

Statement visit_fold_in_order(const Connection& connection, const Kind& kind, const RowVisitor& visit) {
    const auto& fold = fold_table(kind);
    return connection.prepare_visits(fold.column_names(), fold_in_order(connection, fold, kind), visit);
}

void stand_in_for_columns(const Connection& connection) {
    const auto version = version_of(connection);
    if (version >= schema_version) return;
    for (const auto& each : tables()) {
        const bool lacks = columns_in_file(connection, each).empty() && changed_since(each, version);
        const auto described = lacks ? without_rows(each) : as_described(connection, each);
        if (described.starts_with('('))
            connection.execute("CREATE TEMP VIEW " + quoted(each.name) + " AS SELECT * FROM " + described);
    }
}

bool is_blank(const Connection& connection) {
    return connection.number("SELECT count(*) FROM sqlite_schema") == 0 &&
           connection.number("PRAGMA application_id") == 0;
}

int version_of(const Connection& connection) {
    return static_cast<int>(connection.number("PRAGMA user_version"));
}

Result<void> check_schema(const Connection& connection) {
    const auto application = connection.number("PRAGMA application_id");
    const auto version = version_of(connection);
    if (application != application_id || version < 1) {
        return refused(connection.path() +
                       ": this SQLite file is no contractwatch record; name the record with --database, or a new file");
    }
    if (version > schema_version) {
        return refused(connection.path() + ": the record was written by a newer contractwatch (its form is version " +
                       std::to_string(version) + ", this program knows up to " + std::to_string(schema_version) +
                       "); install that version or a later one");
    }
    return {};
}

}  // namespace contractwatch::sqlite
