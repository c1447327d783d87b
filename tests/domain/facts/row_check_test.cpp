// What a row must hold across its cells.
#include "domain/facts/row_check.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using Cells = std::vector<builders::Cell>;

std::vector<CellProblem> problems_of(std::string_view kind_name, const Cells& cells) {
    return RowCheck{kind(kind_name)}.problems(builders::row(kind_name, cells));
}

struct Case {
    const char* kind;
    Cells cells;
    const char* column;  ///< that the problem is about; null: there is none
    const char* because;
};

void expect(const std::vector<Case>& cases) {
    for (const auto& each : cases) {
        const auto problems = problems_of(each.kind, each.cells);
        if (each.column == nullptr) {
            EXPECT_TRUE(problems.empty()) << each.because << ": " << problems.front().message;
            continue;
        }
        ASSERT_EQ(problems.size(), 1U) << each.because;
        EXPECT_EQ(kind(each.kind).columns[problems[0].column].name, each.column) << each.because;
        EXPECT_FALSE(problems[0].message.empty()) << each.because;
    }
}

TEST(RowCheck, RefusesDatesThatRunBackwards) {
    expect({
        {"contracts", {{"StartDate", "2026-04-01"}, {"EndDate", "2026-03-31"}}, "EndDate", "an end before the start"},
        {"contracts", {{"StartDate", "2026-04-01"}, {"EndDate", "2026-04-01"}}, nullptr, "a contract of one day"},
        {"contracts", {{"EndDate", "2026-04-01"}}, nullptr, "a start may stand in an earlier row"},
        {"people",
         {{"active_from", "2026-04-01"}, {"active_until", "2025-04-01"}},
         "active_until",
         "gone before in post"},
        {"roles", {{"from", "2026-04-02"}, {"until", "2026-04-01"}}, "until", "a role of no day"},
        {"subcontracts", {{"start", "2026-04-02"}, {"end", "2026-04-01"}}, "end", "an end before the start"},
        {"outcomes",
         {{"valid_from", "2026-04-02"}, {"valid_until", "2026-04-01"}},
         "valid_until",
         "an outcome of no day"},
        {"legal_numbers", {{"from", "2026-04-02"}, {"until", "2026-04-01"}}, "until", "a number of no day"},
    });
}

TEST(RowCheck, RefusesWhatIsNoBankRate) {
    expect({
        {"bank_rates", {{"from", "2026-12-18"}, {"rate", "3.75"}}, nullptr, "a Bank Rate"},
        {"bank_rates", {{"from", "2026-12-18"}, {"rate", "0"}}, nullptr, "nothing is a rate"},
        {"bank_rates", {{"from", "2026-12-18"}, {"rate", "-0.1"}}, "rate", "below nothing"},
        {"bank_rates", {{"from", "2026-12-18"}, {"rate", "375"}}, "rate", "hundredths"},
        {"bank_rates", {{"from", "2026-12-18"}, {"rate", "3.755"}}, "rate", "three decimals"},
    });
}

TEST(RowCheck, AsksForTheAmountOfInterestPaidAndForTheReasonOfInterestRemitted) {
    expect({
        {"interest", {{"kind", "paid"}, {"amount", "40"}}, nullptr, "paid, with its amount"},
        {"interest", {{"kind", "paid"}}, "amount", "paid, and nobody knows how much"},
        {"interest", {{"kind", "paid"}, {"amount", "-40"}}, "amount", "below zero"},
        {"interest",
         {{"kind", "remitted"}, {"decided_by", "f@council.example"}, {"reason", "wrong bank details"}},
         nullptr,
         "remitted, all of it"},
        {"interest",
         {{"kind", "remitted"}, {"decided_by", "f@council.example"}},
         "reason",
         "remitted without a reason"},
        {"interest", {{"kind", "remitted"}, {"reason", "agreed"}}, "decided_by", "remitted by nobody"},
    });
}

