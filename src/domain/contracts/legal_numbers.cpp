// The numbers that the law or guidance sets, as dated rows.
#include "domain/contracts/legal_numbers.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr Date built_in_checked_on{2026, 11, 28};
/// Late Payment of Commercial Debts (Interest) Act 1998 for all debts, and the fixed sums of its s.5A.
constexpr Date interest_since{2002, 8, 7};
/// Public Contracts Regulations 2015 (SI 2015/102) reg 1(2).
constexpr Date pcr15_since{2015, 2, 26};
/// Procurement Act 2023 (Commencement No. 3 and Transitional and Saving Provisions) Regulations 2024.
constexpr Date pa23_since{2025, 2, 24};
/// Commencement of s.69, and of s.70 for procurements that commence from that day on (guidance).
constexpr Date s69_since{2026, 1, 1};
constexpr Date s70_since{2026, 4, 1};

LegalNumber built_in(std::string_view rule, std::int64_t value, Date from, std::string authority) {
    return {std::string{rule}, {}, Decimal{value}, from, end_of_time, std::move(authority), built_in_checked_on};
}

LegalNumber fixed_sum(std::string_view applies_to, std::int64_t pounds) {
    auto number =
        built_in(rule_fixed_sum, pounds, interest_since, "Late Payment of Commercial Debts (Interest) Act 1998, s.5A");
    number.applies_to = applies_to;
    return number;
}

/// Before the Act it was for the main contract to have sub-contracts say so.
LegalNumber subcontract_days_before_the_act() {
    auto number = built_in(rule_subcontract_days, 30, pcr15_since, "Public Contracts Regulations 2015, reg 113(2)(c)");
    number.until = pa23_since - Days{1};
    return number;
}

std::vector<LegalNumber> numbers_of_interest() {
    return {
        built_in(rule_over_bank_rate, 8, interest_since,
                 "Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002 (SI 2002/1675)"),
        fixed_sum("under 1000", 40), fixed_sum("under 10000", 70), fixed_sum("10000 and over", 100),
        built_in(rule_interest_days, 30, interest_since, "Late Payment of Commercial Debts (Interest) Act 1998, s.4")};
}

std::vector<LegalNumber> numbers_of_procurement() {
    return {built_in(rule_pa23_days, 30, pa23_since, "Procurement Act 2023, s.68(2)"),
            subcontract_days_before_the_act(),
            built_in(rule_subcontract_days, 30, pa23_since, "Procurement Act 2023, s.73"),
            built_in(rule_below_threshold_days, 30, pa23_since, "Procurement Act 2023, s.88"),
            built_in(rule_pcr15_days, 30, pcr15_since, "Public Contracts Regulations 2015, reg 113(2)(a)"),
            built_in(rule_publishing_days, 30, s69_since, "Procurement Act 2023, ss.69 and 70"),
            built_in(rule_published_over, 30'000, s70_since, "Procurement Act 2023, s.70; its first day is guidance"),
            built_in(rule_key_indicators_over, 5'000'000, pa23_since, "Procurement Act 2023, s.52(1)")};
}

auto place_of_number(const LegalNumber& number) {
    return std::tuple{key_of(number.rule), key_of(number.applies_to), number.from};
}

}  // namespace

LegalNumbers::LegalNumbers(std::vector<LegalNumber> numbers) : numbers_(std::move(numbers)) {
    std::ranges::stable_sort(numbers_, {}, place_of_number);
}

const LegalNumber* LegalNumbers::in_force(std::string_view rule, std::string_view applies_to, Date day) const {
    const LegalNumber* latest = nullptr;
    for (const auto& each : numbers_) {
        const bool of_rule = key_of(each.rule) == key_of(rule) && key_of(each.applies_to) == key_of(applies_to);
        if (of_rule && each.holds_on(day)) latest = &each;
    }
    return latest;
}

DatedNumber LegalNumbers::of(std::string_view rule, std::string_view applies_to) const {
    std::vector<LegalNumber> rows;
    for (const auto& each : numbers_) {
        if (key_of(each.rule) == key_of(rule) && key_of(each.applies_to) == key_of(applies_to)) rows.push_back(each);
    }
    return DatedNumber{std::move(rows)};
}

std::vector<const LegalNumber*> LegalNumbers::unchecked(Date day) const {
    std::vector<const LegalNumber*> found;
    for (const auto& each : numbers_) {
        const bool matters = day < each.from || in_force(each.rule, each.applies_to, day) == &each;
        if (matters && each.checked_on.plus_months(months_between_checks) <= day) found.push_back(&each);
    }
    return found;
}

const LegalNumbers& built_in_legal_numbers() {
    static const LegalNumbers numbers = [] {
        auto all = numbers_of_interest();
        std::ranges::move(numbers_of_procurement(), std::back_inserter(all));
        return LegalNumbers{std::move(all)};
    }();
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
        std::vector<CellProblem> problems;  // of a row that was taken in before rows were checked
        check_legal_number(row, problems);
        if (!begins || !number || !problems.empty()) continue;
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
