// A number of the law from day to day.
#include "domain/contracts/dated_number.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {

Money LegalNumber::amount() const {
    return Money::pence(value.units() / (Decimal::scale / 100));
}

std::string LegalNumber::words() const {
    auto words = rule;
    if (!applies_to.empty()) words += fmt::format(" ({})", applies_to);
    words += fmt::format(" {} from {}", value.text(), from.short_text());
    if (!authority.empty()) words += ", " + single_line(authority);
    return words + (entry == 0 ? std::string{", built in"} : fmt::format(", taken in by entry {}", entry));
}

DatedNumber::DatedNumber(std::vector<LegalNumber> rows) : rows_(std::move(rows)) {
    std::ranges::stable_sort(rows_, std::ranges::greater{}, &LegalNumber::from);
}

const LegalNumber* DatedNumber::in_force(Date day) const {
    const auto found = std::ranges::find_if(rows_, [&](const LegalNumber& each) { return each.holds_on(day); });
    return found == rows_.end() ? nullptr : &*found;
}

std::optional<Date> DatedNumber::since() const {
    return rows_.empty() ? std::nullopt : std::optional{rows_.back().from};
}

std::optional<Days> DatedNumber::most_days() const {
    if (rows_.empty()) return std::nullopt;
    return std::ranges::max_element(rows_, {}, &LegalNumber::value)->days();
}

std::optional<Money> DatedNumber::least_amount() const {
    if (rows_.empty()) return std::nullopt;
    return std::ranges::min_element(rows_, {}, &LegalNumber::value)->amount();
}

}  // namespace contractwatch
