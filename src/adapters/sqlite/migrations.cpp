// From an older form of the record to the present one, step by step.
#include "adapters/sqlite/migrations.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

namespace files = std::filesystem;

std::vector<std::string> names_given_by(const Connection& connection, const std::string& sql) {
    auto rows = connection.prepare(sql);
    std::vector<std::string> names;
    while (rows.step())
        names.push_back(rows.string(0));
    return names;
}

std::string joined(const std::vector<std::string>& columns) {
    std::string text;
    for (const auto& column : columns)
        text += (text.empty() ? "" : ", ") + sqlite::quoted(column);
    return text;
}

void drop_views(const Connection& connection) {
    for (const auto& name : names_given_by(
             connection, "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'audit\\_%' ESCAPE '\\'"))
        connection.execute("DROP VIEW " + sqlite::quoted(name));
}

/// Makes those triggers anew that the next form has otherwise. One that is missing, or is not as it was made, stays so:
/// verification tells of it.
void renew_triggers(const Connection& connection, const Migration& step) {
    auto standing = connection.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?");
    for (const auto& each : tables()) {
        const auto before = objects_of(each, step.from);
        const auto after = objects_of(each, step.to());
        for (std::size_t at = 0; at < after.size(); ++at) {
            if (before[at].sql == after[at].sql) continue;
            standing.reset();
            const bool stands = standing.bind(0, std::string_view{after[at].name}).step();
            if (!stands || standing.text(0) != before[at].sql) continue;
            standing.reset();
            connection.execute("DROP TRIGGER " + sqlite::quoted(after[at].name));
            connection.execute(after[at].sql);
        }
    }
}

void take_step(const Connection& connection, const Migration& step) {
    drop_views(connection);
    for (const auto& name : step.tables)
        make_anew(connection, table(name), step.to());
    renew_triggers(connection, step);
    for (const auto& view : views())
        connection.execute(view.sql());
    write_descriptions(connection);
    connection.execute("PRAGMA user_version = " + std::to_string(step.to()));
}

std::uintmax_t size_of(const std::string& path) {
    std::error_code missing;
    const auto size = files::file_size(path, missing);
    return missing ? 0 : size;
}

/// Whether the file is a record of that version which ends where this one ends.
bool is_copy_of(const std::string& file, const OpenRecord& record) {
    const auto opened = open_for_reading(file);
    if (!opened) return false;
    try {
        return opened->record->head() == record.record->head() &&
               version_of(*opened->connection) == version_of(*record.connection);
    } catch (const RecordFailure&) {
        return false;
    }
}

/// What was written to a file, or to a folder as names in it, is on the disk after this.
Result<void> flush(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (flushed) return {};
    return unavailable(path + ": the disk did not confirm the copy of the record; the record was left as it is");
}

Result<void> write_copy(const std::string& path, const std::string& to) {
    const auto part = to + ".part";
    std::error_code fault;
    files::remove(part, fault);  // of a process that died
    if (const auto copied = copy_record(path, part); !copied) {
        files::remove(part, fault);
        return unavailable(path + ": the record must be copied before it is brought to its present form: " +
                           copied.error().message + "; the record was left as it is");
    }
    if (auto flushed = flush(part); !flushed) return flushed;
    files::rename(part, to, fault);
    if (fault) return unavailable(to + ": the copy of the record cannot have this name: " + fault.message());
    return flush(files::absolute(to).parent_path().string());
}

