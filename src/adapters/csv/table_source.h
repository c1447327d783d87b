// Files of rows in CSV, as councils' systems export them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/csv/encoding.h"
#include "adapters/csv/header.h"
#include "ports/table_source.h"

namespace contractwatch {

/// Parses on a thread of its own while the caller takes batches. Memory does not grow with the file (but for the
/// problems that are kept, and 16 bytes or so for each payment without reference). A file that changes while it is
/// read is refused.
class CsvSource final : public TableSource {
  public:
    explicit CsvSource(const ReadLimits& limits) : limits_(limits) {}

    using TableSource::read;
    Result<ReadSummary> read(const std::string& path, const Kind& kind, const Feed& feed, const Take& take,
                             const LastLook& last_look) override;
    Result<std::string> sha256(const std::string& path) override;
    /// Gives the name of the file written. It needs the way in which the file was read: call it after read of the same
    /// path.
    Result<std::string> write_rejected(const std::string& path, const ReadSummary& summary) override;

  private:
    /// How the last file was read.
    struct Reading {
        std::string path;
        CharacterSet set;
        Header header;
    };

    ReadLimits limits_;
    std::unique_ptr<Reading> last_;
};

}  // namespace contractwatch
