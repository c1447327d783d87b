// A private folder that is gone, with what is in it, when it is no longer needed.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace contractwatch {

class TemporaryFolder {
  public:
    /// In TMPDIR, else /tmp.
    static Result<TemporaryFolder> make();

    TemporaryFolder(TemporaryFolder&& other) noexcept;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder();

    std::string path() const { return path_.string(); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

}  // namespace contractwatch
