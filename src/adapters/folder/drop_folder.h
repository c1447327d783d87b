// The drop folder on a Linux file system.
#pragma once

#include <string>
#include <vector>

#include "ports/drop_folder.h"

namespace contractwatch {

/// A descriptor of an open file or folder, closed with its holder.
class OpenFolder {
  public:
    explicit OpenFolder(int descriptor) : descriptor_(descriptor) {}
    OpenFolder(OpenFolder&& other) noexcept;
    OpenFolder& operator=(OpenFolder&&) = delete;
    OpenFolder(const OpenFolder&) = delete;
    OpenFolder& operator=(const OpenFolder&) = delete;
    ~OpenFolder();

    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

/// Keeps taking/ (for this account alone), processed/ and refused/ below the folder, and makes them where they are
/// missing. Symbolic links are not followed anywhere below it. Every move is made durable in both folders.
class FolderOnDisk final : public DropFolder {
  public:
    /// Fails where the folder is missing, or is not this account's to write.
    static Result<FolderOnDisk> open(const std::string& path);

    Result<FolderLook> look() override;
    Result<TakenFile> take(const SeenFile& file) override;
    Result<std::vector<TakenFile>> unfinished() override;
    Result<std::string> finish(const TakenFile& file, int year) override;
    Result<std::string> refuse(const TakenFile& file, std::string_view reasons) override;

  private:
    FolderOnDisk(std::string path, OpenFolder folder, OpenFolder taking)
        : path_(std::move(path)), folder_(std::move(folder)), taking_(std::move(taking)) {}

    /// Moves the file under the first free name. Reasons, where there are some, are there before it is.
    Result<std::string> put(const TakenFile& file, const OpenFolder& target, std::string_view reasons) const;

    std::string path_;
    OpenFolder folder_;
    OpenFolder taking_;
};

}  // namespace contractwatch
