// A Unix socket that listens at a path, with what may stand in its way.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <sys/socket.h>
#include <sys/un.h>

#include "base/result.h"

namespace contractwatch {

/// The path as the kernel takes it; nothing where it is longer than a socket's path may be.
std::optional<sockaddr_un> socket_address(const std::filesystem::path& path);
Error path_too_long(const std::filesystem::path& path);

/// Gives the file number of a socket that listens: 0660, of that group where it exists and may be given. A dead
/// service's socket is replaced; one where somebody listens is a conflict; anything else at the path is left alone.
Result<int> listen_at(const std::filesystem::path& path, const std::string& group);

}  // namespace contractwatch
