// Keeping an idle service small.
#pragma once

namespace contractwatch {

/// Few pools of memory for all threads together, and large pieces given back as soon as they are free. Once, before the
/// first thread starts.
void keep_memory_small();

/// Gives back to the system what is free now; worth its while after large work.
void give_back_memory() noexcept;

}  // namespace contractwatch
