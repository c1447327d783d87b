// The life of an alert, step by step, on days of October 2026 (Thursday the 1st; no bank holiday until Christmas).
#include "domain/alerts/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

const AlertPolicy policy;
const WorkingCalendar calendar;
const Date thursday{2026, 10, 1};
const Date friday{2026, 10, 2};
const Date monday{2026, 10, 5};

Finding late_invoices(Severity severity = Severity::warning) {
    Finding finding;
    finding.kind = FindingKind::payment_late;
    finding.contract = ContractRef{"WCC-1"};
    finding.severity = severity;
    finding.since = thursday;
    finding.summary = "One invoice is past its day.";
    finding.members = {{"inv-1|acme|", "INV-1, Acme"}};
    return finding;
}

Finding review(std::string stage, Severity severity = Severity::info) {
    Finding finding;
    finding.kind = FindingKind::review;
    finding.contract = ContractRef{"WCC-1"};
    finding.subject = "performance 2026-10-29";
    finding.severity = severity;
    finding.since = thursday;
    finding.stage = std::move(stage);
    return finding;
}

/// The alert after it was raised and told on that day.
Alert told_on(Date day, const Finding& finding) {
    auto alert = raise(finding, day).after;
    const auto telling = telling_due(alert, day, policy, calendar);
    return told(alert, *telling, day, policy, calendar).after;
}

TEST(Alert, BeginsRaisedAndIsToldOnTheSameDay) {
    const auto step = raise(late_invoices(), thursday);
    EXPECT_EQ(step.step, StepKind::raised);
    EXPECT_EQ(step.after.key, "payment_late/wcc-1//");
    EXPECT_EQ(step.after.next_step_on, thursday);
    const auto telling = telling_due(step.after, thursday, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->step, StepKind::notified);
    EXPECT_EQ(telling->stage, "raised");
}

TEST(Alert, IsNotToldTwiceOnTheDayItWasTold) {
    const auto alert = told_on(thursday, late_invoices());
    EXPECT_EQ(alert.state, AlertState::notified);
    EXPECT_FALSE(telling_due(alert, thursday, policy, calendar));
    EXPECT_FALSE(telling_due(alert, friday, policy, calendar));
}

/// A share of the council's that rests on rows of that digest; without one where it is empty.
Finding share(std::int64_t on_time, const std::string& sha256) {
    Finding finding;
    finding.kind = FindingKind::payment_share_authority;
    finding.period = "2026-09";
    finding.severity = Severity::warning;
    finding.since = thursday;
    finding.evidence = {{"population", std::int64_t{10}}, {"on_time", on_time}};
    if (sha256.empty()) return finding;
    finding.evidence.push_back({"rows_behind", std::int64_t{10}});
    finding.evidence.push_back({"rows_sha256", sha256});
    return finding;
}

TEST(Alert, KeepsTheDigestOfTheRowsBehindItsFiguresAsLongAsTheseStand) {
    const auto alert = told_on(thursday, share(8, "aa"));
    EXPECT_FALSE(follow(alert, share(8, "bb"), friday)) << "other rows, and the figures that were told";
    const auto step = follow(alert, share(7, "bb"), friday);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->after.evidence, share(7, "bb").evidence);
    EXPECT_FALSE(telling_due(step->after, friday, policy, calendar)) << "nobody is mailed for it";
    EXPECT_EQ(alert.evidence, share(8, "aa").evidence);
}

TEST(Alert, IsGivenADigestOnceWhereItHasNone) {
    const auto alert = told_on(thursday, share(8, ""));
    const auto step = follow(alert, share(8, "aa"), friday);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->after.evidence, share(8, "aa").evidence);
    EXPECT_FALSE(telling_due(step->after, friday, policy, calendar)) << "nobody is mailed for it";
    EXPECT_FALSE(follow(step->after, share(8, "bb"), monday));
}

TEST(Alert, IsToldToWhoeverIsToHearOfItToo) {
    const auto alert = told_on(thursday, late_invoices());
    auto finding = late_invoices();
    finding.audience = row_of(finding.kind).audience;
    EXPECT_FALSE(follow(alert, finding, friday));
    finding.audience.push_back(Audience::lead_director);
    const auto step = follow(alert, finding, friday);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->reason, "somebody else is to hear of it too");
    const auto telling = telling_due(step->after, friday, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_THAT(telling->audience, Contains(Audience::lead_director));
    EXPECT_EQ(telling->stage, alert.stage) << "so that whoever was told before is not told again";
}

TEST(Alert, OfAWarningIsRemindedAfterFiveWorkingDaysAndThenAfterTwiceAsMany) {
    auto alert = told_on(thursday, late_invoices());
    EXPECT_EQ(alert.next_step_on, Date(2026, 10, 8));
    const auto first = telling_due(alert, Date{2026, 10, 8}, policy, calendar);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->step, StepKind::reminded);
    EXPECT_EQ(first->stage, "reminder due 2026-10-08");
    alert = told(alert, *first, Date{2026, 10, 8}, policy, calendar).after;
    EXPECT_EQ(alert.next_step_on, Date(2026, 10, 15))
        << "the escalation after ten working days comes before the second reminder";
}

