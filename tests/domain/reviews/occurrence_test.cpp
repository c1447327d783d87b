// Occurrences: when reviews should be, and what became of each.
#include "domain/reviews/occurrence.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;
using enum OccurrenceState;

/// A contract that was recorded before it began, so that nothing of it is too old.
struct Register {
    std::vector<Cell> cells;
    std::vector<std::vector<Cell>> schedules = {};
    std::vector<std::vector<Cell>> reviews = {};
    Date recorded_on{2020, 1, 1};

    std::vector<Occurrence> read(Date as_at, DateRange range = {Date{2015, 1, 1}, Date{2035, 1, 1}}) const {
        auto contract_row = row("contracts", cells);
        contract_row.provenance.recorded_on = recorded_on;
        const auto contract = contract_of(contract_row);
        std::vector<ScheduleRow> rows;
        for (const auto& each : schedules)
            rows.push_back(schedule_row_of(row("schedules", each)));
        for (auto& each : rows)
            each.recorded_on = recorded_on;
        std::vector<Review> recorded;
        for (const auto& each : reviews)
            recorded.push_back(review_of(row("reviews", each)));
        const ReviewPolicy policy;
        const auto importance = importance_of(contract, {}).importance;
        const auto spans = version_spans({}, {contract, importance, rows, policy}, as_at);
        const WorkingCalendar calendar;
        return occurrences({contract, importance, spans, recorded, policy, calendar}, range, as_at);
    }

    std::vector<Occurrence> of(ReviewType type, Date as_at) const {
        auto all = read(as_at);
        std::erase_if(all, [&](const Occurrence& each) { return each.date.type != type; });
        return all;
    }
};

std::vector<Date> nominals(const std::vector<Occurrence>& all) {
    std::vector<Date> days;
    for (const auto& each : all)
        days.push_back(each.nominal_on());
    return days;
}

std::vector<OccurrenceState> states(const std::vector<Occurrence>& all) {
    std::vector<OccurrenceState> found;
    for (const auto& each : all)
        found.push_back(each.state);
    return found;
}

Register bronze(std::string_view start, std::string_view end) {
    return {{{"ContractReference", "C-1"}, {"importance", "bronze"}, {"StartDate", start}, {"EndDate", end}}};
}

/// One year of quarterly performance reviews: 1 July, 1 October, 1 January, 31 March.
Register quarterly() {
    auto entry = bronze("2026-04-01", "2027-03-31");
    entry.schedules = {{{"review_type", "performance"}, {"rule", "quarterly"}}};
    return entry;
}

std::vector<Cell> held_review(std::string_view on, std::string_view occurrence = {}) {
    return {{"review_type", "performance"}, {"held_on", on}, {"occurrence", occurrence}, {"rating", "good"}};
}

std::vector<Cell> deferral(std::string_view occurrence, std::string_view to) {
    return {{"review_type", "performance"}, {"occurrence", occurrence}, {"deferred_to", to}, {"reason", "illness"}};
}

TEST(Occurrence, FallsWithinTheContractOrIsBroughtToItsEnd) {
    struct Case {
        const char* start;
        const char* end;
        const char* rule;
        std::vector<Date> expected;
        const char* because;
    };
    const Case cases[] = {
        {"2026-04-01", "2027-03-31", "yearly", {Date{2027, 3, 31}}, "a year less a day: one, brought to the end"},
        {"2026-04-01", "2027-04-01", "yearly", {Date{2027, 4, 1}}, "the rule's own date is the last day"},
        {"2026-04-01",
         "2027-09-30",
         "yearly",
         {Date{2027, 4, 1}},
         "182 of 366 days of the next step: not more than half"},
        {"2026-04-01",
         "2027-10-02",
         "yearly",
         {Date{2027, 4, 1}, Date{2027, 10, 2}},
         "184 of 366 days: more than half"},
        {"2026-04-01", "2026-07-31", "yearly", {Date{2026, 7, 31}}, "no performance date at all: one on the end"},
        {"2026-01-31",
         "2026-04-30",
         "monthly",
         {Date{2026, 2, 28}, Date{2026, 3, 31}, Date{2026, 4, 30}},
         "counted from the anchor, never from the date before"},
    };
    for (const auto& each : cases) {
        auto entry = bronze(each.start, each.end);
        entry.schedules = {{{"review_type", "performance"}, {"rule", each.rule}}};
        EXPECT_EQ(nominals(entry.of(ReviewType::performance, Date{2026, 4, 1})), each.expected) << each.because;
    }
}

