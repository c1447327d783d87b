// A private folder for the files of one request, deleted with it.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "adapters/control/control_server.h"
#include "adapters/control/request_line.h"
#include "base/result.h"

namespace contractwatch {

/// Empties the folder of all spools of whatever a dead process left in it; makes it where it is not there, for its
/// owner alone.
Result<void> prepare_spool(const std::filesystem::path& folder);

/// Takes the bytes of announced files as they come, one file after another.
class Spool {
  public:
    /// The folder is made with the first file, and deleted with the spool.
    Spool(std::filesystem::path folder, std::vector<AnnouncedFile> announced);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    /// Makes the first file. Call once, before bytes are taken.
    Result<void> open();
    /// Bytes that are still to come for all files.
    std::uint64_t missing() const { return missing_; }
    /// Writes bytes that came; at most as many as are missing.
    Result<void> take(std::string_view bytes);
    /// The files, complete when nothing is missing.
    std::vector<SpooledFile> files() const { return files_; }

  private:
    Result<void> open_next();
    Result<void> write_all(std::string_view bytes);
    void close_file();

    std::filesystem::path folder_;
    std::vector<AnnouncedFile> announced_;
    std::vector<SpooledFile> files_;
    std::uint64_t missing_ = 0;
    std::uint64_t missing_of_file_ = 0;
    int file_ = -1;
};

}  // namespace contractwatch
