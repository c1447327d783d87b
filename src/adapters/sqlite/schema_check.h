// Whether the record's tables, indexes, triggers and views are those that it was made with.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

struct SchemaFault {
    std::string name;     ///< of the table, index, trigger or view
    std::string message;  ///< a sentence that names it
};

/// What is missing, is not as it was made, or was added by hand; of a record of the present form also the words of
/// `about` that differ.
std::vector<SchemaFault> faults_of_schema(const Connection& connection);

}  // namespace contractwatch::sqlite
