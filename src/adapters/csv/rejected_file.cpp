// Rejected rows written to a file of their own.
#include "adapters/csv/rejected_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "adapters/csv/writer.h"

namespace contractwatch {
namespace {

constexpr std::size_t piece_bytes = 256 * 1024;

Error cannot_write() {
    return unavailable("the rejected rows cannot be written: " + std::generic_category().message(errno));
}

/// A file that is being written under another name, and is gone unless it is finished.
class NewFile {
  public:
    explicit NewFile(const std::string& path) : path_(path), unfinished_(path + ".part") {
        ::unlink(unfinished_.c_str());
        descriptor_ = ::open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (descriptor_ < 0) return;
        ::close(descriptor_);
        ::unlink(unfinished_.c_str());
    }

    bool is_open() const { return descriptor_ >= 0; }

    bool write(std::string_view text) {
        while (!text.empty()) {
            const auto count = ::write(descriptor_, text.data(), text.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return false;
            text.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    bool finish() {
        if (::fsync(descriptor_) != 0 || ::rename(unfinished_.c_str(), path_.c_str()) != 0) return false;
        ::close(descriptor_);
        descriptor_ = -1;
        return true;
    }

  private:
    std::string path_;
    std::string unfinished_;
    int descriptor_ = -1;
};

std::string opening(const Header& header) {
    std::string line = "\xEF\xBB\xBFline,column,problem";
    for (const auto& name : header.names)
        line += ',' + text_cell(name);
    return line + '\n';
}

std::string line_of(const RowProblem& problem, const RawRow& row) {
    auto line = std::to_string(problem.line) + ',' + text_cell(problem.column) + ',' + text_cell(problem.message);
    for (const auto cell : row.cells)
        line += ',' + given_cell(cell);
    return line + '\n';
}

}  // namespace

Result<void> write_rejected_file(const std::string& path, RowReader& rows, const Header& header,
                                 const std::vector<RowProblem>& problems) {
    NewFile file{path};
    if (!file.is_open()) return cannot_write();
    auto text = opening(header);
    RawRow row;
    for (const auto& problem : problems) {
        while (row.line < problem.line) {
            const auto more = rows.next(row);
            if (!more) return more.error();
            if (!*more) return conflict("the file is no longer the one that was read; read it again");
        }
        text += line_of(problem, row);
        if (text.size() < piece_bytes) continue;
        if (!file.write(text)) return cannot_write();
        text.clear();
    }
    if (!file.write(text) || !file.finish()) return cannot_write();
    return {};
}

}  // namespace contractwatch
