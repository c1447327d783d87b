// A file with given bytes, gone with the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "fakes/given_folder.h"

namespace contractwatch {

class GivenFile {
  public:
    explicit GivenFile(std::string_view bytes, const std::string& name = "given.csv") : path_(folder() / name) {
        std::ofstream{path_, std::ios::binary} << bytes;
    }

    std::string path() const { return path_; }
    const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    GivenFolder folder_;
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace contractwatch
