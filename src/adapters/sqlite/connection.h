// One connection to a SQLite file, and its statements. All of this room's talk with the library goes through here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/facts/row.h"
#include "ports/store.h"

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace contractwatch::sqlite {

/// What was read is no page, or no file, of SQLite's.
class RecordDamaged : public RecordFailure {
  public:
    using RecordFailure::RecordFailure;
};

using Blob = std::vector<unsigned char>;

enum class Access {
    read_only,
    read_write,
    rolling_back,  ///< written only to take back what a process that died had not finished
    cache,         ///< read and written, one file without companions, large sorts on the disk
};

/// A cell where it lies, until the next step.
struct CellView {
    enum class Type { blank, whole, text };

    Type type = Type::blank;
    std::int64_t number = 0;     ///< of a whole number
    std::string_view text = {};  ///< of a text
};

/// All cells of a row where they lie, at the price of looking the row up once. Valid for as long as the row is visited.
class RowView {
  public:
    explicit RowView(std::span<sqlite3_value* const> cells) : cells_(cells) {}

    std::size_t size() const { return cells_.size(); }
    CellView operator[](std::size_t column) const;
    std::int64_t number(std::size_t column) const { return (*this)[column].number; }
    std::string_view bytes(std::size_t column) const;  ///< of a blob

  private:
    std::span<sqlite3_value* const> cells_;
};

/// A prepared statement. Parameters and columns count from 0. Text that is read stays valid until the next step.
class Statement {
  public:
    Statement(sqlite3* connection, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    Statement& bind(int at, std::int64_t number);
    /// The text must outlive the step.
    Statement& bind(int at, std::string_view text);
    Statement& bind_blob(int at, std::span<const unsigned char> bytes);
    Statement& bind_null(int at);
    /// Makes every parameter NULL.
    Statement& unbind();
    Statement& bind(int at, const Value& value);
    /// Binds from parameter `at` on, one after another.
    Statement& bind_all(int at, const std::vector<std::string>& texts);

    /// True while there is a row.
    bool step();
    /// Runs a statement that gives no rows, and makes it ready for the next time. Gives the number of rows changed.
    int run();
    void reset();

    bool null(int column) const;
    bool whole(int column) const;  ///< whether the cell is a whole number
    bool is_blob(int column) const;
    std::int64_t number(int column) const;
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string{text(column)}; }
    Blob blob(int column) const;
    std::string_view bytes(int column) const;  ///< a blob where it lies, until the next step
    CellView cell(int column) const;
    Value value(int column) const;
    void read(int column, Value& value) const;  ///< into a value, whose memory serves again
    int columns() const;
    std::string column_name(int column) const;

  private:
    friend class Connection;
    void check(int code) const;

    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
};

using RowVisitor = std::function<void(const RowView&)>;

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

/// Whether the file has a table of that name.
bool has_table(const Connection& connection, std::string_view name);

/// An identifier as SQL takes it, whatever word it is.
std::string quoted(std::string_view identifier);

}  // namespace contractwatch::sqlite