std::string mebibytes(std::uintmax_t bytes) {
    return std::to_string((bytes >> 20U) + 1) + " MiB";
}

}  // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
        {1, "adds the views for auditors"},
        {2,
         "adds why the record of a review was withdrawn, and what is left of rows that go after their retention",
         {"pruned_rows", "reviews", "current_reviews", "told"}},
        {3,
         "adds the view of what was pruned and erased, and the disputes over invoices",
         {"disputes", "current_disputes"}},
        {4,
         "adds outcomes, actions, obligations, primes' returns, interest paid or remitted, Bank Rates and legal "
         "numbers, the ratings given, the figures reported, what the dates of invoices and payments are, and whom to "
         "write to at a supplier",
         {"contracts",     "current_contracts",     "outcomes", "current_outcomes", "actions",    "current_actions",
          "obligations",   "current_obligations",   "returns",  "current_returns",  "bank_rates", "current_bank_rates",
          "legal_numbers", "current_legal_numbers", "ratings",  "reported_figures", "interest",   "current_interest",
          "invoices",      "current_invoices",      "payments", "current_payments"}},
        {5, "adds what is known since of the figures that were reported", {"known_figures"}},
    };
    return all;
}

bool changed_since(const Table& table, int version) {
    return std::ranges::any_of(migrations(), [&](const Migration& step) {
        return step.from >= version && std::ranges::find(step.tables, table.name) != step.tables.end();
    });
}

std::vector<SchemaObject> objects_since(int version) {
    if (version == schema_version) return objects();
    std::vector<SchemaObject> kept;
    for (const auto& each : tables()) {
        if (changed_since(each, version)) continue;
        const auto of_table = objects_of(each, version);
        kept.insert(kept.end(), of_table.begin(), of_table.end());
    }
    return kept;
}

Result<void> check_room(const std::string& path, std::uintmax_t needed, std::uintmax_t available) {
    if (needed <= available) return {};
    return unavailable(path + ": the record is of an older form and must be copied before it is brought to the " +
                       "present one; the copy needs " + mebibytes(needed) + " and the disk has room for " +
                       mebibytes(available) + ": free some space; the record was left as it is");
}

Result<std::string> keep_copy(const std::string& path, int version) {
    const auto record = open_for_reading(path);
    if (!record) return record.error();
    const auto first = path + ".before-version-" + std::to_string(version + 1);
    auto copy = first + ".db";
    for (int number = 2; files::exists(copy); ++number) {
        if (is_copy_of(copy, *record)) return copy;
        copy = first + "-" + std::to_string(number) + ".db";
    }
    std::error_code unknown;
    const auto space = files::space(files::absolute(path).parent_path(), unknown);
    if (!unknown) {
        const auto room = check_room(path, size_of(path) + size_of(path + "-wal"), space.available);
        if (!room) return room.error();
    }
    if (auto written = write_copy(path, copy); !written) return written.error();
    return copy;
}

Result<void> take_steps(const Connection& connection, std::span<const Migration> steps, const BeginStep& begin) {
    connection.execute("PRAGMA foreign_keys = OFF");  // dropping a table would look for rows that point to it
    for (const auto& step : steps) {
        if (version_of(connection) != step.from) continue;
        auto change = begin(step);
        if (!change) return change.error();
        take_step(connection, step);
        (*change)->commit();
    }
    connection.execute("PRAGMA foreign_keys = ON");
    return {};
}

void make_anew(const Connection& connection, const Table& table, int version) {
    const auto made = objects_of(table, version);
    auto kept = columns_in_file(connection, table);
    if (kept.empty()) {
        connection.execute(made.front().sql);
    } else {
        const auto described = table.column_names();
        std::erase_if(kept, [&](const auto& name) { return std::ranges::find(described, name) == described.end(); });
        auto fresh = table;
        fresh.name = "made_anew";
        connection.execute(fresh.sql());
        connection.execute("INSERT INTO made_anew (" + joined(kept) + ") SELECT " + joined(kept) + " FROM " +
                           sqlite::quoted(table.name));
        connection.execute("DROP TABLE " + sqlite::quoted(table.name));
        connection.execute("ALTER TABLE made_anew RENAME TO " + sqlite::quoted(table.name));
    }
    for (auto object = made.begin() + 1; object != made.end(); ++object)
        connection.execute(object->sql);
}

}  // namespace contractwatch::sqlite
