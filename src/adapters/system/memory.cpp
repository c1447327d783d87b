// glibc's allocator, told to be modest.
#include "adapters/system/memory.h"

#include <cstdlib>
#include <system_error>
#include <thread>

#include <malloc.h>

namespace contractwatch {
namespace {

constexpr int pools = 2;
constexpr int large_piece = 256 * 1024;  // fixed, or glibc raises it with every large piece that is freed

/// A pool lets go of its free end when a piece of 64 KiB or more is freed in it.
void free_a_piece() {
    void* volatile piece = std::malloc(large_piece / 2);  // volatile, or the compiler leaves out both
    std::free(piece);
}

}  // namespace

void keep_memory_small() {
    mallopt(M_ARENA_MAX, pools);
    mallopt(M_MMAP_THRESHOLD, large_piece);
    mallopt(M_TRIM_THRESHOLD, large_piece);
}

/// malloc_trim() joins the small free pieces of every pool, but leaves the free end of each but the first where it is.
/// A new thread gets the pool that no thread uses, or else each in turn.
void give_back_memory() noexcept {
    malloc_trim(0);
    try {
        for (int pool = 0; pool < pools; ++pool)
            std::thread{free_a_piece}.join();
    } catch (const std::system_error&) {
        // No thread can be had now: the memory is given back another time.
    }
}

}  // namespace contractwatch
