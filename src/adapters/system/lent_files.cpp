// Copies that belong to the other account.
#include "adapters/system/lent_files.h"

#include <cerrno>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace contractwatch {

Result<LentFiles> LentFiles::to_owner_of(const std::filesystem::path& folder, std::vector<std::string> paths) {
    struct stat about {};
    if (paths.empty() || geteuid() != 0 || stat(folder.c_str(), &about) != 0 || about.st_uid == 0)
        return LentFiles{std::nullopt, std::move(paths)};
    auto place = TemporaryFolder::make();
    if (!place) return place.error();
    for (std::size_t at = 0; at < paths.size(); ++at) {
        const auto copy = place->file(std::to_string(at));
        std::error_code fault;
        std::filesystem::copy_file(paths[at], copy, fault);
        if (!fault && chown(copy.c_str(), about.st_uid, about.st_gid) != 0) fault = {errno, std::generic_category()};
        if (fault) return unavailable(paths[at] + ": it could not be read: " + fault.message());
        paths[at] = copy;
    }
    if (chown(place->path().c_str(), about.st_uid, about.st_gid) != 0)
        return unavailable(place->path() + ": " + std::generic_category().message(errno));
    return LentFiles{std::move(*place), std::move(paths)};
}

}  // namespace contractwatch
