// The record, open for writing: makes it, checks it, and changes it by one transaction and one entry at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/record_reader.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

/// What the store needs of the machine: its clock for `recorded_at`, and a random name for a new record.
struct Surroundings {
    std::function<Instant()> machine_now;
    std::function<std::string()> random_name;
};

class RecordStore : public Store {
  public:
    /// Opens the record of that path, making it where there is none. The caller holds the writer's lock.
    /// A newer form, another program's file and damage are told in words, and the file is left as it was.
    static Result<std::unique_ptr<RecordStore>> open(const std::string& path, Surroundings surroundings);

    const Record& record() const override { return reader_; }
    Result<std::unique_ptr<Change>> begin(const EntryHead& head) override;
    const Connection& connection() const { return *connection_; }

  private:
    RecordStore(std::unique_ptr<Connection> connection, Surroundings surroundings);

    std::unique_ptr<Connection> connection_;
    RecordReader reader_;
    Surroundings surroundings_;
};

/// The record opened for reading only, with its connection.
struct OpenRecord {
    std::unique_ptr<Connection> connection;
    std::unique_ptr<RecordReader> record;
};
Result<OpenRecord> open_for_reading(const std::string& path);

/// Writes a whole, consistent copy of the record to a file that does not exist yet, while others write.
Result<void> copy_record(const std::string& path, const std::string& to);

}  // namespace contractwatch::sqlite
