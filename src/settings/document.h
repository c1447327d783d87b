// A settings file as it was written: its values with their places, before anything is known about keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "settings/problem.h"

namespace contractwatch {

/// One value, list or section.
struct Given {
    enum class Form { text, whole, decimal, yes_no, moment, list, table };

    std::string key;  ///< its own name, without the sections around it; empty in a list
    int line = 1;     ///< where its name stands, or the value itself in a list
    int column = 1;
    Form form = Form::table;
    std::string text = {};          ///< of a text
    std::int64_t whole = 0;         ///< of a whole number
    bool yes = false;               ///< of a yes_no
    std::vector<Given> parts = {};  ///< of a list, or of a table in the order of the file
};

/// What was read; with problems, nothing but them counts.
struct Document {
    Given top;
    std::vector<Problem> problems = {};
};

/// Checks the bytes (precheck.h) and parses them. Never throws, whatever the bytes are.
Document read_document(std::string_view text, const std::string& file);

}  // namespace contractwatch
