// Finds the rows as they were given of which current rows were made.
//
// Rows as given lie in the order in which they came, not by key. What leads to them is that a current row names the
// entry that first recorded it and its latest fact: everything between is looked through once, and nothing else.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "ports/history.h"

namespace contractwatch::sqlite {

class GivenRows {
  public:
    GivenRows(const Connection& connection, const Kind& kind);

    /// In the order in which they were recorded.
    std::vector<Recorded<Row>> of(std::span<const Row> current) const;

  private:
    /// From the first row of an entry to the row of an id.
    struct Stretch {
        std::int64_t first_entry;
        std::int64_t last_fact;
    };

    static std::vector<Stretch> stretches(std::span<const Row> current);
    std::vector<std::int64_t> candidates(const Stretch& stretch, std::span<const Row> current) const;
    Recorded<Row> read(std::int64_t id) const;

    const Connection& connection_;
    const Kind& kind_;
    std::string select_leading_;  ///< id and the first part of the key, from a row of that id to that of another
    std::string select_one_;
};

}  // namespace contractwatch::sqlite
