// Binding, stepping and reading, a call of the library's each.
#include "adapters/sqlite/statement.h"

#include <utility>

#include <sqlite3.h>

#include "adapters/sqlite/failure.h"

namespace contractwatch::sqlite {
namespace {

CellView cell_of(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_NULL:
            return {};
        case SQLITE_INTEGER:
            return {CellView::Type::whole, sqlite3_value_int64(value)};
        default:
            break;
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) return {CellView::Type::text};
    return {CellView::Type::text, 0, {text, static_cast<std::size_t>(sqlite3_value_bytes(value))}};
}

}  // namespace

CellView RowView::operator[](std::size_t column) const {
    return cell_of(cells_[column]);
}

std::string_view RowView::bytes(std::size_t column) const {
    const auto* first = static_cast<const char*>(sqlite3_value_blob(cells_[column]));
    return {first, static_cast<std::size_t>(sqlite3_value_bytes(cells_[column]))};
}

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection) {
    check(sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                             &statement_, nullptr));
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}

void Statement::check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail(connection_, code);
}

Statement& Statement::bind(int at, std::int64_t number) {
    check(sqlite3_bind_int64(statement_, at + 1, number));
    return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
    const char* bytes = text.data() != nullptr ? text.data() : "";
    check(sqlite3_bind_text(statement_, at + 1, bytes, static_cast<int>(text.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_blob(int at, std::span<const unsigned char> bytes) {
    check(sqlite3_bind_blob(statement_, at + 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null(int at) {
    check(sqlite3_bind_null(statement_, at + 1));
    return *this;
}

Statement& Statement::unbind() {
    check(sqlite3_clear_bindings(statement_));
    return *this;
}

Statement& Statement::bind(int at, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return bind(at, *number);
    if (const auto* text = std::get_if<std::string>(&value)) return bind(at, std::string_view{*text});
    return bind_null(at);
}

Statement& Statement::bind_all(int at, const std::vector<std::string>& texts) {
    for (const auto& text : texts)
        bind(at++, std::string_view{text});
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3_reset(statement_);
    fail(connection_, code);
}

int Statement::run() {
    step();
    sqlite3_reset(statement_);
    return sqlite3_changes(connection_);
}

void Statement::reset() {
    sqlite3_reset(statement_);
}

bool Statement::null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool Statement::whole(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}

bool Statement::is_blob(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_BLOB;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Blob Statement::blob(int column) const {
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement_, column));
    return bytes == nullptr ? Blob{} : Blob(bytes, bytes + sqlite3_column_bytes(statement_, column));
}

std::string_view Statement::bytes(int column) const {
    const auto* first = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

/// By one call into the row: each of SQLite's functions for a column looks it up anew.
CellView Statement::cell(int column) const {
    return cell_of(sqlite3_column_value(statement_, column));
}

Value Statement::value(int column) const {
    Value value;
    read(column, value);
    return value;
}

void Statement::read(int column, Value& value) const {
    const auto here = cell(column);
    switch (here.type) {
        case CellView::Type::blank:
            value = {};
            return;
        case CellView::Type::whole:
            value = here.number;
            return;
        case CellView::Type::text:
            break;
    }
    if (auto* words = std::get_if<std::string>(&value)) {
        *words = here.text;
    } else {
        value = std::string{here.text};
    }
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

std::string Statement::column_name(int column) const {
    return sqlite3_column_name(statement_, column);
}

std::string quoted(std::string_view identifier) {
    std::string text = "\"";
    for (const char letter : identifier) {
        text += letter;
        if (letter == '"') text += letter;
    }
    return text + '"';
}

}  // namespace contractwatch::sqlite
