// Looks, moves and reasons on disk. Everything goes through open folders, so that a folder that is swapped meanwhile
// changes nothing.
#include "adapters/folder/drop_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::string_view taking_name = "taking";
constexpr std::string_view rejected_rows = ".rejected.csv";
constexpr std::string_view reasons_suffix = ".reasons.txt";
constexpr int most_numbers = 10'000;

std::string system_message(int number) {
    return std::generic_category().message(number);
}

Error cannot(std::string_view what, const std::string& path) {
    const int number = errno;
    const auto code = number == EACCES || number == EPERM ? ErrorCode::refused : ErrorCode::unavailable;
    return {code, fmt::format("{} cannot be {}: {}", single_line(path), what, system_message(number))};
}

OpenFolder open_folder(int within, const std::string& name) {
    return OpenFolder{::openat(within, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
}

/// Opens the sub-folder, and makes it first where it is missing.
Result<OpenFolder> sub_folder(const OpenFolder& within, const std::string& name, mode_t mode) {
    const bool made = ::mkdirat(within.descriptor(), name.c_str(), mode) == 0;
    if (!made && errno != EEXIST) return cannot("made", name);
    if (made && ::fsync(within.descriptor()) != 0) return cannot("made durable", name);
    auto folder = open_folder(within.descriptor(), name);
    if (folder.descriptor() < 0) return cannot("opened as a folder", name);
    return folder;
}

std::int64_t nanoseconds(const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

SeenFile seen(std::string name, const struct stat& file) {
    return {std::move(name), file.st_size, nanoseconds(file.st_mtim), nanoseconds(file.st_ctim), file.st_ino};
}

/// The names in a folder but . and .., sorted.
Result<std::vector<std::string>> names_in(const OpenFolder& folder, const std::string& path) {
    const int again = ::openat(folder.descriptor(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (again < 0) return cannot("read", path);
    const std::unique_ptr<DIR, int (*)(DIR*)> listing{::fdopendir(again), &::closedir};
    if (listing == nullptr) {
        ::close(again);
        return cannot("read", path);
    }
    std::vector<std::string> names;
    errno = 0;
    while (const auto* entry = ::readdir(listing.get())) {
        const std::string_view name{entry->d_name};
        if (name != "." && name != "..") names.emplace_back(name);
        errno = 0;
    }
    if (errno != 0) return cannot("read", path);
    std::ranges::sort(names);
    return names;
}

bool is_hidden_or_unfinished(std::string_view name) {
    const auto key = key_of(name);
    return name.starts_with('.') || key.ends_with(".tmp") || key.ends_with(".part") || key.ends_with(".filepart");
}

/// Why an entry that is no folder is never taken; nothing where it can be.
std::optional<std::string> fault_of(const std::string& name, const struct stat& entry) {
    if (S_ISLNK(entry.st_mode)) return "is a symbolic link, which is not followed; drop the file itself";
    if (!S_ISREG(entry.st_mode)) return "is no plain file";
    if (entry.st_nlink != 1) return "has a second name elsewhere (a hard link); drop a copy";
    if (single_line(name) != name) return "has characters in its name that cannot be shown; rename it";
    return std::nullopt;
}

/// The name with a number before its extension: invoices-2.csv; the name itself for 1.
std::string numbered(const std::string& name, int number) {
    if (number == 1) return name;
    const auto dot = name.rfind('.');
    const auto stem = dot == std::string::npos || dot == 0 ? name.size() : dot;
    return fmt::format("{}-{}{}", name.substr(0, stem), number, name.substr(stem));
}

bool move(const OpenFolder& from, const std::string& name, const OpenFolder& to, const std::string& new_name) {
    return ::renameat2(from.descriptor(), name.c_str(), to.descriptor(), new_name.c_str(), RENAME_NOREPLACE) == 0;
}

bool exists(const OpenFolder& folder, const std::string& name) {
    struct stat entry {};
    return ::fstatat(folder.descriptor(), name.c_str(), &entry, AT_SYMLINK_NOFOLLOW) == 0;
}

/// Writes a new file whole and durably; one that is there already stays.
bool write_new(const OpenFolder& folder, const std::string& name, std::string_view text) {
    const OpenFolder file{
        ::openat(folder.descriptor(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640)};
    if (file.descriptor() < 0) return false;
    while (!text.empty()) {
        const auto count = ::write(file.descriptor(), text.data(), text.size());
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(file.descriptor()) == 0 && ::fsync(folder.descriptor()) == 0;
}

}  // namespace

OpenFolder::OpenFolder(OpenFolder&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OpenFolder::~OpenFolder() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FolderOnDisk> FolderOnDisk::open(const std::string& path) {
    OpenFolder folder{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.descriptor() < 0 && errno == ENOENT) {
        return not_found(fmt::format("the drop folder {} does not exist; make it, writable for this service", path));
    }
    if (folder.descriptor() < 0) return cannot("opened as the drop folder", path);
    auto taking = sub_folder(folder, std::string{taking_name}, 0700);
    if (!taking)
        return Error{taking.error().code, fmt::format("in the drop folder {}: {}", path, taking.error().message)};
    struct stat entry {};
    const bool ours = ::fstat(taking->descriptor(), &entry) == 0 && entry.st_uid == ::geteuid() &&
                      ::fchmod(taking->descriptor(), 0700) == 0;
    if (!ours) return refused(fmt::format("{}/{} belongs to another account; remove it", path, taking_name));
    return FolderOnDisk{path, std::move(folder), *std::move(taking)};
}

Result<FolderLook> FolderOnDisk::look() {
    const auto names = names_in(folder_, path_);
    if (!names) return names.error();
    FolderLook found;
    for (const auto& name : *names) {
        struct stat entry {};
        if (is_hidden_or_unfinished(name)) continue;
        if (::fstatat(folder_.descriptor(), name.c_str(), &entry, AT_SYMLINK_NOFOLLOW) != 0) continue;
        if (S_ISDIR(entry.st_mode)) continue;
        if (const auto fault = fault_of(name, entry)) {
            found.passed_over.push_back(fmt::format("{} {}", single_line(name), *fault));
        } else {
            found.files.push_back(seen(name, entry));
        }
    }
    return found;
}

Result<TakenFile> FolderOnDisk::take(const SeenFile& file) {
    const auto moved_meanwhile = [&] {
        return conflict(fmt::format("{} is no longer as it was seen; it is looked at again", single_line(file.name)));
    };
    struct stat entry {};
    const bool there = ::fstatat(folder_.descriptor(), file.name.c_str(), &entry, AT_SYMLINK_NOFOLLOW) == 0;
    if (!there || fault_of(file.name, entry) || seen(file.name, entry) != file) return moved_meanwhile();
    if (!move(folder_, file.name, taking_, file.name)) {
        if (errno == EEXIST) return conflict(file.name + " is being taken in under the same name; it waits");
        return cannot("moved into taking/", file.name);
    }
    const bool same = ::fstatat(taking_.descriptor(), file.name.c_str(), &entry, AT_SYMLINK_NOFOLLOW) == 0 &&
                      !fault_of(file.name, entry) && entry.st_ino == file.number && entry.st_size == file.bytes &&
                      nanoseconds(entry.st_mtim) == file.modified;
    if (!same) {
        move(taking_, file.name, folder_, file.name);
        return moved_meanwhile();
    }
    if (::fsync(taking_.descriptor()) != 0 || ::fsync(folder_.descriptor()) != 0)
        return cannot("made durable", file.name);
    return TakenFile{file.name, fmt::format("{}/{}/{}", path_, taking_name, file.name)};
}

Result<std::vector<TakenFile>> FolderOnDisk::unfinished() {
    const auto path = fmt::format("{}/{}", path_, taking_name);
    const auto names = names_in(taking_, path);
    if (!names) return names.error();
    std::vector<TakenFile> files;
    for (const auto& name : *names) {
        const bool listed =
            name.ends_with(rejected_rows) && exists(taking_, name.substr(0, name.size() - rejected_rows.size()));
        if (!listed && !is_hidden_or_unfinished(name)) files.push_back({name, path + '/' + name});
    }
    return files;
}

Result<std::string> FolderOnDisk::put(const TakenFile& file, const OpenFolder& target, std::string_view reasons) const {
    for (int number = 1; number <= most_numbers; ++number) {
        const auto name = numbered(file.name, number);
        const auto list = name + std::string{reasons_suffix};
        const bool used =
            exists(target, name) || exists(target, list) || exists(target, name + std::string{rejected_rows});
        if (used) continue;
        if (!reasons.empty() && !write_new(target, list, reasons)) return cannot("written", list);
        if (!move(taking_, file.name, target, name)) return cannot("moved out of taking/", file.name);
        const auto rejected = file.name + std::string{rejected_rows};
        const bool listed = move(taking_, rejected, target, name + std::string{rejected_rows}) || errno == ENOENT;
        if (!listed) return cannot("moved out of taking/", rejected);
        if (::fsync(target.descriptor()) != 0 || ::fsync(taking_.descriptor()) != 0)
            return cannot("made durable", name);
        return name;
    }
    return conflict(fmt::format("there are {} files called {} already; clear some away", most_numbers, file.name));
}

Result<std::string> FolderOnDisk::finish(const TakenFile& file, int year) {
    const auto processed = sub_folder(folder_, "processed", 0750);
    if (!processed) return processed.error();
    const auto of_year = sub_folder(*processed, std::to_string(year), 0750);
    if (!of_year) return of_year.error();
    const auto name = put(file, *of_year, {});
    if (!name) return name.error();
    return fmt::format("{}/processed/{}/{}", path_, year, *name);
}

Result<std::string> FolderOnDisk::refuse(const TakenFile& file, std::string_view reasons) {
    const auto refused_ones = sub_folder(folder_, "refused", 0750);
    if (!refused_ones) return refused_ones.error();
    const auto name = put(file, *refused_ones, std::string{trimmed(reasons)} + '\n');
    if (!name) return name.error();
    return fmt::format("{}/refused/{}", path_, *name);
}

}  // namespace contractwatch
