// Lists of JSON objects as a table that a person reads.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

namespace contractwatch {

/// A column of the table: its heading, and the member that fills it.
struct TableHead {
    std::string heading;
    std::string member;
};

/// One line an object, columns as wide as they must be; says "none" for an empty list.
void print_table(std::ostream& out, const boost::json::array& rows, const std::vector<TableHead>& columns);

/// A value as a cell shows it: text as it is, nothing as -, shares and numbers plain, lists separated by commas.
std::string cell_text(const boost::json::value& value);

/// "14.5"; - for nothing.
std::string one_decimal(const std::optional<double>& number);

}  // namespace contractwatch
