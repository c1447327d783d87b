// What answers a run of misses, and to whom it goes without an answer.
#include "domain/alerts/missed_again.h"

#include <gmock/gmock.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const MissedRun twice{2, Date{2026, 9, 10}, Date{2026, 10, 12}};

Action action(std::vector<Cell> cells) {
    auto given = row("actions", builders::with_usual(std::move(cells), {{"action", "A-1"},
                                                                        {"description", "Mend the lift"},
                                                                        {"raised_by_measure", "M-1"},
                                                                        {"due_on", "2026-11-30"}}));
    return action_of(given);
}

AnswerToMisses answer(const MissedRun& run, const std::vector<Action>& actions, Date day) {
    Measure measure;
    measure.reference = MeasureRef{"M-1"};
    measure.lot = "North";
    return answer_to(run, measure, actions, MeasurePolicy{}, WorkingCalendar{}, day);
}

std::vector<std::string> to(const AnswerToMisses& answer) {
    std::vector<std::string> names;
    for (const auto each : answer.audience)
        names.emplace_back(name_of(each));
    return names;
}

TEST(AnswerToMisses, IsAnActionThatTheMeasureRaised) {
    const Date long_after{2026, 12, 20};
    for (const auto* named : {"m-1", "M-1 (lot North)"}) {
        const auto found = answer(twice, {action({{"raised_by_measure", named}})}, long_after);
        EXPECT_THAT(found.actions, ElementsAre("A-1 (due 30 November 2026)")) << named;
        EXPECT_EQ(found.sentence, "Recorded for it: A-1 (due 30 November 2026).");
        EXPECT_THAT(to(found), ElementsAre("manager"));
    }
    for (const auto* named : {"", "M-2", "M-1 (lot South)"})
        EXPECT_THAT(answer(twice, {action({{"raised_by_measure", named}})}, long_after).actions, IsEmpty()) << named;
}

TEST(AnswerToMisses, IsNoActionThatWasClosedBeforeTheRunBeganOrIsNotRecordedYet) {
    const Date day{2026, 10, 20};
    EXPECT_THAT(answer(twice, {action({{"completed_on", "2026-09-09"}})}, day).actions, IsEmpty());
    EXPECT_THAT(answer(twice, {action({{"completed_on", "2026-09-10"}})}, day).actions,
                ElementsAre("A-1 (completed on 10 September 2026)"));
    EXPECT_THAT(answer(twice, {action({{"decided_on", "2026-10-19"}})}, day).actions,
                ElementsAre("A-1 (decided on 19 October 2026)"));
    auto later = action({});
    later.recorded_on = Date{2026, 10, 21};
    EXPECT_THAT(answer(twice, {later}, day).actions, IsEmpty());
}

TEST(AnswerToMisses, GoesToTheLeadDirectorWhenNoneIsRecordedWithinTheTimeSet) {
    const auto in_time = answer(twice, {}, Date{2026, 10, 26});
    EXPECT_THAT(to(in_time), ElementsAre("manager")) << "ten working days after 12 October are up on the 26th";
    EXPECT_EQ(in_time.sentence, "Agree an improvement action and record it by 26 October 2026.");
    EXPECT_EQ(in_time.changes_on, (Date{2026, 10, 27}));
    const auto late = answer(twice, {}, Date{2026, 10, 27});
    EXPECT_THAT(to(late), ElementsAre("manager", "lead_director"));
    EXPECT_THAT(late.sentence, HasSubstr("No improvement action was recorded for it by 26 October 2026"));
}

TEST(AnswerToMisses, GoesToTheLeadDirectorAtOnceWhenThreePeriodsWereMissedRunning) {
    const MissedRun thrice{3, Date{2026, 9, 10}, Date{2026, 10, 12}};
    EXPECT_THAT(to(answer(thrice, {}, Date{2026, 10, 13})), ElementsAre("manager", "lead_director"));
    EXPECT_THAT(to(answer(thrice, {action({})}, Date{2026, 10, 13})), ElementsAre("manager"));
}

}  // namespace
}  // namespace contractwatch
