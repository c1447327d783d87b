// Steps of an alert's life as an auditor reads them.
#include "domain/alerts/step_words.h"

#include <gmock/gmock.h>

#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Alert open_alert() {
    Alert alert;
    alert.id = 3;
    alert.kind = FindingKind::payment_late;
    alert.severity = Severity::warning;
    alert.raised_on = Date{2026, 10, 1};
    alert.summary = "one invoice is late";
    alert.members = {{"inv-1", "INV-1 from Bright Ltd"}};
    alert.evidence = {{"outstanding_pence", std::int64_t{100'000}}};
    alert.next_step_on = Date{2026, 10, 8};
    return alert;
}

TEST(StepWords, SayWhatHappenedWhyAndWhatIsDueNext) {
    EXPECT_EQ(step_in_words({StepKind::raised, Date{2026, 10, 1}, "it holds since 2026-08-15", open_alert()}),
              "Alert 3 was raised: it holds since 15 August 2026. Its next step is due on 8 October 2026.");
    auto after = open_alert();
    after.escalated_to = "lead_director";
    EXPECT_EQ(
        step_in_words(
            {StepKind::escalated, Date{2026, 10, 1}, "nobody has answered for it, so it goes to lead_director", after}),
        "Alert 3 was escalated to the lead director: nobody has answered for it, so it goes to lead director. Its "
        "next step is due on 8 October 2026.");
}

TEST(StepWords, TheNoteOfAnAcknowledgementIsQuotedAsItWasWritten) {
    auto after = open_alert();
    after.acknowledged_by = "ann@council.example";
    after.acknowledged_until = Date{2026, 10, 7};
    EXPECT_EQ(step_in_words({StepKind::acknowledged, Date{2026, 10, 1}, "paid_by 2026-10-05.", after}),
              "Alert 3 was acknowledged by ann@council.example until 7 October 2026: \"paid_by 2026-10-05.\". Its next "
              "step is due on 8 October 2026.");
}

TEST(StepWords, WhatItSaidIsSaidWhereItIsNew) {
    const auto before = open_alert();
    EXPECT_THAT(said_in_words(before, nullptr),
                ElementsAre("Severity: warning", "One invoice is late.", "- INV-1 from Bright Ltd",
                            "Evidence: Outstanding: £1,000.00"));
    EXPECT_THAT(said_in_words(before, &before), IsEmpty());
    auto after = before;
    after.severity = Severity::critical;
    EXPECT_THAT(said_in_words(after, &before), ElementsAre("Severity: critical"));
}

TEST(StepWords, HowAnAlertStands) {
    auto alert = open_alert();
    EXPECT_EQ(
        standing_in_words(alert),
        "It is open: raised, warning. It was raised on 1 October 2026, and was never put into the outbox. Its next "
        "step is due on 8 October 2026.");
    alert.state = AlertState::withdrawn;
    alert.resolved_on = Date{2026, 10, 5};
    alert.times_told = 1;
    EXPECT_EQ(standing_in_words(alert),
              "It has ended: withdrawn on 5 October 2026. It was raised on 1 October 2026, and was put into the outbox "
              "1 time.");
}

TEST(StepWords, EveryRuleNamesItsSource) {
    for (const auto& kind : finding_kinds())
        EXPECT_NE(source_of(kind.rule), "") << kind.name;
    EXPECT_EQ(source_of(row_of(FindingKind::measure_missed).rule), "Procurement Regulations 2024, regulation 39(5)");
    EXPECT_EQ(source_of(row_of(FindingKind::payment_due_soon).rule),
              "Select Committee on Commissioning, recommendation 20");
    EXPECT_EQ(source_of("No source."), "");
}

}  // namespace
}  // namespace contractwatch
