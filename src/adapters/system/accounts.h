// Unix accounts: who asks, and becoming the account that owns the record.
#pragma once

#include <filesystem>
#include <string>

#include <sys/types.h>

#include "base/result.h"

namespace contractwatch {

/// The account's name; "uid 1234" where the system has none for the number. May ask a directory over the network, so
/// never on a thread that must not block.
std::string name_of_user(uid_t user);

/// The name of the account that this process acts as.
std::string current_user();

/// Root, working on a record that belongs to a service's account, becomes that account, so that what it creates belongs
/// to the service. Does nothing for anybody else, or where root owns the folder. There is no way back.
Result<void> become_owner_of(const std::filesystem::path& folder);

}  // namespace contractwatch
