// The file system on which the record lies.
#include "adapters/system/disk_of_record.h"

#include <filesystem>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace contractwatch {

std::optional<std::int64_t> DiskOfRecord::free_bytes() const {
    struct statvfs room {};
    const auto folder = std::filesystem::absolute(database_).parent_path();
    if (::statvfs(folder.c_str(), &room) != 0) return std::nullopt;
    return static_cast<std::int64_t>(room.f_bavail) * static_cast<std::int64_t>(room.f_frsize);
}

bool DiskOfRecord::take_ballast() {
    std::error_code missing;
    const auto there = std::filesystem::file_size(ballast_, missing);
    if (!missing && static_cast<std::int64_t>(there) == bytes_) return true;
    throw_off_ballast();
    if (bytes_ == 0) return true;
    const int file = ::open(ballast_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    const bool made = file >= 0 && ::posix_fallocate(file, 0, bytes_) == 0;
    if (file >= 0) ::close(file);
    if (!made) throw_off_ballast();
    return made;
}

void DiskOfRecord::throw_off_ballast() {
    std::error_code missing;
    std::filesystem::remove(ballast_, missing);
}

}  // namespace contractwatch