TEST(Alert, OfAWarningEscalatesAfterTenWorkingDaysToTheDeputyThenTheDirectorThenProcurement) {
    auto alert = told_on(thursday, late_invoices());
    struct Case {
        Date day;
        const char* to;
        const char* because;
    };
    for (const auto& each : {Case{{2026, 10, 15}, "deputy", "10 working days after 1 October"},
                             Case{{2026, 10, 29}, "lead_director", "20 working days"},
                             Case{{2026, 11, 12}, "procurement", "30 working days"}}) {
        const auto telling = telling_due(alert, each.day, policy, calendar);
        ASSERT_TRUE(telling) << each.because;
        EXPECT_EQ(telling->step, StepKind::escalated) << each.because;
        alert = told(alert, *telling, each.day, policy, calendar).after;
        EXPECT_EQ(alert.escalated_to, each.to) << each.because;
        EXPECT_EQ(alert.state, AlertState::escalated);
    }
}

TEST(Alert, ThatIsCriticalEscalatesAfterTwoWorkingDays) {
    const auto alert = told_on(thursday, late_invoices(Severity::critical));
    EXPECT_FALSE(telling_due(alert, friday, policy, calendar));
    const auto telling = telling_due(alert, monday, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->step, StepKind::escalated);
    EXPECT_THAT(telling->audience, Contains(Audience::deputy));
}

TEST(Alert, OfInformationIsNeitherRemindedNorEscalated) {
    const auto alert = told_on(thursday, late_invoices(Severity::info));
    EXPECT_FALSE(alert.next_step_on);
    EXPECT_FALSE(telling_due(alert, Date{2027, 10, 1}, policy, calendar));
}

TEST(Alert, TellsTheLatestMilestoneOnceAfterAnOutageOfWeeks) {
    auto alert = told_on(thursday, late_invoices());
    const Date much_later{2026, 11, 20};
    const auto telling = telling_due(alert, much_later, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->escalation_level, 3);
    alert = told(alert, *telling, much_later, policy, calendar).after;
    EXPECT_FALSE(telling_due(alert, much_later, policy, calendar))
        << "one telling, however many milestones were missed";
}

TEST(Alert, IsSilentWhileAcknowledgedAndStartsCountingAnewAfterwards) {
    auto alert = told_on(thursday, late_invoices());
    const auto step =
        acknowledge(alert, {"jo@council.example", "talking to the supplier", {}}, friday, policy, calendar);
    ASSERT_TRUE(step);
    alert = step->after;
    EXPECT_EQ(alert.acknowledged_until, Date(2026, 10, 16)) << "ten working days after 2 October";
    EXPECT_FALSE(telling_due(alert, Date{2026, 10, 16}, policy, calendar));
    const auto after = telling_due(alert, Date{2026, 10, 23}, policy, calendar);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->step, StepKind::reminded)
        << "five working days after the acknowledgement ended, not an escalation";
}

TEST(Acknowledgement, IsRefusedForAnEndedAlertWithoutANoteForAPassedDayAndForTooLong) {
    const auto alert = told_on(thursday, late_invoices());
    const auto ended = end(alert, Ending::no_longer_holds, friday).after;
    EXPECT_EQ(acknowledge(ended, {"jo@council.example", "x", {}}, friday, policy, calendar).error().code,
              ErrorCode::refused);
    EXPECT_EQ(acknowledge(alert, {"jo@council.example", " ", {}}, friday, policy, calendar).error().code,
              ErrorCode::invalid);
    EXPECT_EQ(acknowledge(alert, {"jo@council.example", "x", thursday}, friday, policy, calendar).error().code,
              ErrorCode::invalid);
    const auto too_long = acknowledge(alert, {"jo@council.example", "x", Date{2026, 11, 2}}, friday, policy, calendar);
    EXPECT_EQ(too_long.error().code, ErrorCode::refused);
    EXPECT_THAT(too_long.error().message, HasSubstr("2026-10-30")) << "twenty working days after 2 October";
}

TEST(Alert, WithANewMemberIsLookedAtAgainTheSameDay) {
    const auto alert = told_on(thursday, late_invoices());
    auto more = late_invoices();
    more.members.push_back({"inv-2|acme|", "INV-2, Acme"});
    const auto step = follow(alert, more, friday);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->after.next_step_on, friday);
    EXPECT_TRUE(telling_due(step->after, friday, policy, calendar));
}

TEST(Alert, ThatLosesAMemberChangesWithoutTellingAnybody) {
    auto two = late_invoices();
    two.members.push_back({"inv-2|acme|", "INV-2, Acme"});
    const auto step = follow(told_on(thursday, two), late_invoices(), friday);
    ASSERT_TRUE(step);
    EXPECT_FALSE(telling_due(step->after, friday, policy, calendar));
}

TEST(Alert, WhoseFindingSaysTheSameTakesNoStep) {
    EXPECT_FALSE(follow(told_on(thursday, late_invoices()), late_invoices(), friday));
}

