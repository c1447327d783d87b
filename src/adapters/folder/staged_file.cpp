// A file on its way to its place, by fsync and rename.
#include "adapters/folder/staged_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace contractwatch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".tmp";
constexpr std::array<std::string_view, 3> companions{"-journal", "-wal", "-shm"};
constexpr std::size_t piece = 1024 * 1024;

/// What the system says of its last failure, about a path.
Error cannot(const std::string& what, const std::string& path) {
    const int number = errno;
    const auto code = number == EACCES || number == EPERM ? ErrorCode::refused : ErrorCode::unavailable;
    return {code, path + " cannot be " + what + ": " + std::generic_category().message(number)};
}

/// An open file, closed with its holder.
class OpenFile {
  public:
    explicit OpenFile(int number) : number_(number) {}
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

  private:
    int number_;
};

bool write_all(int file, const char* bytes, std::size_t count) {
    while (count > 0) {
        const auto written = ::write(file, bytes, count);
        if (written < 0 && errno != EINTR) return false;
        if (written <= 0) continue;
        bytes += written;
        count -= static_cast<std::size_t>(written);
    }
    return true;
}

std::string hidden_beside(const fs::path& place) {
    const auto name = "." + place.filename().string() + "." + std::to_string(::getpid()) + std::string{ending};
    return (place.parent_path() / name).string();
}

void remove_with_companions(const std::string& path) {
    ::unlink(path.c_str());
    for (const auto companion : companions)
        ::unlink((path + std::string{companion}).c_str());
}

}  // namespace

StagedFile::StagedFile(const fs::path& place) : place_(place.string()), path_(hidden_beside(place)) {
    remove_with_companions(path_);
}

StagedFile::~StagedFile() {
    remove_with_companions(path_);
}

Result<void> StagedFile::fill_from(int file) const {
    constexpr mode_t readable_by_the_group = 0640;
    const OpenFile to{
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, readable_by_the_group)};
    if (!to.open()) return cannot("made", path_);
    std::vector<char> bytes(piece);
    for (off_t from = 0;;) {
        const auto count = ::pread(file, bytes.data(), bytes.size(), from);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot("copied", place_);
        if (count == 0) return {};
        if (!write_all(to.number(), bytes.data(), static_cast<std::size_t>(count))) return cannot("written", path_);
        from += count;
    }
}

Result<void> StagedFile::fill_from(const std::string& file) const {
    const OpenFile from{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!from.open()) return cannot("read", file);
    return fill_from(from.number());
}

Result<void> StagedFile::seal(mode_t mode) const {
    const OpenFile file{::open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (!file.open()) return cannot("opened", path_);
    if (::fchmod(file.number(), mode) != 0) return cannot("given its mode", path_);
    if (::fsync(file.number()) != 0) return cannot("brought to the disk", path_);
    return {};
}

Result<void> StagedFile::give_to(uid_t user, gid_t group) const {
    struct stat about {};
    if (::stat(path_.c_str(), &about) != 0) return cannot("looked at", path_);
    if (about.st_uid == user && about.st_gid == group) return {};
    return ::chown(path_.c_str(), user, group) == 0 ? Result<void>{} : cannot("given to its owner", path_);
}

Result<void> StagedFile::appear() const {
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, place_.c_str(), RENAME_NOREPLACE) == 0)
        return synchronise_folder_of(place_);
    if (errno == EEXIST) return refused(place_ + " exists already, and a copy never takes the place of a file");
    // Some network file systems know no such rename; a link does not replace either.
    if (errno == EINVAL && ::link(path_.c_str(), place_.c_str()) == 0) return synchronise_folder_of(place_);
    return cannot("given its name", place_);
}

Result<void> StagedFile::replace() const {
    if (::rename(path_.c_str(), place_.c_str()) != 0) return cannot("given its name", place_);
    return synchronise_folder_of(place_);
}

std::optional<std::string_view> StagedFile::name_behind(std::string_view staged) {
    for (const auto companion : companions) {
        if (staged.ends_with(companion)) staged.remove_suffix(companion.size());
    }
    if (!staged.starts_with('.') || !staged.ends_with(ending)) return std::nullopt;
    staged.remove_prefix(1);
    staged.remove_suffix(ending.size());
    const auto dot = staged.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == staged.size()) return std::nullopt;
    const auto process = staged.substr(dot + 1);
    if (process.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return staged.substr(0, dot);
}

Result<void> synchronise_folder_of(const fs::path& file) {
    const auto folder = file.parent_path().empty() ? std::string{"."} : file.parent_path().string();
    const OpenFile open_folder{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!open_folder.open() || ::fsync(open_folder.number()) != 0) return cannot("brought to the disk", folder);
    return {};
}

}  // namespace contractwatch
