// What rows about outcomes, measures, readings and actions must hold across their cells.
#include "domain/facts/monitoring_checks.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using Cells = std::vector<builders::Cell>;

/// "column: message" of each fault, one a line.
std::string faults(std::string_view kind_name, const Cells& cells) {
    std::string told;
    for (const auto& [column, message] : RowCheck{kind(kind_name)}.problems(builders::row(kind_name, cells)))
        told += std::string{kind(kind_name).columns[column].name} + ": " + message + '\n';
    return told;
}

struct Checked {
    Cells cells;
    const char* fault;  ///< empty: there is none
    const char* because;
};

void expect(std::string_view kind_name, const std::vector<Checked>& cases) {
    for (const auto& [cells, fault, because] : cases)
        EXPECT_EQ(faults(kind_name, cells), *fault == '\0' ? "" : std::string{fault} + '\n') << because;
}

TEST(OutcomeCheck, RefusesAnOutcomeThatIsPartOfItself) {
    expect("outcomes",
           {{{{"outcome", "OUT1"}, {"parent", "OUT2"}}, "", "part of another"},
            {{{"outcome", "OUT1"}}, "", "of its own"},
            {{{"outcome", "OUT1"}, {"parent", "out1"}},
             "parent: OUT1 cannot be part of itself; give the outcome that it is part of, or leave it blank",
             "references are compared without case"}});
}

TEST(MeasureCheck, RefusesARangeWithoutBothEndsAndAnUpperEndOfNone) {
    expect("measures",
           {{{{"direction", "within"}, {"target", "18"}, {"target_high", "22"}}, "", "both ends"},
            {{{"direction", "within"}, {"target", "18"}, {"target_high", "18"}}, "", "a range of no width"},
            {{{"direction", "within"}}, "", "nothing is aimed at yet, or an earlier row says it"},
            {{{"direction", "within"}, {"target", "18"}},
             "target_high: a target to stay within has both its ends in one row; give the upper end here",
             "no upper end"},
            {{{"direction", "within"}, {"target_high", "22"}},
             "target: a target to stay within has both its ends in one row; give the lower end here",
             "no lower end"},
            {{{"direction", "within"}, {"target", "22"}, {"target_high", "18"}},
             "target_high: 18 is below target (22); give the larger number here",
             "upside down"},
            {{{"direction", "increase"}, {"target", "90"}, {"target_high", "99"}},
             "target_high: where more is better the target has no upper end; leave target_high blank, or give the "
             "direction within",
             "it would be passed over in silence"},
            {{{"direction", "decrease"}, {"target_high", "99"}},
             "target_high: where less is better the target has no upper end; leave target_high blank, or give the "
             "direction within",
             "likewise"}});
}

TEST(MeasureCheck, RefusesATargetOrABaselineThatIsNotPossible) {
    const auto with = [](Cells cells) {
        cells.insert(cells.begin(), {{"direction", "increase"}, {"lowest", "0"}, {"highest", "100"}});
        return cells;
    };
    expect("measures",
           {{with({{"target", "100"}, {"baseline", "0"}}), "", "the bounds are possible"},
            {with({{"target", "950"}}),
             "target: 950 is more than is possible by highest (100); one of the two is wrong", "a slip of the key"},
            {with({{"baseline", "-1"}}), "baseline: -1 is less than is possible by lowest (0); one of the two is wrong",
             "below"},
            {{{"direction", "increase"}, {"target", "950"}, {"highest", "1000"}}, "", "one bound alone"},
            {{{"direction", "increase"}, {"target", "-5"}}, "", "no bounds"},
            {{{"direction", "increase"}, {"target", "5"}, {"lowest", "10"}, {"highest", "0"}},
             "highest: 0 is below lowest (10); give the larger number here",
             "said once"},
            {{{"direction", "within"}, {"target", "90"}, {"target_high", "101"}, {"highest", "100"}},
             "target_high: 101 is more than is possible by highest (100); one of the two is wrong",
             "the upper end"}});
}

TEST(MeasureCheck, RefusesNumbersOfAMeasureByJudgement) {
    expect("measures",
           {{{{"direction", "increase"}, {"nature", "qualitative"}}, "", "by judgement"},
            {{{"direction", "increase"}, {"nature", "qualitative"}, {"target", "95"}},
             "target: a measure by judgement has no number for target to be held against; leave it blank, or give the "
             "nature quantitative",
             "nothing can be held against it"},
            {{{"direction", "increase"}, {"nature", "quantitative"}, {"target", "95"}}, "", "by number"}});
    for (const auto* column :
         {"target_high", "approaching", "requires_improvement", "lowest", "highest", "baseline", "fix_after"}) {
        EXPECT_TRUE(faults("measures", {{"direction", "within"}, {"nature", "qualitative"}, {column, "5"}})
                        .starts_with(column + std::string{": a measure by judgement"}))
            << column;
    }
}

