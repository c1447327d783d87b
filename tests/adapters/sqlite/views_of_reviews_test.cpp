// What the auditors' view of reviews shows: due, held, put off, withdrawn, missed.
#include <gmock/gmock.h>

#include "adapters/sqlite/views_fixture.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;

Row review(std::vector<builders::Cell> cells) {
    cells.emplace_back("contract", "C-1");
    cells.emplace_back("review_type", "performance");
    cells.emplace_back("held_by", "ann@council.example");
    return builders::row("reviews", cells);
}

/// Alerts of reviews that fell due, and what ended them.
class ViewOfReviews : public Views {
  protected:
    static AlertStep due(const std::string& subject, StepKind step, AlertState state, AlertId id = 0) {
        const auto nominal = subject.substr(subject.find(' ') + 1, 10);
        return step_of(FindingKind::review, step, state, subject,
                       {{"nominal_date", nominal}, {"due_date", nominal}, {"rule", std::string{"monthly"}}}, id);
    }
    std::vector<std::string> outcomes() const {
        return seen(
            "SELECT coalesce(lot, ''), nominal_on, due_on, outcome, held_on, days_late FROM audit_reviews ORDER BY "
            "nominal_on, held_on");
    }
};

TEST_F(ViewOfReviews, ShowsThoseThatFellDueAndWaitApartFromThoseOverdue) {
    auto coming = due("performance 2026-10-05", StepKind::raised, AlertState::raised);
    coming.after.severity = Severity::info;
    add("2026-10-02T08:00:00Z", coming);
    add("2026-10-02T08:00:00Z", due("performance 2026-09-28 North", StepKind::raised, AlertState::raised));
    EXPECT_THAT(outcomes(), ElementsAre("North|2026-09-28|2026-09-28|overdue||4", "|2026-10-05|2026-10-05|due||"));
}

TEST_F(ViewOfReviews, CountsAReviewThatNamesNoneForTheLatestAndThoseBeforeItAsMissed) {
    const auto first = add("2026-10-01T08:00:00Z", due("performance 2026-08-01", StepKind::raised, AlertState::raised));
    const auto second =
        add("2026-10-01T08:00:00Z", due("performance 2026-09-01", StepKind::raised, AlertState::raised));
    const auto lot =
        add("2026-10-01T08:00:00Z", due("performance 2026-09-01 North", StepKind::raised, AlertState::raised));
    take_in("2026-10-02T08:00:00Z", {review({{"held_on", "2026-10-02"}})});
    auto change = begin(entry_at("2026-10-03T08:00:00Z", "swept"));
    change->add_step(due("performance 2026-08-01", StepKind::resolved, AlertState::resolved, first));
    change->add_step(due("performance 2026-09-01", StepKind::resolved, AlertState::resolved, second));
    change->add_step(due("performance 2026-09-01 North", StepKind::withdrawn, AlertState::withdrawn, lot));
    change->commit();
    EXPECT_THAT(outcomes(), ElementsAre("|2026-08-01|2026-08-01|missed||", "North|2026-09-01|2026-09-01|withdrawn||",
                                        "|2026-09-01|2026-09-01|held late|2026-10-02|31"));
}

TEST_F(ViewOfReviews, ShowsWhatWasPutOffWithItsReason) {
    const auto id = add("2026-10-01T08:00:00Z", due("performance 2026-10-05", StepKind::raised, AlertState::raised));
    take_in("2026-10-02T08:00:00Z",
            {review({{"occurrence", "2026-10-05"}, {"deferred_to", "2026-11-20"}, {"reason", "on leave"}})});
    add("2026-10-03T08:00:00Z", due("performance 2026-10-05", StepKind::resolved, AlertState::resolved, id));
    EXPECT_THAT(seen("SELECT outcome, due_on, deferrals, deferred_to, reason FROM audit_reviews"),
                ElementsAre("deferred|2026-11-20|1|2026-11-20|on leave"));
}

TEST_F(ViewOfReviews, ShowsReviewsThatNoSweepSawFallDue) {
    take_in("2026-10-02T08:00:00Z",
            {review({{"occurrence", "2026-04-01"}, {"held_on", "2026-04-02"}}), review({{"held_on", "2026-05-01"}})});
    EXPECT_THAT(outcomes(), ElementsAre("|||held|2026-05-01|", "|2026-04-01||held|2026-04-02|"));
}

TEST_F(ViewOfReviews, ShowsWhatWasWithdrawnApartAndCountsItForNothing) {
    const auto id = add("2026-10-01T08:00:00Z", due("performance 2026-10-01", StepKind::raised, AlertState::raised));
    take_in("2026-10-02T08:00:00Z", {review({{"held_on", "2026-10-02"}})});
    add("2026-10-03T08:00:00Z", due("performance 2026-10-01", StepKind::resolved, AlertState::resolved, id));
    take_in("2026-10-04T08:00:00Z", {review({{"held_on", "2026-10-02"}, {"withdrawn_reason", "another contract"}})});
    EXPECT_THAT(seen("SELECT coalesce(nominal_on, ''), outcome, held_on, deferrals, withdrawn_reason, entry FROM "
                     "audit_reviews ORDER BY 1"),
                ElementsAre("|recorded wrongly|2026-10-02|0|another contract|4", "2026-10-01|withdrawn||0||3"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
