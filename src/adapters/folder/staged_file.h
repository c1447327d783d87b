// A file on its way to its place: whole and on the disk before it has its name there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "base/result.h"

namespace contractwatch {

/// Written under a hidden name beside its place (.NAME.PROCESS.tmp), and gone, with what SQLite left beside it, unless
/// it was given its name. A process that is killed leaves it lying; remove_left_over() finds it.
class StagedFile {
  public:
    explicit StagedFile(const std::filesystem::path& place);
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    const std::string& path() const { return path_; }  ///< where it is to be written
    const std::string& place() const { return place_; }

    /// Writes the bytes of an open file, from its beginning.
    Result<void> fill_from(int file) const;
    Result<void> fill_from(const std::string& file) const;
    /// Gives it its mode and has the disk confirm it. Nothing is written to it after that.
    Result<void> seal(mode_t mode) const;
    /// Makes it another account's and group's, where it is not already.
    Result<void> give_to(uid_t user, gid_t group) const;
    /// Gives it its name where that is free, for good.
    Result<void> appear() const;
    /// Puts it in the place of the file that has its name, in one step and for good.
    Result<void> replace() const;

    /// The name that a staged file, or what SQLite left beside one, was to get; nothing where it is none.
    static std::optional<std::string_view> name_behind(std::string_view staged);

  private:
    std::string place_;
    std::string path_;
};

/// Makes the names in a file's folder durable.
Result<void> synchronise_folder_of(const std::filesystem::path& file);

}  // namespace contractwatch