TEST(RowCheck, RefusesADisputeThatEndsBeforeItBeginsOrNeverBegan) {
    expect({
        {"invoices",
         {{"disputed_from", "2026-10-05"}, {"dispute_resolved_on", "2026-10-12"}},
         nullptr,
         "the worked case"},
        {"invoices",
         {{"disputed_from", "2026-10-12"}, {"dispute_resolved_on", "2026-10-05"}},
         "dispute_resolved_on",
         "resolved first"},
        {"invoices", {{"dispute_resolved_on", "2026-10-05"}}, "disputed_from", "resolved without a start"},
        {"disputes", {{"from", "2026-10-05"}, {"resolved_on", "2026-10-12"}}, nullptr, "the worked case"},
        {"disputes", {{"from", "2026-10-12"}, {"resolved_on", "2026-10-05"}}, "resolved_on", "resolved first"},
        {"disputes", {{"from", "2026-10-05"}, {"amount", "-1"}}, "amount", "disputed for less than nothing"},
        {"invoices", {{"dispute_notified_on", "2026-10-05"}}, "disputed_from", "notified without a start"},
    });
}

TEST(RowCheck, AsksWhoseAnObligationIs) {
    expect({
        {"obligations", {{"obligation", "OB-1"}}, "contract", "nobody's"},
        {"obligations", {{"obligation", "OB-1"}, {"contract", "C-1"}}, nullptr, "a contract's"},
        {"obligations", {{"obligation", "OB-1"}, {"supplier", "Quill Ltd"}}, nullptr, "a supplier's"},
    });
}

TEST(RowCheck, RefusesANilReturnThatDeclaresInvoices) {
    expect({
        {"returns", {{"period", "2026-09"}, {"nil_return", "yes"}, {"invoices_in_return", "3"}}, "nil_return", "both"},
        {"returns", {{"period", "2026-09"}, {"nil_return", "yes"}, {"invoices_in_return", "0"}}, nullptr, "nothing"},
        {"returns", {{"period", "2026-09"}, {"nil_return", "no"}, {"invoices_in_return", "3"}}, nullptr, "something"},
        {"returns", {{"period", "2026-09"}, {"invoices_in_return", "0"}}, "nil_return", "a nil return is explicit"},
        {"invoices",
         {{"subcontract", "SC-01"}, {"supply_tier", "1"}},
         "supply_tier",
         "the council pays no sub-contract"},
        {"invoices", {{"subcontract", "SC-01"}, {"supply_tier", "2"}}, nullptr, "a prime does"},
        {"invoices", {{"subcontract", "SC-01"}}, nullptr, "a blank tier is the sub-contract's"},
        {"returns", {{"period", "2026-09"}, {"invoices_in_return", "-1"}}, "invoices_in_return", "less than none"},
        {"returns", {{"period", "last month"}}, "period", "no period"},
    });
}

TEST(RowCheck, AsksForTheReasonOfADeduction) {
    expect({
        {"invoices", {{"deduction", "100.00"}}, "deduction_reason", "each deduction has its reason"},
        {"invoices", {{"deduction", "100.00"}, {"deduction_reason", "CIS"}}, nullptr, "with its reason"},
        {"invoices", {{"deduction", "0.00"}}, nullptr, "nothing was deducted"},
        {"invoices", {{"deduction", "-1.00"}, {"deduction_reason", "CIS"}}, "deduction", "a deduction is no addition"},
    });
}

TEST(RowCheck, TakesAReviewThatIsEitherHeldOrPutOff) {
    expect({
        {"reviews", {{"held_on", "2026-10-01"}}, nullptr, "held; its occurrence is found by its day"},
        {"reviews", {}, "held_on", "neither held nor put off"},
        {"reviews", {{"held_on", "2026-10-01"}, {"deferred_to", "2026-11-01"}}, "held_on", "both"},
        {"reviews",
         {{"occurrence", "2026-10-01"}, {"deferred_to", "2026-11-01"}, {"reason", "illness"}},
         nullptr,
         "put off"},
        {"reviews",
         {{"occurrence", "2026-10-01"}, {"deferred_to", "2026-11-01"}},
         "reason",
         "put off without a reason"},
        {"reviews", {{"deferred_to", "2026-11-01"}, {"reason", "illness"}}, "occurrence", "which one?"},
        {"reviews",
         {{"occurrence", "2026-10-01"}, {"deferred_to", "2026-10-01"}, {"reason", "illness"}},
         "deferred_to",
         "put off to its own day"},
    });
}

