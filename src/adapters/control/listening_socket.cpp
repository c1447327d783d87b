// bind, chown, chmod, listen: in this order, so that nobody can connect before the rights are right.
#include "adapters/control/listening_socket.h"

#include <cerrno>
#include <system_error>
#include <vector>

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace contractwatch {
namespace {

constexpr int most_waiting = 16;

std::string reason() {
    return std::generic_category().message(errno);
}

/// Whether somebody answers at the socket.
bool somebody_listens(const sockaddr_un& address) {
    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) return true;
    const bool refused =
        connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 && errno == ECONNREFUSED;
    close(probe);
    return !refused;
}

Result<void> clear_the_way(const std::filesystem::path& path, const sockaddr_un& address) {
    struct stat about {};
    if (lstat(path.c_str(), &about) != 0) return {};
    if (!S_ISSOCK(about.st_mode)) {
        return refused("The control socket cannot be made: " + path.string() +
                       " is something else. Move it away, or name another socket.");
    }
    if (somebody_listens(address)) {
        return conflict("Another service listens at the control socket " + path.string() +
                        ". Stop it, or give this one a socket of its own.");
    }
    if (unlink(path.c_str()) == 0) return {};
    return refused("The old control socket " + path.string() + " cannot be removed: " + reason() + ".");
}

/// Not being allowed to give the socket away is no failure: then its owner alone may use it.
void give_to_group(const std::filesystem::path& path, const std::string& group) {
    std::vector<char> text(64 * 1024);
    struct group entry {};
    struct group* found = nullptr;
    if (getgrnam_r(group.c_str(), &entry, text.data(), text.size(), &found) != 0 || found == nullptr) return;
    [[maybe_unused]] const int given = chown(path.c_str(), static_cast<uid_t>(-1), found->gr_gid);
}

}  // namespace

std::optional<sockaddr_un> socket_address(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto& text = path.native();
    if (text.size() >= sizeof address.sun_path) return std::nullopt;
    text.copy(address.sun_path, text.size());
    return address;
}

Error path_too_long(const std::filesystem::path& path) {
    return invalid("The path of the control socket is longer than the 107 characters that a socket may have: " +
                   path.string() + ". Name a shorter one.");
}

Result<int> listen_at(const std::filesystem::path& path, const std::string& group) {
    const auto address = socket_address(path);
    if (!address) return path_too_long(path);
    if (const auto clear = clear_the_way(path, *address); !clear) return clear.error();
    const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool listens = file >= 0 && bind(file, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
    if (listens) give_to_group(path, group);
    listens = listens && chmod(path.c_str(), 0660) == 0 && listen(file, most_waiting) == 0;
    if (listens) return file;
    const auto why = reason();
    if (file >= 0) close(file);
    return unavailable("The control socket " + path.string() + " cannot be made: " + why +
                       ". See that its folder exists and belongs to the service.");
}

}  // namespace contractwatch
