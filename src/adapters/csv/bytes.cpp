// Files opened without following links or waiting for pipes, and read where they stand.
#include "adapters/csv/bytes.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/text.h"

namespace contractwatch {
namespace {

Error error_of_opening(int number) {
    if (number == ENOENT || number == ENOTDIR) return not_found("there is no such file; check the path");
    if (number == ELOOP) return refused("it is a symbolic link, and links are not followed; give the file itself");
    if (number == EACCES || number == EPERM)
        return refused("it cannot be opened: this account has no permission to read it");
    return unavailable("it cannot be opened: " + std::generic_category().message(number));
}

Result<void> check(const struct stat& file, std::int64_t most_bytes) {
    constexpr std::int64_t mebibyte = 1024 * 1024;
    if (S_ISDIR(file.st_mode)) return invalid("it is a folder; give a file");
    if (!S_ISREG(file.st_mode)) return invalid("it is no plain file; give a file with rows");
    if (file.st_size == 0) return invalid("the file is empty; a table has at least its header row");
    if (file.st_size > most_bytes) {
        return refused(
            fmt::format("the file has {:.1f} MiB, and at most {:.1f} MiB are taken; split it, or raise the limit in "
                        "the settings",
                        static_cast<double>(file.st_size) / mebibyte, static_cast<double>(most_bytes) / mebibyte));
    }
    return {};
}

bool same_time(const timespec& a, const timespec& b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

struct Signature {
    std::string_view bytes;
    std::string_view name;
};

constexpr Signature signatures[] = {
    {"PK\x03\x04", "a zip archive or a spreadsheet file"},
    {"\xD0\xCF\x11\xE0", "an old spreadsheet or document file"},
    {"\x1F\x8B", "a compressed file"},
    {"7z\xBC\xAF", "a compressed file"},
    {"%PDF-", "a PDF"},
    {"\x89PNG", "an image"},
    {"\xFF\xD8\xFF", "an image"},
    {"GIF8", "an image"},
    {std::string_view{"II*\0", 4}, "an image"},
    {std::string_view{"MM\0*", 4}, "an image"},
    {"{\\rtf", "a word processor's document"},
    {"SQLite format 3", "a database"},
    {"\x7F"
     "ELF",
     "a program"},
};

/// With or without a byte order mark and white space before it.
bool is_web_page(std::string_view bytes) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    const auto start = key_of(trimmed(bytes).substr(0, 16));
    for (const auto* tag : {"<!doctype", "<html", "<head", "<body", "<table", "<?xml", "<!--", "<script", "<meta"}) {
        if (start.starts_with(tag)) return true;
    }
    return false;
}

}  // namespace

Result<Bytes> Bytes::open(const std::string& path, std::int64_t most_bytes) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return error_of_opening(errno);
    struct stat file {};
    const int answer = ::fstat(descriptor, &file);
    Bytes bytes{descriptor, file};
    if (answer != 0) return error_of_opening(errno);
    if (auto checked = check(file, most_bytes); !checked) return checked.error();
    return bytes;
}

Bytes::~Bytes() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> Bytes::read(std::span<char> room) {
    while (true) {
        const auto count = ::pread(descriptor_, room.data(), room.size(), position_);
        if (count >= 0) {
            position_ += count;
            return static_cast<std::size_t>(count);
        }
        if (errno != EINTR) return unavailable("it cannot be read: " + std::generic_category().message(errno));
    }
}

bool Bytes::unchanged() const {
    struct stat now {};
    return ::fstat(descriptor_, &now) == 0 && now.st_size == opened_.st_size && same_time(now.st_mtim, opened_.st_mtim);
}

std::string_view foreign_format(std::string_view first_bytes) {
    for (const auto& signature : signatures) {
        if (first_bytes.starts_with(signature.bytes)) return signature.name;
    }
    return is_web_page(first_bytes) ? "a web page" : std::string_view{};
}

}  // namespace contractwatch
