// A file's bytes, opened so that nothing but a plain file of a bearable size is ever read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <sys/stat.h>

#include "base/result.h"

namespace contractwatch {

/// An open file. Errors are the ends of sentences that begin with the file's name.
class Bytes {
  public:
    /// Refuses what is missing, a symbolic link, no plain file (a pipe is not waited for), empty, or larger than so
    /// many bytes.
    static Result<Bytes> open(const std::string& path, std::int64_t most_bytes);

    Bytes(Bytes&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), opened_(other.opened_) {}
    Bytes& operator=(Bytes&&) = delete;
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
    ~Bytes();

    /// Reads on into the room; says how many bytes came, none at the end.
    Result<std::size_t> read(std::span<char> room);
    void rewind() { position_ = 0; }
    /// Whether size and times are still those at opening: what was read is one state of the file.
    bool unchanged() const;

  private:
    Bytes(int descriptor, const struct stat& opened) : descriptor_(descriptor), opened_(opened) {}

    int descriptor_;
    struct stat opened_;
    std::int64_t position_ = 0;
};

/// What a file is by its first bytes, where that is no table of text: "a web page", "a zip archive or a spreadsheet
/// file", "a PDF". Empty where nothing speaks against a table.
std::string_view foreign_format(std::string_view first_bytes);

}  // namespace contractwatch
