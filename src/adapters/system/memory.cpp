// glibc's allocator, told to be modest.
#include "adapters/system/memory.h"

#include <malloc.h>

namespace contractwatch {

void keep_memory_small() {
    constexpr int pools = 2;
    constexpr int large_piece = 256 * 1024;  // fixed, or glibc raises it with every large piece that is freed
    mallopt(M_ARENA_MAX, pools);
    mallopt(M_MMAP_THRESHOLD, large_piece);
    mallopt(M_TRIM_THRESHOLD, large_piece);
}

void give_back_memory() {
    malloc_trim(0);
}

}  // namespace contractwatch
