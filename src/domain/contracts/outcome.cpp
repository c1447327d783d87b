// The list of outcomes, read from its rows.
#include "domain/contracts/outcome.h"

#include "base/text.h"

namespace contractwatch {

Outcomes::Outcomes(std::span<const Row> rows) {
    static const auto& of = kind("outcomes");
    static const auto reference = of.column("outcome");
    static const auto title = of.column("title");
    static const auto parent = of.column("parent");
    static const auto valid_from = of.column("valid_from");
    static const auto valid_until = of.column("valid_until");
    for (const auto& row : rows) {
        by_key_[contractwatch::key_of(row.text(reference))] = {
            std::string{row.text(reference)}, std::string{row.text(title)}, std::string{row.text(parent)},
            row.date(valid_from), row.date(valid_until)};
    }
}

const Outcome* Outcomes::find(std::string_view reference) const {
    const auto found = by_key_.find(contractwatch::key_of(reference));
    return found == by_key_.end() ? nullptr : &found->second;
}

}  // namespace contractwatch
