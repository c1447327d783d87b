// The numbers that the law or guidance sets, as dated rows.
#include "domain/contracts/legal_numbers.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr Date built_in_checked_on{2026, 11, 28};
/// Late Payment of Commercial Debts (Interest) Act 1998 for all debts, and the fixed sums of its s.5A.
constexpr Date interest_since{2002, 8, 7};

LegalNumber fixed_sum(std::string_view applies_to, std::int64_t pounds) {
    return {std::string{rule_fixed_sum},
            std::string{applies_to},
            Decimal{pounds},
            interest_since,
            end_of_time,
            "Late Payment of Commercial Debts (Interest) Act 1998, s.5A",
            built_in_checked_on};
}

auto place_of_number(const LegalNumber& number) {
    return std::tuple{key_of(number.rule), key_of(number.applies_to), number.from};
}

}  // namespace

std::string LegalNumber::words() const {
    auto words = rule;
    if (!applies_to.empty()) words += fmt::format(" ({})", applies_to);
    words += fmt::format(" {} from {}", value.text(), from.short_text());
    if (!authority.empty()) words += ", " + single_line(authority);
    return words + (entry == 0 ? std::string{", built in"} : fmt::format(", taken in by entry {}", entry));
}

LegalNumbers::LegalNumbers(std::vector<LegalNumber> numbers) : numbers_(std::move(numbers)) {
    std::ranges::stable_sort(numbers_, {}, place_of_number);
}

const LegalNumber* LegalNumbers::in_force(std::string_view rule, std::string_view applies_to, Date day) const {
    const LegalNumber* latest = nullptr;
    for (const auto& each : numbers_) {
        const bool of_rule = key_of(each.rule) == key_of(rule) && key_of(each.applies_to) == key_of(applies_to);
        if (of_rule && each.from <= day && day <= each.until) latest = &each;
    }
    return latest;
}

std::vector<const LegalNumber*> LegalNumbers::unchecked(Date day) const {
    std::vector<const LegalNumber*> found;
    for (const auto& each : numbers_) {
        if (day <= each.until && each.checked_on.plus_months(months_between_checks) <= day) found.push_back(&each);
    }
    return found;
}

const LegalNumbers& built_in_legal_numbers() {
    static const LegalNumbers numbers{{{std::string{rule_over_bank_rate},
                                        {},
                                        Decimal{8},
                                        interest_since,
                                        end_of_time,
                                        "Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002 (SI "
                                        "2002/1675)",
                                        built_in_checked_on},
                                       fixed_sum("under 1000", 40),
                                       fixed_sum("under 10000", 70),
                                       fixed_sum("10000 and over", 100)}};
    return numbers;
}

LegalNumbers legal_numbers_with(std::span<const Row> taken_in) {
    static const auto& columns = kind("legal_numbers");
    static const auto rule = columns.column("rule");
    static const auto value = columns.column("value");
    static const auto applies_to = columns.column("applies_to");
    static const auto from = columns.column("from");
    static const auto until = columns.column("until");
    static const auto authority = columns.column("authority");
    static const auto checked_on = columns.column("checked_on");
    auto all = built_in_legal_numbers().all();
    for (const auto& row : taken_in) {
        const auto begins = row.date(from);
        const auto number = row.decimal(value);
        if (!begins || !number) continue;
        LegalNumber given{std::string{row.text(rule)},
                          std::string{row.text(applies_to)},
                          *number,
                          *begins,
                          row.date(until).value_or(end_of_time),
                          std::string{row.text(authority)},
                          row.date(checked_on).value_or(*begins),
                          row.provenance.last_entry};
        std::erase_if(all, [&](const LegalNumber& each) { return place_of_number(each) == place_of_number(given); });
        all.push_back(std::move(given));
    }
    return LegalNumbers{std::move(all)};
}

}  // namespace contractwatch
