// A record in a folder of its own, and other people's tools to look at it and to meddle with it.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <stdlib.h>

#include "adapters/sqlite/record_store.h"
#include "builders/rows.h"
#include "fakes/given_folder.h"

namespace contractwatch::sqlite::testing {

inline Instant instant(std::string_view text) {
    return parse_instant(text).value();
}

/// An import at nine in the morning of 1 October 2026.
inline EntryHead import_at(std::string_view at = "2026-10-01T08:00:00Z") {
    EntryHead head;
    head.at = instant(at);
    head.day = Date::parse(at.substr(0, 10)).value();
    head.who = "clerk";
    head.what = "import";
    return head;
}

class RecordFolder {
  public:
    std::string path(const std::string& name = "record.db") const { return (folder_.path() / name).string(); }

    /// The record, opened for writing by a program whose clock says 12:00 on 1 October 2026.
    std::unique_ptr<RecordStore> open() const {
        auto store = RecordStore::open(
            path(), {[] { return instant("2026-10-01T12:00:00Z"); }, [] { return std::string{"a-random-name"}; }});
        if (!store) throw std::runtime_error(store.error().message);
        return std::move(*store);
    }

  private:
    GivenFolder folder_;
};

/// Runs SQL as another program would, with SQLite's defaults. Gives what went wrong, or nothing.
inline std::string meddle(const std::string& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    sqlite3_open(path.c_str(), &connection);
    char* said = nullptr;
    sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &said);
    std::string fault = said != nullptr ? said : "";
    sqlite3_free(said);
    sqlite3_close(connection);
    return fault;
}

/// Drops a table's guards first, as somebody would who means it, and puts them back after.
inline std::string meddle_unseen(const std::string& path, const std::string& table, const std::string& sql) {
    std::string restore;
    std::string drop;
    sqlite3* connection = nullptr;
    sqlite3_open(path.c_str(), &connection);
    sqlite3_stmt* triggers = nullptr;
    sqlite3_prepare_v2(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", -1,
                       &triggers, nullptr);
    sqlite3_bind_text(triggers, 1, table.c_str(), -1, SQLITE_TRANSIENT);
    while (sqlite3_step(triggers) == SQLITE_ROW) {
        drop += std::string{"DROP TRIGGER "} + reinterpret_cast<const char*>(sqlite3_column_text(triggers, 0)) + ";";
        restore += std::string{reinterpret_cast<const char*>(sqlite3_column_text(triggers, 1))} + ";";
    }
    sqlite3_finalize(triggers);
    sqlite3_close(connection);
    return meddle(path, drop + sql + ";" + restore);
}

/// The rows that a query gives to another program, cells joined by |, NULL as nothing.
inline std::vector<std::string> ask(const std::string& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr);
    std::vector<std::string> rows;
    const auto add = [](void* to, int columns, char** cells, char**) {
        std::string row;
        for (int column = 0; column < columns; ++column)
            row += std::string{column > 0 ? "|" : ""} + (cells[column] != nullptr ? cells[column] : "");
        static_cast<std::vector<std::string>*>(to)->push_back(row);
        return 0;
    };
    char* said = nullptr;
    sqlite3_exec(connection, sql.c_str(), add, &rows, &said);
    const std::string fault = said != nullptr ? said : "";
    sqlite3_free(said);
    sqlite3_close(connection);
    if (!fault.empty()) throw std::runtime_error(fault + ": " + sql);
    return rows;
}

inline std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline std::vector<RowOutcome> take(Change& change, const std::vector<Row>& rows) {
    std::vector<std::int64_t> lines;
    for (std::size_t at = 0; at < rows.size(); ++at)
        lines.push_back(static_cast<std::int64_t>(at) + 2);
    return change.take(rows, lines);
}

/// Takes the rows in as one entry. Gives their outcomes.
inline std::vector<RowOutcome> record(RecordStore& store, const std::vector<Row>& rows,
                                      const EntryHead& head = import_at()) {
    auto change = store.begin(head);
    if (!change) throw std::runtime_error(change.error().message);
    auto outcomes = take(**change, rows);
    (*change)->commit();
    return outcomes;
}

inline Row invoice(std::string_view number, std::vector<builders::Cell> cells = {}) {
    cells.emplace_back("invoice", number);
    cells.emplace_back("payee", "Acme Ltd");
    return builders::row("invoices", cells);
}

}  // namespace contractwatch::sqlite::testing
