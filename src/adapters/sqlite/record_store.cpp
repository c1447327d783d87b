// The record, open for writing: makes it, checks it, and changes it by one transaction and one entry at a time.
#include "adapters/sqlite/record_store.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "adapters/sqlite/migrations.h"
#include "adapters/sqlite/record_change.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {

RecordStore::RecordStore(std::unique_ptr<Connection> connection, Surroundings surroundings)
    : connection_(std::move(connection)), reader_(*connection_), surroundings_(std::move(surroundings)) {}

namespace {

/// What is known of a file before it is opened for writing.
struct Found {
    bool record = false;
    int version = 0;
};

bool holds_something(const std::string& path) {
    std::error_code none;
    return std::filesystem::file_size(path, none) > 0 && !none;
}

/// A number of four bytes as it stands in SQLite's files; nothing where the file is shorter.
std::optional<std::uint32_t> number_in(const std::string& path, std::streamoff at) {
    std::array<char, 4> bytes{};
    std::ifstream file{path, std::ios::binary};
    file.seekg(at).read(bytes.data(), bytes.size());
    if (!file) return std::nullopt;
    std::uint32_t number = 0;
    for (const char byte : bytes)
        number = number << 8U | static_cast<unsigned char>(byte);
    return number;
}

/// Whether a kill or a full disk left a journal beside the file, which only a writer can roll back, and the file is
/// ours to be rolled back: its head says that it is a record, or the journal that it was empty before.
bool left_amidst_a_write(const std::string& path) {
    constexpr std::streamoff application_id_at = 68;
    constexpr std::streamoff pages_before_at = 16;
    const auto journal = path + "-journal";
    if (!holds_something(journal)) return false;
    return number_in(path, application_id_at) == application_id || number_in(journal, pages_before_at) == 0;
}

/// A file that is not ours is not even opened for writing, which would already change it. But a process may have died
/// while it made a record of a copy, which is no WAL database; what it had begun is taken back, as any reader would.
Result<Found> look_at(const std::string& path) {
    if (!holds_something(path)) return Found{};
    if (left_amidst_a_write(path)) {
        if (auto opened = Connection::open(path, Access::rolling_back); !opened) return opened.error();
    }
    auto opened = Connection::open(path, Access::read_only);
    if (!opened) return opened.error();
    if (is_blank(**opened)) return Found{};
    if (auto checked = check_schema(**opened); !checked) return checked.error();
    return Found{true, version_of(**opened)};
}

}  // namespace

Result<std::unique_ptr<RecordStore>> RecordStore::open(const std::string& path, Surroundings surroundings) {
    try {
        const auto found = look_at(path);
        if (!found) return found.error();
        auto opened = Connection::open(path, Access::read_write);
        if (!opened) return opened.error();
        if (is_blank(**opened)) create_schema(**opened, surroundings.random_name());
        std::unique_ptr<RecordStore> store{new RecordStore(std::move(*opened), std::move(surroundings))};
        if (found->record && found->version < schema_version) {
            if (auto migrated = store->migrate(found->version); !migrated) return migrated.error();
        }
        store->connection_->keep_wal_files();
        store->connection_->guard_facts();
        return store;
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
}

Result<void> RecordStore::migrate(int from) {
    const auto opening = following(opening_head());
    if (!opening) return opening.error();
    const auto copy = keep_copy(connection_->path(), from);
    if (!copy) return copy.error();
    const auto begin = [&](const Migration& step) {
        auto head = *opening;
        head.what = "migrated";
        head.subject = "version " + std::to_string(step.to());
        head.detail = {{"from", std::int64_t{step.from}},
                       {"to", std::int64_t{step.to()}},
                       {"does", step.does},
                       {"copy", std::filesystem::path{*copy}.filename().string()}};
        return this->begin(head);
    };
    if (auto taken = take_steps(*connection_, migrations(), begin); !taken) return taken;
    migrated_ = Migrated{from, schema_version, *copy};
    return {};
}

EntryHead RecordStore::opening_head() const {
    if (surroundings_.opening) return surroundings_.opening();
    const auto last = reader_.last_entries(1);
    EntryHead head;
    head.at = last.empty() ? surroundings_.machine_now() : last.front().head.at;
    head.day = last.empty() ? Date{} : last.front().head.day;
    head.clock_given = !last.empty() && last.front().head.clock_given;
    head.who = "service";
    return head;
}

Result<EntryHead> RecordStore::following(const EntryHead& head) const {
    const auto last = reader_.last_entries(1);
    if (last.empty() || head.at >= last.front().head.at) return head;
    const auto& before = last.front().head;
    if (head.clock_given) {
        return conflict("the record already goes up to " + text_of(before.at) +
                        ": give a later time with --now, or use a new database");
    }
    auto kept = head;
    kept.at = before.at;  // the machine's clock went back; recorded_at shows it
    kept.day = before.day;
    return kept;
}

Result<std::unique_ptr<Change>> RecordStore::begin(const EntryHead& head) {
    const auto kept = following(head);
    if (!kept) return kept.error();
    return std::unique_ptr<Change>{new RecordChange(*connection_, *kept, head.at, surroundings_.machine_now())};
}

/// SQLite overwrites what is deleted, and the checkpoint brings that into the file itself.
bool RecordStore::wipe_deleted() {
    try {
        return connection_->number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    } catch (const DurabilityLost&) {
        throw;
    } catch (const RecordFailure&) {
        return false;  // what was committed stands
    }
}

Result<std::unique_ptr<Connection>> open_as_it_is(const std::string& path) {
    auto opened = Connection::open(path, Access::read_only);
    if (!opened) return opened.error();
    try {
        if (auto checked = check_schema(**opened); !checked) return checked.error();
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
    return opened;
}

Result<OpenRecord> open_for_reading(const std::string& path) {
    auto opened = open_as_it_is(path);
    if (!opened) return opened.error();
    try {
        stand_in_for_columns(**opened);
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
    OpenRecord open{std::move(*opened), nullptr};
    open.record = std::make_unique<RecordReader>(*open.connection);
    return open;
}

Result<void> copy_record(const std::string& path, const std::string& to, const std::stop_token& stop) {
    const auto opened = open_as_it_is(path);
    if (!opened) return opened.error();
    (*opened)->stop_when(stop);
    try {
        (*opened)->prepare("VACUUM INTO ?").bind(0, std::string_view{to}).run();
    } catch (const RecordFailure& failure) {
        return unavailable(to + ": the copy could not be written: " + failure.what());
    }
    return {};
}

}  // namespace contractwatch::sqlite
