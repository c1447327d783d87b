// The record, open for writing: makes it, checks it, and changes it by one transaction and one entry at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/record_reader.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

/// What the store needs of the machine: its clock for `recorded_at`, a random name for a new record, and who opens the
/// record for which moment, where it must be brought to its present form first.
struct Surroundings {
    std::function<Instant()> machine_now;
    std::function<std::string()> random_name;
    std::function<EntryHead()> opening = {};  ///< none: the service, at the moment of the last entry
};

/// That a record of an older form was brought to the present one, and where it lies as it was.
struct Migrated {
    int from = 0;
    int to = 0;
    std::string copy;
};

class RecordStore : public Store {
  public:
    /// Opens the record of that path, making it where there is none, and bringing it to the present form where it is
    /// of an older one (migrations.h). The caller holds the writer's lock.
    /// A newer form, another program's file and damage are told in words, and the file is left as it was.
    static Result<std::unique_ptr<RecordStore>> open(const std::string& path, Surroundings surroundings);

    const Record& record() const override { return reader_; }
    Result<std::unique_ptr<Change>> begin(const EntryHead& head) override;
    bool wipe_deleted() override;
    const Connection& connection() const { return *connection_; }
    /// What opening made of an older form; nothing where the record had the present one.
    const std::optional<Migrated>& migrated() const { return migrated_; }

  private:
    RecordStore(std::unique_ptr<Connection> connection, Surroundings surroundings);

    /// The head as an entry after the last one can have it.
    Result<EntryHead> following(const EntryHead& head) const;
    EntryHead opening_head() const;
    /// Copies the record, and brings it from that version to the present one.
    Result<void> migrate(int from);

    std::unique_ptr<Connection> connection_;
    RecordReader reader_;
    Surroundings surroundings_;
    std::optional<Migrated> migrated_;
};

/// A connection that only reads the record, of whatever form, with nothing beside what the file holds.
Result<std::unique_ptr<Connection>> open_as_it_is(const std::string& path);

/// The record opened for reading only, with its connection; tables of an older form are found as described now.
struct OpenRecord {
    std::unique_ptr<Connection> connection;
    std::unique_ptr<RecordReader> record;
};
Result<OpenRecord> open_for_reading(const std::string& path);

/// Writes a whole, consistent copy of the record to a file that does not exist yet, while others write. Fails soon
/// after `stop` says so, and where it fails it may leave a part of the file.
Result<void> copy_record(const std::string& path, const std::string& to, const std::stop_token& stop = {});

}  // namespace contractwatch::sqlite
