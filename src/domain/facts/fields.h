// Named figures and words that go with a decision: evidence, and the detail of a log entry.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace contractwatch {

/// Nothing, yes or no, a whole number, text (dates and decimals too), or a list of texts.
using FieldValue = std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>>;

struct Field {
    std::string name;
    FieldValue value;

    friend bool operator==(const Field&, const Field&) = default;
};

/// In the order in which a person would read them.
using Fields = std::vector<Field>;

}  // namespace contractwatch