TEST(Occurrence, BroughtToTheEndRollsBackAndOthersForward) {
    auto entry = bronze("2025-10-03", "2026-12-26");
    entry.schedules = {{{"review_type", "performance"}, {"rule", "yearly"}, {"anchor", "2025-10-03"}},
                       {{"review_type", "strategic"}, {"rule", "FREQ=YEARLY;INTERVAL=2"}, {"anchor", "2025-10-03"}}};
    const auto performance = entry.of(ReviewType::performance, Date{2026, 1, 1});
    ASSERT_EQ(performance.size(), 1u);
    EXPECT_EQ(performance[0].due_on, (Date{2026, 10, 5})) << "3 October 2026 is a Saturday";
    const auto strategic = entry.of(ReviewType::strategic, Date{2026, 1, 1});
    ASSERT_EQ(strategic.size(), 1u);
    EXPECT_EQ(strategic[0].nominal_on(), (Date{2026, 12, 26}));
    EXPECT_EQ(strategic[0].due_on, (Date{2026, 12, 24})) << "26 December 2026 is a Saturday, the 25th a holiday";
}

TEST(Occurrence, NeverFallsOnOrBeforeTheStart) {
    auto entry = bronze("2026-04-01", "2026-08-31");
    entry.schedules = {{{"review_type", "performance"}, {"rule", "FREQ=MONTHLY"}, {"anchor", "2026-01-01"}}};
    EXPECT_EQ(
        nominals(entry.of(ReviewType::performance, Date{2026, 4, 1})),
        (std::vector<Date>{Date{2026, 5, 1}, Date{2026, 6, 1}, Date{2026, 7, 1}, Date{2026, 8, 1}, Date{2026, 8, 31}}));
}

TEST(Occurrence, FallsAgainOnItsAnchorsDaysAfterAnExtension) {
    const auto extended = bronze("2026-04-01", "2028-03-31").of(ReviewType::performance, Date{2026, 4, 1});
    EXPECT_EQ(nominals(extended), (std::vector<Date>{Date{2027, 4, 1}, Date{2028, 3, 31}}));
}

TEST(Occurrence, BeforeTheScheduleTookEffectIsNeverDue) {
    auto entry = quarterly();
    entry.recorded_on = Date{2026, 10, 15};
    const auto all = entry.of(ReviewType::performance, Date{2026, 12, 31});
    EXPECT_EQ(nominals(all), (std::vector<Date>{Date{2027, 1, 1}, Date{2027, 3, 31}}));
}

TEST(Occurrence, BeforeTheScheduleTookEffectCanHaveBeenHeld) {
    auto entry = quarterly();
    entry.recorded_on = Date{2026, 10, 15};
    entry.reviews = {held_review("2026-07-03"), held_review("2026-10-02", "2026-10-01")};
    const auto all = entry.of(ReviewType::performance, Date{2026, 11, 1});
    EXPECT_EQ(nominals(all),
              (std::vector<Date>{Date{2026, 7, 1}, Date{2026, 10, 1}, Date{2027, 1, 1}, Date{2027, 3, 31}}));
    EXPECT_EQ(states(all), (std::vector{held, held, scheduled, scheduled}));
}

