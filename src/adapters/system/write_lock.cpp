// The lock by an open file description (fcntl F_OFD_SETLK), which other threads and files of this process cannot lose.
#include "adapters/system/write_lock.h"

#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace contractwatch {
namespace {

struct NetworkFileSystem {
    long magic;
    std::string_view name;
};

constexpr long cifs_magic = 0xFF534D42;
constexpr std::array network_file_systems{
    NetworkFileSystem{NFS_SUPER_MAGIC, "NFS"},   NetworkFileSystem{cifs_magic, "CIFS"},
    NetworkFileSystem{0xFE534D42, "SMB"},        NetworkFileSystem{SMB_SUPER_MAGIC, "SMB"},
    NetworkFileSystem{CEPH_SUPER_MAGIC, "Ceph"}, NetworkFileSystem{AFS_SUPER_MAGIC, "AFS"}};

/// Beside the file itself, whatever link led to it, so that one record has one lock.
std::filesystem::path lock_file(const std::filesystem::path& database) {
    std::error_code no_matter;
    const auto real = std::filesystem::weakly_canonical(database, no_matter);
    return (real.empty() ? database : real).string() + ".lock";
}

std::string reason() {
    return std::generic_category().message(errno);
}

struct flock whole_file(short type) {
    struct flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

/// The type of the mount that the folder is on, such as fuse.sshfs; empty where that cannot be told.
std::string mount_type_of(const std::filesystem::path& folder) {
    struct stat about {};
    if (stat(folder.c_str(), &about) != 0) return {};
    const auto device = std::to_string(major(about.st_dev)) + ":" + std::to_string(minor(about.st_dev));
    std::ifstream mounts{"/proc/self/mountinfo"};
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words{line};
        std::string id, parent, mount_device, word, type;
        words >> id >> parent >> mount_device;
        if (mount_device != device) continue;
        while (words >> word && word != "-")
            continue;
        words >> type;
        return type;
    }
    return {};
}

Result<void> check_file_system(const std::filesystem::path& folder) {
    struct statfs about {};
    if (statfs(folder.c_str(), &about) != 0) {
        return not_found("The record's folder " + folder.string() + " cannot be reached: " + reason() +
                         ". Create it, or name another database.");
    }
    const auto name = network_file_system(about.f_type, mount_type_of(folder));
    if (name.empty()) return {};
    return refused("The record may not lie on a network file system, and " + folder.string() + " is on " + name +
                   ": locks and SQLite's shared memory cannot be relied upon there. Put it on a local disk and send "
                   "copies of it to the network.");
}

std::string text_of_file(int file) {
    std::array<char, 4096> text{};
    const auto length = pread(file, text.data(), text.size(), 0);
    return length > 0 ? std::string{text.data(), static_cast<std::size_t>(length)} : std::string{};
}

LockHolder parse_holder(const std::string& text) {
    LockHolder holder;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        if (equals == std::string::npos) continue;
        const auto value = line.substr(equals + 1);
        const auto name = line.substr(0, equals);
        if (name == "process") std::from_chars(value.data(), value.data() + value.size(), holder.process);
        if (name == "writer" && value == "service") holder.writer = Writer::service;
        if (name == "socket") holder.socket = value;
    }
    return holder;
}

std::string text_for_others(Writer writer, const std::filesystem::path& socket) {
    return "process=" + std::to_string(getpid()) + "\nwriter=" + (writer == Writer::service ? "service" : "command") +
           "\nsocket=" + socket.string() + "\n";
}

Result<void> write_holder(int file, const std::string& text) {
    const auto length = static_cast<ssize_t>(text.size());
    if (ftruncate(file, 0) == 0 && pwrite(file, text.data(), text.size(), 0) == length) return {};
    return unavailable("The lock file of the record cannot be written: " + reason() + ".");
}

std::filesystem::path folder_of(const std::filesystem::path& database) {
    const auto folder = database.parent_path();
    return folder.empty() ? std::filesystem::path{"."} : folder;
}

}  // namespace

std::string LockHolder::text() const {
    const std::string who = writer == Writer::service ? "the service" : "another command";
    return process == 0 ? who : who + " (process " + std::to_string(process) + ")";
}

std::string network_file_system(long magic, const std::string& mount_type) {
    const auto number = magic & 0xFFFFFFFFL;
    for (const auto& row : network_file_systems) {
        if (row.magic == number) return std::string{row.name};
    }
    const bool over_ssh = number == FUSE_SUPER_MAGIC && mount_type == "fuse.sshfs";
    return over_ssh ? "sshfs" : "";
}

Result<WriterLock> WriterLock::take(const std::filesystem::path& database, Writer writer,
                                    const std::filesystem::path& socket) {
    if (const auto suitable = check_file_system(folder_of(database)); !suitable) return suitable.error();
    const auto path = lock_file(database);
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (file < 0) {
        return refused("The lock " + path.string() + " cannot be opened: " + reason() +
                       ". Run the command as the user that the record belongs to.");
    }
    WriterLock lock{file};
    auto wanted = whole_file(F_WRLCK);
    if (fcntl(file, F_OFD_SETLK, &wanted) != 0) {
        return conflict("The record " + database.string() + " is being written by " +
                        parse_holder(text_of_file(file)).text() + ". Wait for it to end, then try again.");
    }
    if (const auto written = write_holder(file, text_for_others(writer, socket)); !written) return written.error();
    return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    if (this == &other) return *this;
    let_go();
    file_ = std::exchange(other.file_, -1);
    return *this;
}

WriterLock::~WriterLock() {
    let_go();
}

void WriterLock::let_go() {
    if (file_ >= 0) close(file_);
    file_ = -1;
}

std::optional<LockHolder> lock_holder(const std::filesystem::path& database) {
    const int file = open(lock_file(database).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return std::nullopt;
    auto asked = whole_file(F_RDLCK);
    const bool held = fcntl(file, F_OFD_GETLK, &asked) == 0 && asked.l_type != F_UNLCK;
    const auto text = held ? text_of_file(file) : std::string{};
    close(file);
    if (!held) return std::nullopt;
    return parse_holder(text);
}

}  // namespace contractwatch
