// One connection to a SQLite file: how it is opened, and what it permits.
#include "adapters/sqlite/connection.h"

#include <exception>

#include <sqlite3.h>

#include "adapters/sqlite/failure.h"

namespace contractwatch::sqlite {
namespace {

/// What a connection may do once the schema stands: add facts, keep folds, and nothing else, but for a deletion that is
/// just being prepared.
int permit(void* deletable, int action, const char* table, const char*, const char*, const char*) {
    const std::string_view name = table != nullptr ? table : "";
    const bool fold = name.starts_with("current_") || name.starts_with("sqlite_temp") || name == "message_bodies";
    switch (action) {
        case SQLITE_DELETE:
            return fold || name == *static_cast<const std::string*>(deletable) ? SQLITE_OK : SQLITE_DENY;
        case SQLITE_UPDATE:
            return fold ? SQLITE_OK : SQLITE_DENY;
        case SQLITE_ALTER_TABLE:
        case SQLITE_ATTACH:
        case SQLITE_DETACH:
        case SQLITE_CREATE_TABLE:
        case SQLITE_CREATE_TRIGGER:
        case SQLITE_CREATE_INDEX:
        case SQLITE_CREATE_VIEW:
        case SQLITE_DROP_TABLE:
        case SQLITE_DROP_TRIGGER:
        case SQLITE_DROP_INDEX:
        case SQLITE_DROP_VIEW:
            return SQLITE_DENY;
        default:
            return SQLITE_OK;
    }
}

constexpr const char* settings_for_all = R"(
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
    PRAGMA busy_timeout = 5000;
)";

constexpr const char* settings_for_writing = R"(
    PRAGMA page_size = 8192;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA journal_size_limit = 4194304;
    PRAGMA secure_delete = ON;
)";

constexpr const char* settings_for_cache = R"(
    PRAGMA journal_mode = TRUNCATE;
    PRAGMA temp_store = FILE;
)";

const char* settings_for(Access access) {
    switch (access) {
        case Access::read_only:
        case Access::rolling_back:
            return "";
        case Access::read_write:
            return settings_for_writing;
        case Access::cache:
            return settings_for_cache;
    }
    return "";
}

void harden(sqlite3* connection) {
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
}

/// Makes a checkpoint where the -wal file has grown, as SQLite would by itself. But SQLite drops what becomes of it,
/// and a sync that failed must not pass unseen: the statement that committed fails with it, though what it committed
/// stands.
int make_checkpoint(void*, sqlite3* connection, const char* schema, int frames) {
    constexpr int frames_between = 1'000;
    if (frames < frames_between) return SQLITE_OK;
    const int code = sqlite3_wal_checkpoint_v2(connection, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return is_lost_sync(code) ? code : SQLITE_OK;
}

/// Counting it takes a lock at each piece, for figures that nobody asks for.
void count_no_memory() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // refused where SQLite is in use already
    static_cast<void>(done);
}

constexpr const char* visitor_type = "contractwatch row visitor";

/// The SQL function visit_row(visitor, cells...). No exception may pass through SQLite.
void visit_row(sqlite3_context* context, int count, sqlite3_value** values) {
    const std::span<sqlite3_value* const> given{values, static_cast<std::size_t>(count)};
    void* const pointer = given.empty() ? nullptr : sqlite3_value_pointer(given.front(), visitor_type);
    const auto* visit = static_cast<const RowVisitor*>(pointer);
    if (visit == nullptr) return sqlite3_result_error(context, "visit_row is this program's own", -1);
    try {
        (*visit)(RowView{given.subspan(1)});
    } catch (const std::exception& failure) {
        sqlite3_result_error(context, failure.what(), -1);
    }
}

/// Not to be called by the schema of a file, whoever made it.
void define_visits(sqlite3* connection) {
    sqlite3_create_function_v2(connection, "visit_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, visit_row,
                               nullptr, nullptr, nullptr);
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access) {
    sqlite3* handle = nullptr;
    const int flags =
        (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
        SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    count_no_memory();
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    std::unique_ptr<Connection> connection{new Connection(handle, path)};
    if (code != SQLITE_OK) {
        return unavailable(path + ": the record cannot be opened (" + sqlite3_errstr(code) +
                           "): check that its folder exists, that it is a plain file and no symbolic link, and that "
                           "it may be " +
                           (access == Access::read_only ? "read" : "read and written"));
    }
    try {
        harden(handle);
        define_visits(handle);
        connection->execute(settings_for_all);
        connection->execute(settings_for(access));
        if (access == Access::read_write) sqlite3_wal_hook(handle, make_checkpoint, nullptr);
        if (access == Access::read_only) sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        connection->number("SELECT count(*) FROM sqlite_schema");  // a damaged header shows here, not later
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
    return connection;
}

Connection::~Connection() {
    statements_.clear();
    sqlite3_close_v2(connection_);
}

Statement Connection::prepare(std::string_view sql) const {
    return Statement{connection_, sql};
}

Statement& Connection::cached(const std::string& sql) const {
    auto& kept = statements_[sql];
    if (!kept) kept = std::make_unique<Statement>(connection_, sql);
    kept->reset();
    return *kept;
}

Statement Connection::prepare_visits(const std::vector<std::string>& columns, const std::string& from,
                                     const RowVisitor& visit) const {
    std::string sql = "SELECT visit_row(?";
    for (const auto& column : columns)
        sql += ", " + quoted(column);
    auto statement = prepare(sql + ") FROM " + from);
    auto* const visitor = const_cast<RowVisitor*>(&visit);  // NOLINT: handed back as it was
    statement.check(sqlite3_bind_pointer(statement.statement_, 1, visitor, visitor_type, nullptr));
    return statement;
}

void Connection::execute(const std::string& sql) const {
    const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(connection_, code);
}

std::int64_t Connection::number(const std::string& sql) const {
    auto statement = prepare(sql);
    return statement.step() ? statement.number(0) : 0;
}

void Connection::guard_facts() {
    sqlite3_set_authorizer(connection_, permit, &deletable_);
}

Statement Connection::prepare_deletion(const std::string& table) const {
    deletable_ = table;
    auto deletion = prepare("DELETE FROM " + quoted(table) + " WHERE id = ?");
    deletable_.clear();
    return deletion;
}

void Connection::keep_wal_files() {
    int keep = 1;
    sqlite3_file_control(connection_, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

void Connection::let_go_of_wal_files() {
    int keep = 0;
    sqlite3_file_control(connection_, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

void Connection::stop_when(std::stop_token token) {
    constexpr int steps_between_looks = 1'000;
    stop_ = std::move(token);
    const auto look = [](void* stop) { return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0; };
    sqlite3_progress_handler(connection_, steps_between_looks, look, &stop_);
}

WithoutTriggers::WithoutTriggers(const Connection& connection) : connection_(connection) {
    sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
}

WithoutTriggers::~WithoutTriggers() {
    sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
}

bool has_table(const Connection& connection, std::string_view name) {
    auto row = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    return row.bind(0, name).step();
}

}  // namespace contractwatch::sqlite
