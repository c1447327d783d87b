// What large work leaves behind in the allocator. A sanitizer's own allocator is asked nothing.
#ifndef __SANITIZE_ADDRESS__
#include "adapters/system/memory.h"

#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

long held_kib() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("RssAnon:")) return std::stol(line.substr(8));
    }
    return -1;
}

void make_small_pieces() {
    std::vector<std::string> pieces;
    for (int number = 0; number < 500'000; ++number)
        pieces.emplace_back(100, 'x');
}

TEST(Memory, OfSmallPiecesInAnotherThreadIsGivenBack) {
    keep_memory_small();
    const auto before = held_kib();
    ASSERT_GT(before, 0);
    std::thread{make_small_pieces}.join();
    EXPECT_GT(held_kib(), before + 40'000) << "the allocator keeps small pieces";
    give_back_memory();
    EXPECT_LT(held_kib(), before + 2'000);
}

TEST(Memory, IsGivenBackOfAPoolThatAThreadStillUses) {
    keep_memory_small();
    const auto before = held_kib();
    std::thread{[&] {
        make_small_pieces();
        give_back_memory();
        EXPECT_LT(held_kib(), before + 2'000);
    }}.join();
}

}  // namespace
}  // namespace contractwatch
#endif
