// The rules of law and guidance whose numbers are looked up by day, and what a row of one may say.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts/row.h"
#include "domain/facts/row_check.h"

namespace contractwatch {

inline constexpr std::string_view rule_over_bank_rate = "interest_over_bank_rate";
inline constexpr std::string_view rule_fixed_sum = "interest_fixed_sum";
inline constexpr std::string_view rule_interest_days = "interest_payment_days";
inline constexpr std::string_view rule_pa23_days = "payment_days_pa23";
inline constexpr std::string_view rule_subcontract_days = "payment_days_subcontract";
inline constexpr std::string_view rule_below_threshold_days = "payment_days_below_threshold";
inline constexpr std::string_view rule_pcr15_days = "payment_days_pcr15";
inline constexpr std::string_view rule_published_over = "published_payments_over";
inline constexpr std::string_view rule_publishing_days = "published_payments_days";
inline constexpr std::string_view rule_key_indicators_over = "key_indicators_over";

/// What the value of a rule counts.
enum class LegalUnit {
    days,      ///< whole, from 1 to 3660
    pounds,    ///< not below zero, and whole pence
    per_cent,  ///< from 0 to 100, with two decimals at most
};
std::string_view name_of(LegalUnit unit);  ///< "days", "pounds", "per cent"

/// One rule, for whoever takes its number in.
struct LegalRule {
    std::string_view name;
    LegalUnit unit = LegalUnit::days;
    std::string_view meaning;
    std::vector<std::string_view> applies_to = {};  ///< what `applies_to` may say; none: it is blank
};

/// Every rule that a calculation looks up, by name.
std::span<const LegalRule> legal_rules();

/// The faults of a row of kind `legal_numbers`: a rule that nothing looks up, or a value or `applies_to` that makes no
/// sense for its rule.
void check_legal_number(const Row& row, std::vector<CellProblem>& problems);

}  // namespace contractwatch
