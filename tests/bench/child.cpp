// Work that is done in a process of its own, so that its time and memory are its own.
#include "bench/child.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iostream>
#include <stdexcept>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace contractwatch::bench {
namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

int exit_code_of(const std::function<void()>& work) {
    try {
        work();
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}

}  // namespace

Cost cost_of_child(const std::function<void()>& work) {
    std::cout.flush();
    const auto start = std::chrono::steady_clock::now();
    const auto child = fork();
    if (child == 0) {
        const int code = exit_code_of(work);
        std::cout.flush();
        _exit(code);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    if (status != 0) throw std::runtime_error("a process of the bench failed");
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {wall.count(), seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

Cost cost_of_program(const std::vector<std::string>& command) {
    return cost_of_child([&] {
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        std::vector<char*> arguments;
        for (const auto& each : command)
            arguments.push_back(const_cast<char*>(each.c_str()));
        arguments.push_back(nullptr);
        execvp(arguments.front(), arguments.data());
        throw std::runtime_error(command.front() + " cannot be run: is it installed?");
    });
}

double median(std::vector<Cost> costs, double Cost::*part) {
    const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
    std::ranges::nth_element(costs, middle, {}, part);
    return (*middle).*part;
}

}  // namespace contractwatch::bench
