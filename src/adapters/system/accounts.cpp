// Accounts by the C library's name service.
#include "adapters/system/accounts.h"

#include <optional>
#include <system_error>
#include <vector>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace contractwatch {
namespace {

constexpr std::size_t longest_entry = 64 * 1024;

struct Account {
    std::string name;
    gid_t group;
};

std::optional<Account> find_account(uid_t user) {
    std::vector<char> text(longest_entry);
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(user, &entry, text.data(), text.size(), &found) != 0 || found == nullptr) return std::nullopt;
    return Account{found->pw_name, found->pw_gid};
}

}  // namespace

std::string name_of_user(uid_t user) {
    const auto account = find_account(user);
    return account ? account->name : "uid " + std::to_string(user);
}

std::string current_user() {
    return name_of_user(geteuid());
}

Result<void> become_owner_of(const std::filesystem::path& folder) {
    struct stat about {};
    if (geteuid() != 0 || stat(folder.c_str(), &about) != 0 || about.st_uid == 0) return {};
    const auto account = find_account(about.st_uid);
    const auto name = name_of_user(about.st_uid);
    const auto group = account ? account->group : about.st_gid;
    const bool became = (account ? initgroups(account->name.c_str(), group) : setgroups(0, nullptr)) == 0 &&
                        setgid(group) == 0 && setuid(about.st_uid) == 0;
    if (became) return {};
    return refused("Could not become " + name + ", who owns " + folder.string() + ": " +
                   std::generic_category().message(errno) + ". Run the command as that user.");
}

}  // namespace contractwatch