TEST(RowCheck, RefusesARuleThatSkipsShortMonthsOrIsNone) {
    expect({
        {"schedules", {{"rule", "quarterly"}}, nullptr, "a cadence; the anchor is the contract's start"},
        {"schedules", {{"rule", "FREQ=MONTHLY;BYDAY=2TU"}}, nullptr, "an RFC 5545 rule"},
        {"schedules", {{"rule", "FREQ=MONTHLY;BYMONTHDAY=31"}}, "rule", "February would be skipped in silence"},
        {"schedules", {{"rule", "FREQ=MONTHLY;BYMONTHDAY=-1"}}, nullptr, "the way to say it"},
        {"schedules", {{"rule", "FREQ=MONTHLY"}, {"anchor", "2026-01-31"}}, "rule", "the anchor's day makes it skip"},
        {"schedules", {{"rule", "now and then"}}, "rule", "no rule at all"},
        {"schedules", {{"rule", "monthly"}, {"remind_working_days", "20 10 5 1"}}, nullptr, "reminders"},
        {"schedules",
         {{"rule", "monthly"}, {"remind_working_days", "20, 10"}},
         "remind_working_days",
         "spaces part them"},
    });
}

TEST(RowCheck, TakesAReadingInAnyNotationOfAPeriodThatHasAFigure) {
    for (const auto* period :
         {"2026-09", "2026-Q3", "2026-H1", "2026", "2026/27-Q2", "2026/27-H1", "2026/27", "2026-09-30"}) {
        EXPECT_TRUE(problems_of("readings", {{"period", period}, {"value", "95"}}).empty()) << period;
    }
    for (const auto* period : {"Sep-26", "2026-13", "2026-Q5", "2026/28", "September", "2026-H3", "2026-02-30"}) {
        EXPECT_EQ(problems_of("readings", {{"period", period}, {"value", "95"}}).size(), 1U) << period;
    }
    expect({
        {"readings", {{"period", "2026-09"}}, "value", "nothing was reported"},
        {"readings", {{"period", "2026-09"}, {"rating", "good"}}, nullptr, "a judgement"},
        {"readings",
         {{"period", "2026-09"}, {"numerator", "3"}, {"denominator", "0"}},
         nullptr,
         "n/a is for the rating"},
        {"readings", {{"period", "2026-09"}, {"value", "1"}, {"numerator", "3"}}, "numerator", "half a rate"},
        {"readings", {{"period", "2026-09"}, {"numerator", "3"}, {"denominator", "-4"}}, "denominator", "below zero"},
    });
}

TEST(RowCheck, HoldsNumbersToTheirBounds) {
    expect({
        {"contracts", {{"switching", "5"}}, nullptr, "scores are 1 to 5"},
        {"contracts", {{"switching", "6"}}, "switching", "scores are 1 to 5"},
        {"contracts", {{"continuity", "0"}}, "continuity", "scores are 1 to 5"},
        {"contracts", {{"ContractValue", "-1.00"}}, "ContractValue", "a value is no debt"},
        {"invoices", {{"amount_gross", "-1.00"}}, nullptr, "a credit note"},
        {"invoices", {{"supply_tier", "0"}}, "supply_tier", "1 is the prime"},
        {"measures",
         {{"direction", "within"}, {"target", "10"}, {"target_high", "5"}},
         "target_high",
         "an upside-down band"},
        {"measures", {{"direction", "increase"}, {"lowest", "0"}, {"highest", "-1"}}, "highest", "bounds upside down"},
        {"measures", {{"direction", "increase"}, {"fix_after", "1"}}, "fix_after", "one point has no limits"},
    });
}

TEST(RowCheck, NamesEveryFaultOfARow) {
    const auto problems = problems_of(
        "contracts",
        {{"StartDate", "2026-04-01"}, {"EndDate", "2026-03-31"}, {"switching", "6"}, {"annual_budget", "-5.00"}});
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0].message, "2026-03-31 is before StartDate (2026-04-01); one of the two is wrong");
    EXPECT_EQ(problems[1].message, "6 is out of bounds; give 1 to 5");
}

}  // namespace
}  // namespace contractwatch
