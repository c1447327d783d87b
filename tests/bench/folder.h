// A folder for the files of one bench.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <unistd.h>

namespace contractwatch::bench {

/// Goes with all that is in it.
struct Folder {
    std::filesystem::path path;

    explicit Folder(std::string_view name)
        : path(std::filesystem::temp_directory_path() / (std::string{name} + "." + std::to_string(getpid()))) {
        std::filesystem::create_directory(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(std::string_view name) const { return (path / name).string(); }
};

}  // namespace contractwatch::bench
