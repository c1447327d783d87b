// Written under a hidden name, synchronised, then linked to its own: a link, unlike a rename, never replaces.
#include "adapters/folder/new_file.h"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace contractwatch {
namespace {

[[noreturn]] void fail(const std::string& path) {
    throw std::system_error(errno, std::generic_category(), path);
}

/// Closes what it holds.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

void write_all(int file, std::string_view content, const std::string& path) {
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR) fail(path);
        if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

NewFile::NewFile(const std::string& folder, const std::string& content) : folder_(folder) {
    static std::atomic<std::uint64_t> count{0};
    constexpr mode_t readable_by_the_group = 0640;
    auto path = fmt::format("{}/.mail-{}-{}.tmp", folder, ::getpid(), ++count);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, readable_by_the_group);
    if (file < 0) fail(path);
    const Descriptor open_file{file};
    try {
        write_all(file, content, path);
        if (::fsync(file) != 0) fail(path);
    } catch (...) {
        ::unlink(path.c_str());
        throw;
    }
    hidden_ = std::move(path);
}

NewFile::~NewFile() {
    ::unlink(hidden_.c_str());
}

bool NewFile::appear_as(const std::string& name) const {
    const auto path = folder_ + "/" + name;
    if (::link(hidden_.c_str(), path.c_str()) == 0) return true;
    if (errno != EEXIST) fail(path);
    return false;
}

void synchronise_folder(const std::string& folder) {
    const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) fail(folder);
    const Descriptor open_folder{number};
    if (::fsync(number) != 0) fail(folder);
}

}  // namespace contractwatch
