// Where a secret is kept, and reading it. Settings hold its place, never the secret.
#pragma once

#include <string>

#include "base/result.h"

namespace contractwatch {

struct SecretPlace {
    std::string file;        ///< empty where it is a credential
    std::string credential;  ///< the name of a systemd credential
};

/// The secret, without the line end that editors add. The credentials folder is what the service manager gave
/// ($CREDENTIALS_DIRECTORY), empty where it gave none. Refuses a file that other users can read, one that is no plain
/// file, an empty one, and one with more than a line in it.
Result<std::string> read_secret(const SecretPlace& place, const std::string& credentials_folder);

/// Whether the file can hold a secret: it is there, plain, and other users can neither read nor change it. A file that
/// we are not allowed to look at passes: whoever checks settings need not be the service.
Result<void> check_secret_file(const std::string& path);

}  // namespace contractwatch
