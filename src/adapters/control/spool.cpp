// Spooled files by plain writes: to a local disk these do not wait for anything.
#include "adapters/control/spool.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace contractwatch {
namespace {

Error cannot(const std::string& what, const std::filesystem::path& path) {
    return unavailable("The service cannot " + what + " " + path.string() + ": " +
                       std::generic_category().message(errno) + ".");
}

}  // namespace

Result<void> prepare_spool(const std::filesystem::path& folder) {
    std::error_code no_matter;
    std::filesystem::remove_all(folder, no_matter);
    if (mkdir(folder.c_str(), 0700) != 0) return cannot("make the folder for files of requests,", folder);
    return {};
}

Spool::Spool(std::filesystem::path folder, std::vector<AnnouncedFile> announced)
    : folder_(std::move(folder)), announced_(std::move(announced)) {
    for (const auto& file : announced_)
        missing_ += file.bytes;
}

Spool::~Spool() {
    close_file();
    std::error_code no_matter;
    std::filesystem::remove_all(folder_, no_matter);
}

Result<void> Spool::open() {
    if (announced_.empty()) return {};
    if (mkdir(folder_.c_str(), 0700) != 0) return cannot("make the folder", folder_);
    return open_next();
}

/// Opens files until one has bytes to come.
Result<void> Spool::open_next() {
    while (files_.size() < announced_.size() && missing_of_file_ == 0) {
        close_file();
        const auto& next = announced_[files_.size()];
        const auto path = folder_ / std::to_string(files_.size() + 1);
        file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file_ < 0) return cannot("write", path);
        files_.push_back({next.name, path, next.bytes});
        missing_of_file_ = next.bytes;
    }
    if (missing_of_file_ == 0) close_file();
    return {};
}

Result<void> Spool::take(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto part = bytes.substr(0, std::min<std::uint64_t>(bytes.size(), missing_of_file_));
        if (const auto written = write_all(part); !written) return written;
        missing_ -= part.size();
        missing_of_file_ -= part.size();
        bytes.remove_prefix(part.size());
        if (missing_of_file_ > 0) continue;
        if (const auto opened = open_next(); !opened) return opened;
        if (missing_ == 0) break;
    }
    return {};
}

Result<void> Spool::write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return cannot("keep the file", files_.back().name);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

void Spool::close_file() {
    if (file_ >= 0) close(file_);
    file_ = -1;
}

}  // namespace contractwatch
