// Holds readings on their way in against the measures of the record.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/facts/row_check.h"
#include "domain/measures/measure.h"
#include "ports/store.h"

namespace contractwatch {

/// Whether rows of the kind are held against measures.
bool judged_by_measures(const Kind& kind);

class ReadingPeriods {
  public:
    explicit ReadingPeriods(const Record& record) : record_(record) {}

    /// A period that is not written as the row's measure is reported (domain/measures/notation_check.h); nothing where
    /// the record does not have the measure.
    std::optional<CellProblem> fault_of(const Row& reading);

  private:
    const std::vector<Measure>& measures_of_contract(std::string_view contract);

    const Record& record_;
    /// Of the contracts seen last: files tend to have the readings of a contract together, or to go round all of them.
    std::unordered_map<std::string, std::vector<Measure>> known_;
};

}  // namespace contractwatch
