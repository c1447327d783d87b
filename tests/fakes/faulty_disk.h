// A disk that goes wrong where a test says: a VFS of SQLite that stands before the machine's own.
//
// It counts what changes a disk (write, truncate, sync, open, delete, and shared memory being mapped) and lets the n-th
// of these fail, once or from there on. It also keeps a log of what was written, from which `DiskAfterCut` makes what a
// disk holds after the power went: what was synced, and of the rest as much as one likes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sqlite3.h>

namespace contractwatch::fakes {

enum class DiskFault {
    full,   ///< no room: SQLITE_FULL where something is written
    broken  ///< the device refuses: SQLITE_IOERR_WRITE
};

enum class Lasting { once, from_there_on };

/// One step of the disk's life.
struct DiskStep {
    enum class Kind { write, truncate, sync, remove };

    Kind kind = Kind::sync;
    std::string path;
    sqlite3_int64 at = 0;  ///< where the bytes go; the new size of a file that is cut
    std::string bytes = {};
};

inline std::string bytes_on_disk(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// SQLite's default file system while it lives. One at a time.
class FaultyDisk {
  public:
    FaultyDisk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
        vfs_.pNext = nullptr;
        vfs_.zName = "faulty_disk";
        vfs_.pAppData = this;
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.xOpen = open;
        vfs_.xDelete = remove;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~FaultyDisk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_, 1);
    }
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// From now on steps are counted from 1, and that one fails; 0: none does.
    void fail(int at, Lasting lasting, DiskFault fault) {
        const std::lock_guard guard{mutex_};
        steps_ = 0;
        fail_at_ = at;
        lasting_ = lasting;
        fault_ = fault;
    }
    void mend() { fail(0, Lasting::once, fault_); }
    int steps() const { return steps_; }
    /// Whether the step that was to fail has been reached.
    bool failed() const { return fail_at_ > 0 && steps_ >= fail_at_; }

    /// Begins a log of what is done to the files from now on.
    void keep_log() {
        keeps_log_ = true;
        log_.clear();
    }
    const std::vector<DiskStep>& log() const { return log_; }

  private:
    struct File {
        sqlite3_file file;
        FaultyDisk* disk;
        std::string* path;  ///< nothing of a file without a name
        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };

