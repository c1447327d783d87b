// Files that appear whole, on the disk, and never in the place of another.
#pragma once

#include <string>

namespace contractwatch {

/// A file without a name yet: written and synchronised, gone unless it is given one. Failures are std::system_error.
class NewFile {
  public:
    NewFile(const std::string& folder, const std::string& content);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    /// Gives it that name in its folder, where the name is free. Says whether it was.
    bool appear_as(const std::string& name) const;

  private:
    std::string folder_;
    std::string hidden_;  ///< the path it has meanwhile
};

/// Makes the names in a folder durable.
void synchronise_folder(const std::string& folder);

}  // namespace contractwatch
