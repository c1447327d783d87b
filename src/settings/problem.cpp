// How a problem reads.
#include "settings/problem.h"

#include <algorithm>
#include <tuple>

namespace contractwatch {

std::string text_of(const Problem& problem) {
    std::string text = problem.file + ":";
    if (problem.line > 0) text += std::to_string(problem.line) + ":" + std::to_string(problem.column) + ":";
    if (!problem.key.empty()) text += " " + problem.key + ":";
    return text + " " + problem.message;
}

void sort_by_place(std::vector<Problem>& problems) {
    std::ranges::stable_sort(problems, {}, [](const Problem& each) { return std::tuple{each.line, each.column}; });
}

}  // namespace contractwatch
