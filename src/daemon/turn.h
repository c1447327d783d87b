// How a task fares, and how long one that failed is left alone.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>

namespace contractwatch {

struct Turn {
    bool running = false;
    int failures = 0;  ///< in a row
    std::chrono::steady_clock::time_point not_before = {};
};

/// The first pause, doubled with each further failure up to the last.
struct BackOff {
    std::chrono::milliseconds first;
    std::chrono::milliseconds last;

    std::chrono::milliseconds pause_after(int failures) const {
        auto pause = first;
        for (int again = 1; again < failures && pause < last; ++again)
            pause *= 2;
        return std::min(pause, last);
    }
};

/// "tried again in 30 seconds", "tried again in 15 minutes".
inline std::string tried_again_in(std::chrono::milliseconds pause) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(pause).count();
    if (seconds == 1) return "tried again in a second";
    if (seconds < 120) return "tried again in " + std::to_string(seconds) + " seconds";
    return "tried again in " + std::to_string(seconds / 60) + " minutes";
}

}  // namespace contractwatch
