// What a setting's value may be: how it is checked, described, and written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "settings/document.h"

namespace contractwatch {

enum class KeyType {
    text,         ///< one line of words
    email,        ///< one plain ASCII address
    domain,       ///< a host's or a mail domain's name
    path,         ///< a file or folder; a relative one begins at the settings file's folder
    secret_file,  ///< a path whose file only the service, and its group, may read
    choice,       ///< one of `choices`
    yes_no,       ///< true or false
    whole,        ///< a whole number within bounds
    percent,      ///< a whole number of per cent within bounds
    money,        ///< pounds: a whole number, or text such as "1,234.50"
    time_of_day,  ///< text such as "08:00"
    whole_list,   ///< whole numbers, each within bounds
    header_row,   ///< "auto", "none", or a line number
};

/// A type with what bounds it.
struct Shape {
    KeyType type = KeyType::text;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::vector<std::string_view> choices = {};
    std::int64_t unit = 1;  ///< what one of it is worth where it is kept: 1,048,576 bytes for a MiB
};

/// A checked value: yes or no; a whole number in the kept unit (money in pence, a time of day in minutes after
/// midnight, a choice's place among the choices, a header row as Feed keeps it); text; or whole numbers.
using Accepted = std::variant<bool, std::int64_t, std::string, std::vector<int>>;

/// The value, or a sentence that says what was given and what should be.
Result<Accepted> accept(const Shape& shape, const Given& given);

/// The value as it would be written in the file: "08:00" with its quotes, 20, [20, 10, 5, 1].
std::string written(const Shape& shape, const Accepted& value);

/// The type with its bounds for the documentation: whole number, 1 to 250.
std::string description(const Shape& shape);

/// What was given, in words: the number 8, the text "x".
std::string in_words(const Given& given);

/// The text in double quotes, as TOML writes it.
std::string quoted(std::string_view text);

}  // namespace contractwatch
