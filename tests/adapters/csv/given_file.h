// A file with given bytes, gone with the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <stdlib.h>

namespace contractwatch {

class GivenFile {
  public:
    explicit GivenFile(std::string_view bytes, const std::string& name = "given.csv") {
        std::string folder = std::filesystem::temp_directory_path() / "contractwatch-csv-XXXXXX";
        folder_ = ::mkdtemp(folder.data());
        path_ = folder_ / name;
        std::ofstream{path_, std::ios::binary} << bytes;
    }
    GivenFile(const GivenFile&) = delete;
    GivenFile& operator=(const GivenFile&) = delete;
    ~GivenFile() { std::filesystem::remove_all(folder_); }

    std::string path() const { return path_; }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace contractwatch