TEST(ReadingCheck, NamesTheRightNotationOfAFinancialYear) {
    expect("readings", {{{{"period", "2012/13"}, {"value", "91"}}, "", "a financial year"},
                        {{{"period", "2010-11"}, {"value", "91"}}, "", "a month, as far as the row itself says"},
                        {{{"period", "2012-13"}, {"value", "91"}},
                         "period: 2012-13 is not how a part of the financial year is written; write 2012/13",
                         "no month"},
                        {{{"period", "2026-27 q2"}, {"value", "91"}},
                         "period: 2026-27 q2 is not how a part of the financial year is written; write 2026/27-Q2",
                         "a quarter"}});
}

TEST(ReadingCheck, AsksWhyAndByWhomARatingWasSet) {
    const auto with = [](Cells cells) {
        cells.insert(cells.begin(), {{"period", "2026-09"}, {"value", "91"}});
        return cells;
    };
    expect("readings",
           {{with({{"rating", "other"}, {"override_reason", "flood"}, {"submitted_by", "a@council.example"}}), "",
             "whole"},
            {with({{"rating", "other"}, {"narrative", "flood"}, {"submitted_by", "a@council.example"}}), "",
             "the narrative is its reason"},
            {with({{"rating", "other"}, {"submitted_by", "a@council.example"}}),
             "override_reason: the rating other needs a reason", "no reason"},
            {with({{"rating", "other"}, {"override_reason", "flood"}}),
             "submitted_by: say who set the rating other: a person does, with a reason", "by nobody"},
            {with({{"rating", "good"}, {"override_reason", "new system"}}),
             "submitted_by: say who set the rating: a person does, with a reason", "set against the bands by nobody"},
            {with({{"override_reason", "flood"}, {"submitted_by", "a@council.example"}}),
             "rating: a reason is given for a rating that is not; say which rating was set", "a reason for nothing"},
            {with({{"rating", "good"}}), "", "what was reported with it; the bands decide"}});
}

TEST(ActionCheck, AsksForResultDayAndPersonOfADecisionTogether) {
    const builders::Cell result{"result", "improved"};
    const builders::Cell on{"decided_on", "2026-11-09"};
    const builders::Cell by{"decided_by", "a@council.example"};
    const std::string whole = "; result, decided_on and decided_by stand in one row\n";
    const auto no_result = "result: a decision says what the supplier achieved" + whole;
    const auto no_day = "decided_on: say on which day the result was decided" + whole;
    const auto nobody = "decided_by: say who decided the result" + whole;
    EXPECT_EQ(faults("actions", {}), "") << "nothing is decided";
    EXPECT_EQ(faults("actions", {{"completed_on", "2026-11-05"}}), "") << "done, and not decided";
    EXPECT_EQ(faults("actions", {result, on, by}), "");
    EXPECT_EQ(faults("actions", {on, by}), no_result);
    EXPECT_EQ(faults("actions", {result, by}), no_day);
    EXPECT_EQ(faults("actions", {result, on}), nobody);
    EXPECT_EQ(faults("actions", {result}), no_day + nobody);
    EXPECT_EQ(faults("actions", {on}), no_result + nobody);
    EXPECT_EQ(faults("actions", {by}), no_result + no_day);
}

TEST(ActionCheck, RefusesDaysBeforeTheNoticeWasGiven) {
    expect("actions", {{{{"notice_given_on", "2026-07-20"}, {"improve_by", "2026-07-20"}}, "", "at once"},
                       {{{"notice_given_on", "2026-07-20"}, {"improve_by", "2026-07-19"}},
                        "improve_by: 2026-07-19 is before notice_given_on (2026-07-20); one of the two is wrong",
                        "no time to improve"},
                       {{{"notice_given_on", "2026-07-20"},
                         {"result", "improved"},
                         {"decided_on", "2026-07-19"},
                         {"decided_by", "a@council.example"}},
                        "decided_on: 2026-07-19 is before notice_given_on (2026-07-20); one of the two is wrong",
                        "decided before the supplier was told"}});
}

}  // namespace
}  // namespace contractwatch
