// One connection to a SQLite file. All of this room's talk with the library goes through it and its statements.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/sqlite/statement.h"
#include "base/result.h"

struct sqlite3;

namespace contractwatch::sqlite {

enum class Access {
    read_only,
    read_write,
    rolling_back,  ///< written only to take back what a process that died had not finished
    cache,         ///< read and written, one file without companions, large sorts on the disk
};

/// Of one thread at a time, with all of its statements.
class Connection {
  public:
    /// Opens the file as record.md and SQLite's own advice on hostile files ask. A missing file is made only for
    /// writing.
    static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Statement prepare(std::string_view sql) const;
    /// The statement of that text, prepared once and kept; it is reset when handed out.
    Statement& cached(const std::string& sql) const;
    /// A statement each step of which visits one row of these columns, at most 100, of what stands behind FROM. An
    /// ORDER BY there must be the order in which the table lies: what SQLite had to sort it would visit beforehand. The
    /// visitor must outlive the statement.
    Statement prepare_visits(const std::vector<std::string>& columns, const std::string& from,
                             const RowVisitor& visit) const;
    /// Runs several statements without parameters.
    void execute(const std::string& sql) const;
    std::int64_t number(const std::string& sql) const;
    sqlite3* handle() const { return connection_; }
    const std::string& path() const { return path_; }

    /// From now on this connection refuses to change or drop facts and the schema, whatever SQL it is given.
    void guard_facts();
    /// The one statement by which facts of that table may go, each by its id, though they are guarded. The table's
    /// trigger lets those go that stand in pruned_rows, and no others.
    Statement prepare_deletion(const std::string& table) const;
    /// What a change holds back in memory is written by `write` before anybody reads it: whoever reads a fold calls
    /// settle() first. Without argument nothing is held back any more.
    void hold_back(std::function<void()> write = {}) const { write_held_ = std::move(write); }
    void settle() const {
        if (write_held_) write_held_();
    }
    /// Keeps the -wal and -shm files when the last connection closes, so that readers without write access can still
    /// open.
    void keep_wal_files();
    /// Lets them go again when the last connection closes: what is in them is in the file itself then.
    void let_go_of_wal_files();
    /// From now on a statement fails soon after the token says so.
    void stop_when(std::stop_token token);

  private:
    Connection(sqlite3* connection, std::string path) : connection_(connection), path_(std::move(path)) {}

    sqlite3* connection_;
    std::string path_;
    mutable std::unordered_map<std::string, std::unique_ptr<Statement>> statements_;
    mutable std::function<void()> write_held_;
    mutable std::string deletable_;  ///< the table of which a deletion is being prepared
    std::stop_token stop_;
};

/// For as long as it lives no trigger runs on what the connection does; on others' connections they do. Every statement
/// is prepared anew when it begins and when it ends.
class WithoutTriggers {
  public:
    explicit WithoutTriggers(const Connection& connection);
    ~WithoutTriggers();
    WithoutTriggers(const WithoutTriggers&) = delete;
    WithoutTriggers& operator=(const WithoutTriggers&) = delete;

  private:
    const Connection& connection_;
};

/// Whether the file has a table of that name.
bool has_table(const Connection& connection, std::string_view name);

}  // namespace contractwatch::sqlite