TEST(Occurrence, IsScheduledThenDueThenOverdue) {
    const auto entry = quarterly();
    struct Case {
        Date day;
        OccurrenceState state;
        int overdue;
    };
    const Case cases[] = {{Date{2026, 9, 2}, scheduled, 0},
                          {Date{2026, 9, 3}, due, 0},
                          {Date{2026, 10, 1}, due, 0},
                          {Date{2026, 10, 2}, overdue, 1},
                          {Date{2026, 10, 12}, overdue, 11}};
    for (const auto& each : cases) {
        const auto second = entry.of(ReviewType::performance, each.day)[1];
        EXPECT_EQ(second.nominal_on(), (Date{2026, 10, 1}));
        EXPECT_EQ(second.state, each.state) << each.day;
        EXPECT_EQ(second.days_overdue, Days{each.overdue}) << each.day;
    }
}

TEST(HeldReview, ClosesTheLatestThatIsDueSoonEnough) {
    struct Case {
        const char* on;
        std::vector<OccurrenceState> expected;
        const char* because;
    };
    const Case cases[] = {
        {"2026-07-01", {held, due, scheduled, scheduled}, "on the day"},
        {"2026-09-09", {held, due, scheduled, scheduled}, "22 days before 1 October is too early"},
        {"2026-09-10", {missed, held, scheduled, scheduled}, "21 days before 1 October; July was missed"},
        {"2026-06-09", {overdue, due, scheduled, scheduled, extra}, "22 days before 1 July matches nothing"},
    };
    for (const auto& each : cases) {
        auto entry = quarterly();
        entry.reviews = {held_review(each.on)};
        auto all = entry.of(ReviewType::performance, Date{2026, 9, 10});
        std::ranges::stable_sort(all, {}, [](const Occurrence& one) { return one.state == extra; });
        EXPECT_EQ(states(all), each.expected) << each.because;
    }
}

TEST(HeldReview, OfAShortStepCountsOnlyAThirdOfItBefore) {
    auto entry = bronze("2026-04-01", "2026-06-30");
    entry.schedules = {{{"review_type", "performance"}, {"rule", "monthly"}}};
    entry.reviews = {held_review("2026-04-20")};
    auto all = entry.of(ReviewType::performance, Date{2026, 4, 30});
    EXPECT_EQ(all[0].state, extra) << "1 May is 11 days off, a third of 31 days is 10";
    entry.reviews = {held_review("2026-04-21")};
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 4, 30})[0].state, held);
}

TEST(HeldReview, ClosesTheOneItNamesByNominalOrDueDate) {
    auto entry = quarterly();
    entry.reviews = {held_review("2026-10-20", "2026-07-01")};
    EXPECT_EQ(states(entry.of(ReviewType::performance, Date{2026, 10, 20})),
              (std::vector{held, overdue, scheduled, scheduled}));
    entry.reviews = {held_review("2027-01-20", "2027-01-04")};
    const auto all = entry.of(ReviewType::performance, Date{2027, 1, 20});
    EXPECT_EQ(all[2].due_on, (Date{2027, 1, 4}));
    EXPECT_EQ(states(all), (std::vector{missed, missed, held, scheduled}));
}

TEST(HeldReview, OfLaterThanTheDayDoesNotExistYet) {
    auto entry = quarterly();
    entry.reviews = {held_review("2026-07-10")};
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 7, 9})[0].state, overdue);
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 7, 10})[0].state, held);
}

TEST(HeldReview, OfAnotherTypeOrLotClosesNothing) {
    auto entry = quarterly();
    entry.reviews = {{{"review_type", "strategic"}, {"held_on", "2026-07-01"}},
                     {{"review_type", "performance"}, {"lot", "North"}, {"held_on", "2026-07-01"}}};
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 7, 2})[0].state, overdue);
}

TEST(DeferredReview, KeepsItsNominalDateAndMovesItsDueDate) {
    auto entry = quarterly();
    entry.reviews = {deferral("2026-10-01", "2026-12-10")};
    const auto waiting = entry.of(ReviewType::performance, Date{2026, 10, 2})[1];
    EXPECT_EQ(waiting.nominal_on(), (Date{2026, 10, 1}));
    EXPECT_EQ(waiting.due_on, (Date{2026, 12, 10}));
    EXPECT_EQ(waiting.state, deferred);
    EXPECT_EQ(waiting.deferrals, 1);
    EXPECT_FALSE(waiting.deferred_past_next);
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 11, 12})[1].state, due) << "20 working days before";
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 12, 11})[1].state, overdue);
}