TEST(Alert, ThatBecomesGraverIsToldAgainUnderAStageOfItsOwn) {
    const auto step = follow(told_on(thursday, late_invoices()), late_invoices(Severity::critical), friday);
    ASSERT_TRUE(step);
    EXPECT_EQ(step->after.stage, "now critical, since 2026-10-02");
    EXPECT_TRUE(telling_due(step->after, friday, policy, calendar));
}

TEST(Alert, ThatBecomesGraverAfterRemindersIsToldAndClimbsFromThere) {
    auto alert = told_on(thursday, late_invoices());
    const Date reminded{2026, 10, 9};
    alert = told(alert, *telling_due(alert, reminded, policy, calendar), reminded, policy, calendar).after;
    const Date graver{2026, 10, 14};
    alert = follow(alert, late_invoices(Severity::critical), graver)->after;
    const auto telling = telling_due(alert, graver, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->stage, "now critical, since 2026-10-14") << "not the reminder that everybody has had";
    EXPECT_EQ(telling->escalation_level, 0) << "nobody is passed over because the warning is old";
    alert = told(alert, *telling, graver, policy, calendar).after;
    EXPECT_EQ(alert.next_step_on, Date(2026, 10, 16)) << "two working days from the day it became critical";
}

TEST(AlertOfAReview, ThatComesBackIsToldAgainAtTheSameStage) {
    const auto told_once = told_on(thursday, review("overdue by 5 working days or more", Severity::warning));
    const auto ended = end(told_once, Ending::no_longer_holds, friday).after;
    const auto again = raise_again(ended, review("overdue by 5 working days or more", Severity::warning), monday).after;
    const auto telling = telling_due(again, monday, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->stage, "overdue by 5 working days or more (again since 2026-10-05)");
    EXPECT_FALSE(follow(again, review("overdue by 5 working days or more", Severity::warning), monday))
        << "it says the same";
}

TEST(AlertOfAReview, IsToldAtEachStageAndNotRemindedBetween) {
    auto alert = told_on(thursday, review("due in 20 working days"));
    EXPECT_FALSE(alert.next_step_on);
    const auto step = follow(alert, review("due in 10 working days"), Date{2026, 10, 15});
    ASSERT_TRUE(step);
    const auto telling = telling_due(step->after, Date{2026, 10, 15}, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->stage, "due in 10 working days");
}

TEST(AlertOfAReview, NeverEndsWhenItTurnsOverdue) {
    const auto due = told_on(thursday, review("due today"));
    const auto step = follow(due, review("overdue", Severity::warning), friday);
    ASSERT_TRUE(step);
    EXPECT_TRUE(step->after.open());
    EXPECT_EQ(step->after.key, due.key);
}

TEST(Alert, ThatEndedTellsThoseWhoWereToldAndNobodyElse) {
    const auto known = end(told_on(thursday, late_invoices()), Ending::no_longer_holds, friday);
    ASSERT_TRUE(telling_due(known.after, friday, policy, calendar));
    EXPECT_EQ(telling_due(known.after, friday, policy, calendar)->stage, "resolved on 2026-10-02");
    const auto unknown = end(raise(late_invoices(), thursday).after, Ending::no_longer_holds, friday);
    EXPECT_FALSE(telling_due(unknown.after, friday, policy, calendar));
}

TEST(Alert, ThatEndedTellsThoseItWasEscalatedToAsWell) {
    auto alert = told_on(thursday, late_invoices(Severity::critical));
    const auto escalated = telling_due(alert, monday, policy, calendar);
    ASSERT_TRUE(escalated);
    ASSERT_EQ(escalated->step, StepKind::escalated);
    alert = told(alert, *escalated, monday, policy, calendar).after;
    const auto telling = telling_due(end(alert, Ending::no_longer_holds, monday).after, monday, policy, calendar);
    ASSERT_TRUE(telling);
    EXPECT_THAT(telling->audience, Contains(Audience::deputy)) << "whoever was asked to act hears that it is over";
}

TEST(Alert, ThatNeverHeldIsWithdrawnAndSaysSo) {
    const auto step = end(told_on(thursday, late_invoices()), Ending::never_held, friday);
    EXPECT_EQ(step.after.state, AlertState::withdrawn);
    EXPECT_THAT(step.reason, HasSubstr("did not hold on 2026-10-01"));
}

TEST(Alert, GoesOnWhenItsFindingComesBackWithinTenWorkingDaysOnly) {
    const auto ended = end(told_on(thursday, late_invoices()), Ending::no_longer_holds, friday).after;
    EXPECT_TRUE(may_reopen(ended, Date{2026, 10, 16}, policy, calendar)) << "ten working days after 2 October";
    EXPECT_FALSE(may_reopen(ended, Date{2026, 10, 19}, policy, calendar));
    const auto again = raise_again(ended, late_invoices(), monday);
    EXPECT_EQ(again.after.id, ended.id);
    EXPECT_TRUE(again.after.open());
    EXPECT_TRUE(telling_due(again.after, monday, policy, calendar));
    EXPECT_NE(again.after.stage, "raised") << "the first telling was another one";
}

}  // namespace
}  // namespace contractwatch
