// Actions due and overdue, and their life.
#include <gmock/gmock.h>

#include "builders/measures.h"
#include "domain/alerts/evaluate.h"
#include "domain/contracts/action.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;
using ::testing::HasSubstr;

Row action(std::vector<Cell> cells = {}) {
    return row("actions", builders::with_usual(std::move(cells), {{"contract", "C-1"},
                                                                  {"action", "A-1"},
                                                                  {"description", "Mend the lift"},
                                                                  {"owner_email", "ann@council.example"},
                                                                  {"due_on", "2026-10-30"}}));
}

Evaluation found_on(Date day, const Row& of = action()) {
    ContractRows rows;
    rows.contract = ContractRef{"C-1"};
    rows.rows["actions"] = {of};
    return action_findings(rows, Rules{}, day);
}

/// "info owner manager: due within 20 working days, ..."
std::string told(Date day, const Row& of = action()) {
    const auto found = found_on(day, of).findings;
    if (found.empty()) return {};
    std::string text{name_of(found.front().severity)};
    for (const auto each : found.front().audience)
        text += ' ' + std::string{name_of(each)};
    return text + ": " + found.front().stage;
}

struct Day {
    Date day;
    const char* told;
};

TEST(Action, IsRemindedLikeAReviewToItsOwner) {
    for (const auto& [day, expected] :
         {Day{{2026, 10, 1}, ""},
          Day{{2026, 10, 2}, "info owner manager: due within 20 working days, of 30 October 2026"},
          Day{{2026, 10, 16}, "info owner manager: due within 10 working days, of 30 October 2026"},
          Day{{2026, 10, 30}, "info owner manager: due date reached, of 30 October 2026"},
          Day{{2026, 10, 31}, "warning owner manager: due date reached, of 30 October 2026"},
          Day{{2026, 11, 6}, "warning owner manager: overdue by 5 working days or more, of 30 October 2026"},
          Day{{2026, 11, 13},
              "warning owner manager lead_director: overdue by 10 working days or more, of 30 October 2026"},
          Day{{2026, 11, 27},
              "critical owner manager lead_director: overdue by 20 working days or more, of 30 October 2026"},
          Day{{2026, 12, 28}, "critical lead_director: overdue, month 1 to the lead director, of 30 October 2026"}})
        EXPECT_EQ(told(day), expected) << day;
}

TEST(Action, SaysWhatIsToBeDoneAndByWhom) {
    const auto coming = found_on(Date{2026, 10, 20}, action({{"kind", "rectification_plan"},
                                                             {"raised_by_measure", "M-1"},
                                                             {"notice_given_on", "2026-09-01"},
                                                             {"improve_by", "2026-10-30"}}));
    ASSERT_EQ(coming.findings.size(), 1U);
    EXPECT_EQ(key_of(coming.findings[0]), "action/c-1/a-1/");
    EXPECT_EQ(coming.findings[0].summary,
              "The rectification plan A-1 is due on Friday 30 October 2026: Mend the lift.");
    EXPECT_EQ(coming.findings[0].evidence, (Fields{{"owner", "ann@council.example"},
                                                   {"due_on", "2026-10-30"},
                                                   {"kind_of_action", "rectification_plan"},
                                                   {"recorded_on", "2026-01-01"},
                                                   {"raised_by_measure", "M-1"},
                                                   {"notice_given_on", "2026-09-01"},
                                                   {"improve_by", "2026-10-30"}}));
    EXPECT_THAT(found_on(Date{2026, 11, 2}).findings.at(0).summary,
                HasSubstr("was due on Friday 30 October 2026 and is not recorded as done"));
}

TEST(Action, IsQuietOnceCompletedOrDecided) {
    const Date late{2026, 11, 10};
    EXPECT_EQ(told(late, action({{"completed_on", "2026-11-10"}})), "");
    EXPECT_EQ(told(late, action({{"result", "not_improved"}, {"decided_on", "2026-11-09"}})), "");
    EXPECT_NE(told(late, action({{"completed_on", "2026-11-11"}})), "") << "that has not happened yet";
    EXPECT_EQ(found_on(late, action({{"completed_on", "2026-11-11"}})).holds_until, late);
}

TEST(Action, IsToldAnewWhenItsDayIsMoved) {
    const auto moved = action({{"due_on", "2026-11-30"}});
    EXPECT_EQ(told(Date{2026, 11, 2}, moved), "info owner manager: due within 20 working days, of 30 November 2026");
}

TEST(Action, DoesNotExistBeforeItIsRecorded) {
    auto late_entry = action();
    late_entry.provenance.recorded_on = Date{2026, 10, 20};
    EXPECT_EQ(told(Date{2026, 10, 19}, late_entry), "");
    EXPECT_EQ(found_on(Date{2026, 10, 19}, late_entry).holds_until, (Date{2026, 10, 19}));
    EXPECT_EQ(found_on(Date{2026, 10, 20}, late_entry).findings.at(0).since, (Date{2026, 10, 20}));
}

TEST(Action, StandsUntilItsNextStage) {
    EXPECT_EQ(found_on(Date{2026, 9, 1}).holds_until, (Date{2026, 10, 1}));
    EXPECT_EQ(found_on(Date{2026, 10, 2}).holds_until, (Date{2026, 10, 15}));
    for (auto day = Date{2026, 9, 20}; day < Date{2027, 3, 1}; day = day + Days{1}) {
        const auto now = found_on(day);
        ASSERT_GE(now.holds_until, day);
        if (now.holds_until == day) continue;
        ASSERT_EQ(told(day), told(day + Days{1})) << day;
    }
}

TEST(Action, HasAStateOnEachDay) {
    const auto all = action_of(action({{"completed_on", "2026-11-05"}, {"decided_on", "2026-11-20"}}));
    EXPECT_EQ(name_of(all.state_on(Date{2026, 10, 30})), "open");
    EXPECT_EQ(name_of(all.state_on(Date{2026, 10, 31})), "overdue");
    EXPECT_EQ(name_of(all.state_on(Date{2026, 11, 5})), "completed");
    EXPECT_EQ(name_of(all.state_on(Date{2026, 11, 20})), "decided");
    EXPECT_EQ(all.closed_on(), (Date{2026, 11, 5}));
    EXPECT_EQ(action_of(action({{"decided_on", "2026-11-20"}})).closed_on(), (Date{2026, 11, 20}));
    EXPECT_EQ(action_of(action()).kind, "improvement");
}

}  // namespace
}  // namespace contractwatch
