// The table of rules, and what their rows are held against.
#include "domain/facts/legal_rules.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/text.h"

namespace contractwatch {
namespace {

constexpr auto units_in_hundredth = Decimal::scale / 100;
constexpr std::int64_t most_days = 3660;

/// What would be right, where the value makes no sense in its unit; empty where it does.
std::string_view wanted_instead(LegalUnit unit, Decimal value) {
    const bool to_hundredths = value.units() % units_in_hundredth == 0;
    const bool below_zero = value < Decimal{};
    switch (unit) {
        case LegalUnit::days:
            if (value.units() % Decimal::scale == 0 && Decimal{1} <= value && value <= Decimal{most_days}) return {};
            return "a whole number of days from 1 to 3660";
        case LegalUnit::pounds:
            return to_hundredths && !below_zero ? "" : "pounds, not below zero, with at most two decimals";
        case LegalUnit::per_cent:
            return to_hundredths && !below_zero && value <= Decimal{100}
                       ? ""
                       : "per cent from 0 to 100 with at most two decimals";
    }
    return {};
}

const LegalRule* find_legal_rule(std::string_view name) {
    const auto rules = legal_rules();
    const auto found = std::ranges::find(rules, key_of(name), &LegalRule::name);
    return found == rules.end() ? nullptr : &*found;
}

std::string unknown_rule(std::string_view given) {
    std::vector<std::string_view> names;
    for (const auto& rule : legal_rules())
        names.push_back(rule.name);
    const auto meant = nearest(given, names);
    return fmt::format("{} is no rule whose number is looked up{}; the rules are {}", given,
                       meant.empty() ? "" : fmt::format("; did you mean {}?", meant), fmt::join(names, ", "));
}

std::string wrong_part(const LegalRule& rule, std::string_view given) {
    if (rule.applies_to.empty())
        return fmt::format("{} has one number for everything under it, and none for {}; leave this blank", rule.name,
                           given);
    return fmt::format("{} has its numbers for {}; give one of these{}", rule.name, fmt::join(rule.applies_to, ", "),
                       given.empty() ? "" : fmt::format(", not {}", given));
}

}  // namespace

std::string_view name_of(LegalUnit unit) {
    switch (unit) {
        case LegalUnit::days:
            return "days";
        case LegalUnit::pounds:
            return "pounds";
        case LegalUnit::per_cent:
            return "per cent";
    }
    return {};
}

std::span<const LegalRule> legal_rules() {
    using enum LegalUnit;
    static const std::vector<LegalRule> rules = {
        {rule_fixed_sum,
         pounds,
         "the fixed sum for a late debt, by its size",
         {"under 1000", "under 10000", "10000 and over"}},
        {rule_over_bank_rate, per_cent, "statutory interest over Bank Rate"},
        {rule_interest_days, days, "to pay a debt before statutory interest runs, where no earlier day was agreed"},
        {rule_key_indicators_over, pounds, "key performance indicators are set for a public contract of more"},
        {rule_below_threshold_days, days, "to pay an invoice under a regulated below-threshold contract"},
        {rule_pa23_days, days, "to pay an invoice under a contract of the Procurement Act 2023"},
        {rule_pcr15_days, days, "to pay an invoice under the Public Contracts Regulations 2015, from its verification"},
        {rule_subcontract_days, days,
         "to pay an invoice under a sub-contract of the Act; longer terms down any supply chain are told"},
        {rule_publishing_days, days,
         "to publish the returns of ss.69 and 70, beginning with the last day of their period"},
        {rule_published_over, pounds, "single payments of more are published"},
    };
    return rules;
}

void check_legal_number(const Row& row, std::vector<CellProblem>& problems) {
    static const auto rule_column = row.kind->column("rule");
    static const auto applies_to = row.kind->column("applies_to");
    static const auto value_column = row.kind->column("value");
    if (blank(row.values[rule_column])) return;
    const auto* const rule = find_legal_rule(row.text(rule_column));
    if (rule == nullptr) {
        problems.push_back({rule_column, unknown_rule(row.text(rule_column))});
        return;
    }
    const auto part = key_of(row.text(applies_to));
    const bool known = rule->applies_to.empty() ? part.empty() : std::ranges::count(rule->applies_to, part) > 0;
    if (!known) problems.push_back({applies_to, wrong_part(*rule, row.text(applies_to))});
    const auto value = row.decimal(value_column);
    if (!value) return;
    const auto wanted = wanted_instead(rule->unit, *value);
    if (wanted.empty()) return;
    problems.push_back(
        {value_column, fmt::format("{} makes no sense for {}; give {}", value->text(), rule->name, wanted)});
}

}  // namespace contractwatch
