// Files that this account may read, lent to another that it is about to become.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "adapters/system/temporary_folder.h"

namespace contractwatch {

class LentFiles {
  public:
    /// Where root is about to become the account that owns the folder, copies of the files which that account may read,
    /// in a place of its own; for anybody else, and where root owns the folder, the files as they lie. Fails where one
    /// cannot be read. The copies are gone with this object.
    static Result<LentFiles> to_owner_of(const std::filesystem::path& folder, std::vector<std::string> paths);

    /// In the order in which they were given.
    const std::vector<std::string>& paths() const { return paths_; }

  private:
    LentFiles(std::optional<TemporaryFolder> place, std::vector<std::string> paths)
        : place_(std::move(place)), paths_(std::move(paths)) {}
    std::optional<TemporaryFolder> place_;
    std::vector<std::string> paths_;
};

}  // namespace contractwatch
