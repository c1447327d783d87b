// Holds readings on their way in against the measures of the record.
#include "app/reading_periods.h"

#include "base/text.h"
#include "domain/measures/notation_check.h"

namespace contractwatch {
namespace {

constexpr std::size_t most_contracts_kept = 20'000;

std::optional<Date> start_of_contract(const Record& record, const ContractRef& contract) {
    static const auto& contracts = kind("contracts");
    const auto rows = record.rows_of(contracts, contract);
    return rows.empty() ? std::nullopt : rows.front().date(contracts.column("StartDate"));
}

}  // namespace

bool judged_by_measures(const Kind& kind) {
    return kind.name == "readings";
}

std::optional<CellProblem> ReadingPeriods::fault_of(const Row& reading) {
    static const auto contract = kind("readings").column("contract");
    return fault_of_notation(reading, measures_of_contract(reading.text(contract)));
}

const std::vector<Measure>& ReadingPeriods::measures_of_contract(std::string_view contract) {
    const auto key = key_of(contract);
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    if (known_.size() >= most_contracts_kept) known_.clear();
    const ContractRef reference{contract};
    const auto rows = record_.rows_of(kind("measures"), reference);
    return known_[key] = measures_of(rows, rows.empty() ? std::nullopt : start_of_contract(record_, reference));
}

}  // namespace contractwatch
