// Work that is done in a process of its own, so that its time and memory are its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace contractwatch::bench {

struct Cost {
    double wall = 0;       ///< seconds on the clock
    double processor = 0;  ///< seconds of all processors together
    double memory = 0;     ///< MiB at most
};

/// Throws where the work does.
Cost cost_of_child(const std::function<void()>& work);

/// Of a program that is found as the shell finds it; what it prints is thrown away. Throws where it fails.
Cost cost_of_program(const std::vector<std::string>& command);

double median(std::vector<Cost> costs, double Cost::*part);

}  // namespace contractwatch::bench
