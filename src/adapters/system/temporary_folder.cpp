// A private folder that is gone when it is no longer needed.
#include "adapters/system/temporary_folder.h"

#include <cstdlib>

namespace contractwatch {

Result<TemporaryFolder> TemporaryFolder::make() {
    std::string name = (std::filesystem::temp_directory_path() / "contractwatch-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return unavailable(name + ": no temporary folder can be made; set TMPDIR");
    return TemporaryFolder{name};
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace contractwatch
