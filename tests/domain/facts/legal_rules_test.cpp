// What a row of legal_numbers may say, held against its rule.
#include "domain/facts/legal_rules.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;

/// "value: 0 makes no sense ..." for each problem.
std::string told(const std::vector<Cell>& cells) {
    const auto row = builders::row("legal_numbers", cells);
    std::string words;
    for (const auto& problem : RowCheck{kind("legal_numbers")}.problems(row))
        words +=
            (words.empty() ? "" : " | ") + std::string{row.kind->columns[problem.column].name} + ": " + problem.message;
    return words;
}

struct ValueCase {
    const char* rule;
    const char* value;
    std::string wanted;  ///< empty: it is taken
};

TEST(LegalRules, AValueMakesSenseForItsRule) {
    const std::string days = "a whole number of days from 1 to 3660";
    const std::string pounds = "pounds, not below zero, with at most two decimals";
    const std::string per_cent = "per cent from 0 to 100 with at most two decimals";
    for (const auto& [rule, value, wanted] : {ValueCase{"payment_days_pa23", "1", ""},
                                              {"payment_days_pa23", "3660", ""},
                                              {"payment_days_pa23", "0", days},
                                              {"payment_days_subcontract", "-30", days},
                                              {"payment_days_pcr15", "30.5", days},
                                              {"published_payments_days", "3661", days},
                                              {"interest_payment_days", "30", ""},
                                              {"published_payments_over", "0", ""},
                                              {"published_payments_over", "30000.01", ""},
                                              {"published_payments_over", "-1", pounds},
                                              {"key_indicators_over", "5000000.005", pounds},
                                              {"interest_over_bank_rate", "9.25", ""},
                                              {"interest_over_bank_rate", "-1", per_cent},
                                              {"interest_over_bank_rate", "9.255", per_cent},
                                              {"interest_over_bank_rate", "101", per_cent}}) {
        const auto words = std::string{"value: "} + value + " makes no sense for " + rule + "; give " + wanted;
        EXPECT_EQ(told({{"rule", rule}, {"value", value}}), wanted.empty() ? "" : words);
    }
}

TEST(LegalRules, ARuleThatNothingLooksUpIsRefusedWithThoseThatThereAre) {
    const std::string known =
        "the rules are interest_fixed_sum, interest_over_bank_rate, interest_payment_days, key_indicators_over, "
        "payment_days_below_threshold, payment_days_pa23, payment_days_pcr15, payment_days_subcontract, "
        "published_payments_days, published_payments_over";
    EXPECT_EQ(told({{"rule", "payment_day_pa23"}, {"value", "30"}}),
              "rule: payment_day_pa23 is no rule whose number is looked up; did you mean payment_days_pa23?; " + known);
    EXPECT_EQ(told({{"rule", "notice"}, {"value", "10"}}),
              "rule: notice is no rule whose number is looked up; " + known);
    EXPECT_EQ(told({{"rule", "Payment_Days_PA23"}, {"value", "30"}}), "") << "compared as references are";
    EXPECT_EQ(told({{"value", "30"}}), "") << "the rule is asked for elsewhere";
}

TEST(LegalRules, WhatItAppliesToIsBlankUnlessTheRuleHasSeveralNumbers) {
    EXPECT_EQ(told({{"rule", "payment_days_pa23"}, {"applies_to", "works"}, {"value", "30"}}),
              "applies_to: payment_days_pa23 has one number for everything under it, and none for works; leave this "
              "blank");
    const std::string of_sums =
        "applies_to: interest_fixed_sum has its numbers for under 1000, under 10000, 10000 and over; give one of these";
    EXPECT_EQ(told({{"rule", "interest_fixed_sum"}, {"value", "40"}}), of_sums);
    EXPECT_EQ(told({{"rule", "interest_fixed_sum"}, {"applies_to", "under 500"}, {"value", "40"}}),
              of_sums + ", not under 500");
    EXPECT_EQ(told({{"rule", "interest_fixed_sum"}, {"applies_to", "Under  1000"}, {"value", "45"}}), "");
}

}  // namespace
}  // namespace contractwatch
