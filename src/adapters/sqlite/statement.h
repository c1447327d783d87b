// A prepared statement of SQLite's, and the cells of its rows.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts/row.h"

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace contractwatch::sqlite {

using Blob = std::vector<unsigned char>;

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

/// An identifier as SQL takes it, whatever word it is.
std::string quoted(std::string_view identifier);

}  // namespace contractwatch::sqlite
