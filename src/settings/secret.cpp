// Secrets come from files that other users cannot read, or from the service manager.
#include "settings/secret.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <sys/stat.h>

namespace contractwatch {
namespace {

constexpr std::size_t most_secret_bytes = 4096;

std::string reason(int number) {
    return std::generic_category().message(number);
}

Result<std::string> contents(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return unavailable(path + " cannot be read: " + reason(errno));
    std::string secret(most_secret_bytes + 1, '\0');
    file.read(secret.data(), static_cast<std::streamsize>(secret.size()));
    secret.resize(static_cast<std::size_t>(file.gcount()));
    while (secret.ends_with('\n') || secret.ends_with('\r'))
        secret.pop_back();
    if (secret.empty()) return invalid(path + " is empty; it should hold the password on one line");
    if (secret.size() > most_secret_bytes) return invalid(path + " is too long to be a password");
    const bool plain =
        std::ranges::none_of(secret, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; });
    if (!plain)
        return invalid(path + " holds more than one line, or control characters; it should hold the password alone");
    return secret;
}

Result<std::string> read_credential(const std::string& name, const std::string& folder) {
    if (folder.empty())
        return unavailable("the credential " + name +
                           " was not given to this process; the unit needs a line such as LoadCredential=" + name +
                           ":/etc/contractwatch/" + name);
    return contents(folder + "/" + name);
}

}  // namespace

Result<void> check_secret_file(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        if (errno == EACCES) return {};
        return not_found(path + " cannot be found: " + reason(errno));
    }
    if (!S_ISREG(status.st_mode)) return invalid(path + " is not a plain file");
    if ((status.st_mode & S_IRWXO) != 0)
        return refused(path + " is open to other users; close it with: chmod o= " + path);
    return {};
}

Result<std::string> read_secret(const SecretPlace& place, const std::string& credentials_folder) {
    if (!place.credential.empty()) return read_credential(place.credential, credentials_folder);
    if (place.file.empty()) return invalid("no password is named in the settings");
    if (const auto closed = check_secret_file(place.file); !closed) return closed.error();
    return contents(place.file);
}

}  // namespace contractwatch
