// A folder of the test's own, gone with the test and with all that is in it.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include <stdlib.h>

namespace contractwatch {

class GivenFolder {
  public:
    GivenFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "contractwatch-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error(name + ": no temporary folder can be made");
        path_ = name;
    }
    GivenFolder(const GivenFolder&) = delete;
    GivenFolder& operator=(const GivenFolder&) = delete;
    ~GivenFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace contractwatch
