// The record, open for writing: makes it, checks it, and changes it by one transaction and one entry at a time.
#include "adapters/sqlite/record_store.h"

#include <filesystem>

#include "adapters/sqlite/record_change.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {

RecordStore::RecordStore(std::unique_ptr<Connection> connection, Surroundings surroundings)
    : connection_(std::move(connection)), reader_(*connection_), surroundings_(std::move(surroundings)) {}

namespace {

/// A file that is not ours is not even opened for writing, which would already change it.
Result<void> check_untouched(const std::string& path) {
    std::error_code none;
    if (std::filesystem::file_size(path, none) == 0 || none) return {};
    auto opened = Connection::open(path, Access::read_only);
    if (!opened) return opened.error();
    if (is_blank(**opened)) return {};
    return check_schema(**opened);
}

}  // namespace

Result<std::unique_ptr<RecordStore>> RecordStore::open(const std::string& path, Surroundings surroundings) {
    try {
        if (auto checked = check_untouched(path); !checked) return checked.error();
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
    auto opened = Connection::open(path, Access::read_write);
    if (!opened) return opened.error();
    auto& connection = **opened;
    try {
        if (is_blank(connection)) create_schema(connection, surroundings.random_name());
        if (auto checked = check_schema(connection); !checked) return checked.error();
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
    connection.keep_wal_files();
    connection.guard_facts();
    return std::unique_ptr<RecordStore>{new RecordStore(std::move(*opened), std::move(surroundings))};
}

Result<std::unique_ptr<Change>> RecordStore::begin(const EntryHead& head) {
    const auto last = reader_.last_entries(1);
    auto kept = head;
    if (!last.empty() && head.at < last.front().head.at) {
        const auto& before = last.front().head;
        if (head.clock_given) {
            return conflict("the record already goes up to " + text_of(before.at) +
                            ": give a later time with --now, or use a new database");
        }
        kept.at = before.at;  // the machine's clock went back; recorded_at shows it
        kept.day = before.day;
    }
    return std::unique_ptr<Change>{new RecordChange(*connection_, kept, surroundings_.machine_now())};
}

Result<OpenRecord> open_for_reading(const std::string& path) {
    auto opened = Connection::open(path, Access::read_only);
    if (!opened) return opened.error();
    try {
        if (auto checked = check_schema(**opened); !checked) return checked.error();
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
    OpenRecord open{std::move(*opened), nullptr};
    open.record = std::make_unique<RecordReader>(*open.connection);
    return open;
}

Result<void> copy_record(const std::string& path, const std::string& to) {
    auto opened = open_for_reading(path);
    if (!opened) return opened.error();
    try {
        opened->connection->prepare("VACUUM INTO ?").bind(0, std::string_view{to}).run();
    } catch (const RecordFailure& failure) {
        return unavailable(to + ": the copy could not be written: " + failure.what());
    }
    return {};
}

}  // namespace contractwatch::sqlite