    static FaultyDisk& of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }
    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

    /// Counts a step; true where it is one that fails.
    bool fails() {
        const std::lock_guard guard{mutex_};
        ++steps_;
        if (fail_at_ == 0) return false;
        return lasting_ == Lasting::once ? steps_ == fail_at_ : steps_ >= fail_at_;
    }
    int refusal(int broken) const { return fault_ == DiskFault::full ? SQLITE_FULL : broken; }
    void note(DiskStep step) {
        const std::lock_guard guard{mutex_};
        if (keeps_log_) log_.push_back(std::move(step));
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
        auto& disk = of(vfs);
        auto& opened = of(file);
        opened.file.pMethods = nullptr;
        if (disk.fails()) return SQLITE_CANTOPEN;
        const int code = disk.real_->xOpen(disk.real_, name, opened.real(), flags, given);
        if (code != SQLITE_OK) return code;
        opened.disk = &disk;
        opened.path = name != nullptr ? new std::string{name} : nullptr;
        opened.file.pMethods = &methods();
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
        auto& disk = of(vfs);
        if (disk.fails()) return SQLITE_IOERR_DELETE;
        disk.note({DiskStep::Kind::remove, name});
        return disk.real_->xDelete(disk.real_, name, sync_folder);
    }
    static int close(sqlite3_file* file) {
        auto& closed = of(file);
        delete std::exchange(closed.path, nullptr);
        return closed.real()->pMethods->xClose(closed.real());
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
        auto& to = of(file);
        if (to.disk->fails()) return to.disk->refusal(SQLITE_IOERR_WRITE);
        if (to.path != nullptr) {
            to.disk->note({DiskStep::Kind::write, *to.path, at,
                           std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))});
        }
        return to.real()->pMethods->xWrite(to.real(), bytes, count, at);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        auto& cut = of(file);
        if (cut.disk->fails()) return SQLITE_IOERR_TRUNCATE;
        if (cut.path != nullptr) cut.disk->note({DiskStep::Kind::truncate, *cut.path, size});
        return cut.real()->pMethods->xTruncate(cut.real(), size);
    }
    /// The machine keeps its power, so nothing need really be synced: that is what makes thousands of runs quick.
    static int sync(sqlite3_file* file, int) {
        auto& synced = of(file);
        if (synced.disk->fails()) return SQLITE_IOERR_FSYNC;
        if (synced.path != nullptr) synced.disk->note({DiskStep::Kind::sync, *synced.path});
        return SQLITE_OK;
    }
    static int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
        auto& shared = of(file);
        if (extend != 0 && shared.disk->fails()) return SQLITE_IOERR_SHMSIZE;
        return shared.real()->pMethods->xShmMap(shared.real(), region, size, extend, memory);
    }

    /// Hands a call on as it is.
    template <auto method>
    struct HandOn;
    template <class... Arguments, int (*sqlite3_io_methods::*method)(sqlite3_file*, Arguments...)>
    struct HandOn<method> {
        static int call(sqlite3_file* file, Arguments... arguments) {
            auto* real = of(file).real();
            return (real->pMethods->*method)(real, arguments...);
        }
    };
    static void shared_barrier(sqlite3_file* file) { of(file).real()->pMethods->xShmBarrier(of(file).real()); }

    static const sqlite3_io_methods& methods() {
        static const sqlite3_io_methods all{
            2,
            close,
            HandOn<&sqlite3_io_methods::xRead>::call,
            write,
            truncate,
            sync,
            HandOn<&sqlite3_io_methods::xFileSize>::call,
            HandOn<&sqlite3_io_methods::xLock>::call,
            HandOn<&sqlite3_io_methods::xUnlock>::call,
            HandOn<&sqlite3_io_methods::xCheckReservedLock>::call,
            HandOn<&sqlite3_io_methods::xFileControl>::call,
            HandOn<&sqlite3_io_methods::xSectorSize>::call,
            HandOn<&sqlite3_io_methods::xDeviceCharacteristics>::call,
            map_shared,
            HandOn<&sqlite3_io_methods::xShmLock>::call,
            shared_barrier,
            HandOn<&sqlite3_io_methods::xShmUnmap>::call,
            nullptr,
            nullptr,
        };
        return all;
    }

    sqlite3_vfs* real_;
    sqlite3_vfs vfs_;
    std::mutex mutex_;
    int steps_ = 0;
    int fail_at_ = 0;
    Lasting lasting_ = Lasting::once;
    DiskFault fault_ = DiskFault::full;
    bool keeps_log_ = false;
    std::vector<DiskStep> log_;
};

/// What a disk holds when the power goes amidst a log: everything up to the last sync of each file, and of the steps
/// since then those that had reached it. That a file was removed is taken to be on the disk at once.
class DiskAfterCut {
  public:
    /// Before the log's first step.
    explicit DiskAfterCut(std::map<std::string, std::string> files) : synced_(std::move(files)) {}

    /// The log's next step.
    void go_on(const DiskStep& step) {
        switch (step.kind) {
            case DiskStep::Kind::write:
            case DiskStep::Kind::truncate:
                unsynced_.push_back(step);
                return;
            case DiskStep::Kind::sync:
                for (const auto& each : unsynced_)
                    if (each.path == step.path) reach(synced_[step.path], each);
                break;
            case DiskStep::Kind::remove:
                synced_.erase(step.path);
                break;
        }
        std::erase_if(unsynced_, [&](const DiskStep& each) { return each.path == step.path; });
    }

    std::size_t unsynced() const { return unsynced_.size(); }

    /// The files, each with its bytes, where of the unsynced steps those reached the disk that `reached` says, by their
    /// number from 0.
    template <class Reached>
    std::map<std::string, std::string> files(Reached reached) const {
        auto files = synced_;
        for (std::size_t at = 0; at < unsynced_.size(); ++at)
            if (reached(at)) reach(files[unsynced_[at].path], unsynced_[at]);
        return files;
    }

  private:
    static void reach(std::string& file, const DiskStep& step) {
        const auto at = static_cast<std::size_t>(step.at);
        if (step.kind == DiskStep::Kind::truncate) return file.resize(at);
        file.resize(std::max(file.size(), at + step.bytes.size()));
        std::memcpy(file.data() + at, step.bytes.data(), step.bytes.size());
    }

    std::map<std::string, std::string> synced_;
    std::vector<DiskStep> unsynced_;
};

}  // namespace contractwatch::fakes
