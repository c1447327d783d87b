// Everything that was recorded of one measure.
#include "app/measure_history.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/text.h"
#include "domain/measures/measure.h"

namespace contractwatch {
namespace {

/// Whether the name is that of the measure, with its lot or without.
bool named(std::string_view reference, std::string_view lot, const std::string& name) {
    Measure measure;
    measure.reference = MeasureRef{std::string{reference}};
    measure.lot = lot;
    return measure.reference.key() == key_of(name) || key_of(measure.subject()) == key_of(name);
}

std::vector<Row> rows_of(const Record& record, std::string_view name, const ContractRef& contract,
                         const std::string& measure) {
    const auto& wanted = kind(name);
    const auto reference = wanted.column("measure");
    const auto lot = wanted.column("lot");
    auto rows = record.rows_of(wanted, contract);
    std::erase_if(rows, [&](const Row& row) { return !named(row.text(reference), row.text(lot), measure); });
    return rows;
}

}  // namespace

std::vector<Happening> measure_history(const Record& record, const History& history, const ContractRef& contract,
                                       const std::string& measure) {
    std::vector<Happening> all;
    for (const auto* name : {"measures", "readings"}) {
        auto rows = of_rows(history.given(rows_of(record, name, contract, measure)));
        std::ranges::move(rows, std::back_inserter(all));
    }
    for (const auto& rating : history.ratings_of(contract)) {
        if (named(rating.fact.measure.given(), rating.fact.lot, measure)) all.push_back(of_rating(rating));
    }
    sort_by_entry(all);
    return all;
}

}  // namespace contractwatch
