// The writer's lock: one process at a time writes a record, and the others can see who and how to reach it
// (docs/decisions/0001-record.md, section 7).
//
// The lock is taken on the file `<database>.lock`, which stays; its text names the process. The system lets go of it
// when the process ends, however it ends, so a file without a lock on it means nobody.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

#include "base/result.h"

namespace contractwatch {

enum class Writer { service, command };

/// Who holds a lock. The process is 0 where it has not written its name yet.
struct LockHolder {
    pid_t process = 0;
    Writer writer = Writer::command;
    std::filesystem::path socket = {};  ///< where a service takes commands; empty: nowhere

    std::string text() const;  ///< "the service (process 123)"
};

class WriterLock {
  public:
    /// Takes the lock, or says who holds it (conflict). A record on a network file system is refused: neither locks nor
    /// SQLite's shared memory can be relied upon there.
    static Result<WriterLock> take(const std::filesystem::path& database, Writer writer,
                                   const std::filesystem::path& socket = {});

    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

  private:
    explicit WriterLock(int file) : file_(file) {}
    void let_go();
    int file_ = -1;
};

/// Who holds the record's lock now; nobody also where there is no lock file or this user may not read it.
std::optional<LockHolder> lock_holder(const std::filesystem::path& database);

/// The name of the network file system, where the magic number of statfs and (for FUSE) the type of the mount are such
/// a one's; else empty.
std::string network_file_system(long magic, const std::string& mount_type);

}  // namespace contractwatch
