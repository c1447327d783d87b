// Another program, run to its end and no longer than it may take.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"

namespace contractwatch {

/// Runs the program (the first argument, a path) with this process's environment and waits for it; blocks. Gives its
/// exit code, 128 and the signal's number where a signal ended it. Fails where it cannot be begun, and where it takes
/// longer than that: then it is killed.
Result<int> run_at_most(std::chrono::milliseconds longest, std::vector<std::string> arguments);

}  // namespace contractwatch
