// What is wrong in a settings file, and where.
#pragma once

#include <string>
#include <vector>

namespace contractwatch {

/// One thing that is wrong.
struct Problem {
    std::string file;
    int line = 0;     ///< from 1; 0: the file as a whole
    int column = 0;   ///< from 1, in characters
    std::string key;  ///< dotted, such as alerts.digest_at; empty where no key is meant
    std::string message;

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// In the shape that editors jump to: `contractwatch.toml:21:1: alerts.digest_at: is the number 8; ...`.
std::string text_of(const Problem& problem);

/// In the order of the file.
void sort_by_place(std::vector<Problem>& problems);

}  // namespace contractwatch