TEST(DeferredReview, IsNotMissedWhenAnEarlierDueOneIsHeld) {
    auto entry = quarterly();
    entry.reviews = {deferral("2026-07-01", "2026-11-01"), held_review("2026-10-01")};
    const auto all = entry.of(ReviewType::performance, Date{2026, 10, 2});
    EXPECT_EQ(states(all), (std::vector{deferred, held, scheduled, scheduled}));
    EXPECT_TRUE(all[0].deferred_past_next);
}

TEST(DeferredReview, ExistsFromTheDayItWasRecorded) {
    auto entry = quarterly();
    entry.reviews = {deferral("2025-07-01", "2025-09-01")};
    entry.cells[2].second = "2025-04-01";
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2025, 12, 31})[0].due_on, (Date{2025, 7, 1}));
    EXPECT_EQ(entry.of(ReviewType::performance, Date{2026, 1, 1})[0].due_on, (Date{2025, 9, 1}));
}

TEST(Occurrence, IsWithdrawnWhereTheContractEndedBeforeIt) {
    auto entry = quarterly();
    entry.cells.insert(entry.cells.end(), {{"status", "terminated"}, {"ended_on", "2026-11-15"}});
    entry.reviews = {held_review("2026-07-01")};
    EXPECT_EQ(states(entry.of(ReviewType::performance, Date{2026, 11, 14})),
              (std::vector{held, overdue, scheduled, scheduled}));
    EXPECT_EQ(states(entry.of(ReviewType::performance, Date{2026, 11, 15})),
              (std::vector{held, missed, withdrawn, withdrawn}));
    const auto closing = entry.of(ReviewType::closing, Date{2026, 11, 15});
    ASSERT_EQ(closing.size(), 1u);
    EXPECT_EQ(closing[0].nominal_on(), (Date{2026, 12, 15})) << "a month after the day it ended";
    EXPECT_EQ(entry.of(ReviewType::closing, Date{2026, 11, 14})[0].nominal_on(), (Date{2027, 4, 30}));
}

TEST(OptionsAppraisal, FallsBeforeTheEndByImportance) {
    struct Case {
        const char* importance;
        Date nominal;
        Date due;
    };
    const Case cases[] = {{"gold", Date{2029, 6, 30}, Date{2029, 6, 29}},    // a Saturday
                          {"silver", Date{2029, 9, 30}, Date{2029, 9, 28}},  // a Sunday
                          {"bronze", Date{2029, 12, 31}, Date{2029, 12, 31}}};
    for (const auto& each : cases) {
        auto entry = bronze("2026-04-01", "2030-03-31");
        entry.cells[1].second = each.importance;
        const auto all = entry.of(ReviewType::options_appraisal, Date{2026, 4, 1});
        ASSERT_EQ(all.size(), 1u);
        EXPECT_EQ(all[0].nominal_on(), each.nominal) << each.importance;
        EXPECT_EQ(all[0].due_on, each.due) << each.importance;
    }
}

TEST(Occurrence, OfAnOpenEndedContractGoesOnWithoutClosingOrAppraisal) {
    const auto all = bronze("2026-04-01", "").read(Date{2026, 4, 1}, {Date{2026, 1, 1}, Date{2029, 12, 31}});
    EXPECT_EQ(nominals(all), (std::vector<Date>{Date{2027, 4, 1}, Date{2028, 4, 1}, Date{2029, 4, 1}}));
    EXPECT_EQ(all[2].due_on, (Date{2029, 4, 2}))
        << "1 April 2029 is Easter Sunday, beyond the days that are known: Monday";
}

}  // namespace
}  // namespace contractwatch
