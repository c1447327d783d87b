// Stages: how far the reminders of one review have come.
#include "domain/reviews/stage.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

const Contract contract;
const ReviewPolicy policy;
const WorkingCalendar calendar;
const OccurrenceSources sources{contract, Importance::silver, {}, {}, policy, calendar};

/// Due on Thursday 1 October 2026; no holiday is near.
Occurrence quarterly() {
    Occurrence occurrence;
    occurrence.due_on = Date{2026, 10, 1};
    occurrence.date.step = Days{92};
    return occurrence;
}

TEST(ReviewStage, MovesAtEachReminderDay) {
    struct Case {
        Date day;
        const char* name;
        Date reached_on;
        Urgency urgency;
        StageFor told;
        Date holds_until;
    };
    using enum Urgency;
    using enum StageFor;
    const Case cases[] = {
        {Date{2026, 9, 3}, "due within 20 working days", Date{2026, 9, 3}, coming, manager, Date{2026, 9, 16}},
        {Date{2026, 9, 17}, "due within 10 working days", Date{2026, 9, 17}, coming, manager, Date{2026, 9, 23}},
        {Date{2026, 9, 24}, "due within 5 working days", Date{2026, 9, 24}, coming, manager, Date{2026, 9, 29}},
        {Date{2026, 9, 30}, "due within 1 working day", Date{2026, 9, 30}, coming, manager, Date{2026, 9, 30}},
        {Date{2026, 10, 1}, "due date reached", Date{2026, 10, 1}, coming, manager, Date{2026, 10, 1}},
        {Date{2026, 10, 2}, "due date reached", Date{2026, 10, 1}, overdue, manager, Date{2026, 10, 7}},
        {Date{2026, 10, 9}, "overdue by 5 working days or more", Date{2026, 10, 8}, overdue, manager,
         Date{2026, 10, 14}},
        {Date{2026, 10, 15}, "overdue by 10 working days or more", Date{2026, 10, 15}, overdue, manager_and_director,
         Date{2026, 10, 21}},
        {Date{2026, 10, 29}, "overdue by 20 working days or more", Date{2026, 10, 29}, critical, manager_and_director,
         Date{2026, 11, 28}},
        {Date{2026, 11, 29}, "overdue, month 1 to the lead director", Date{2026, 11, 29}, critical, director,
         Date{2026, 12, 28}},
        {Date{2027, 3, 15}, "overdue, month 4 to the lead director", Date{2027, 2, 28}, critical, director,
         Date{2027, 3, 28}},
    };
    for (const auto& each : cases) {
        const auto stage = stage_of(quarterly(), sources, each.day);
        EXPECT_EQ(stage.name, each.name) << each.day;
        EXPECT_EQ(stage.reached_on, each.reached_on) << each.day;
        EXPECT_EQ(stage.urgency, each.urgency) << each.day;
        EXPECT_EQ(stage.told, each.told) << each.day;
        EXPECT_EQ(stage.holds_until, each.holds_until) << each.day;
    }
}

TEST(ReviewStage, DropsALeadLongerThanHalfTheStep) {
    struct Case {
        int step;
        std::vector<int> leads;
    };
    const Case cases[] = {{31, {10, 5, 1}}, {28, {10, 5, 1}},     {14, {5, 1}},    {7, {1}},
                          {2, {}},          {56, {20, 10, 5, 1}}, {55, {10, 5, 1}}};
    for (const auto& each : cases) {
        auto occurrence = quarterly();
        occurrence.date.step = Days{each.step};
        EXPECT_EQ(reminder_leads(occurrence, {}, policy), each.leads) << each.step;
    }
}

TEST(ReviewStage, CountsWorkingDaysOverHolidays) {
    auto occurrence = quarterly();
    occurrence.due_on = Date{2027, 1, 4};
    EXPECT_EQ(window_opens(occurrence, sources), (Date{2026, 12, 2}))
        << "Christmas Day, the substitute for Boxing Day and New Year's Day do not count";
}

TEST(ReviewStage, OfADeferredReviewCarriesTheNewDate) {
    auto occurrence = quarterly();
    occurrence.deferred_to = occurrence.due_on;
    EXPECT_EQ(stage_of(occurrence, sources, Date{2026, 10, 1}).name, "due date reached, put off to 1 October 2026")
        << "so that each stage is told anew";
}

TEST(ReviewStage, DirectorAndCriticalDayAreStagesOfTheirOwnBetweenTwoSteps) {
    ReviewPolicy sevens;
    sevens.overdue_every_working_days = 7;
    const OccurrenceSources by_sevens{contract, Importance::silver, {}, {}, sevens, calendar};
    const struct {
        Date day;
        const char* name;
        Urgency urgency;
        StageFor told;
    } cases[] = {
        {Date{2026, 10, 12}, "overdue by 7 working days or more", Urgency::overdue, StageFor::manager},
        {Date{2026, 10, 15}, "overdue by 10 working days or more", Urgency::overdue, StageFor::manager_and_director},
        {Date{2026, 10, 21}, "overdue by 14 working days or more", Urgency::overdue, StageFor::manager_and_director},
        {Date{2026, 10, 29}, "overdue by 20 working days or more", Urgency::critical, StageFor::manager_and_director},
    };
    for (const auto& each : cases) {
        const auto stage = stage_of(quarterly(), by_sevens, each.day);
        EXPECT_EQ(stage.name, each.name) << each.day;
        EXPECT_EQ(stage.reached_on, each.day);
        EXPECT_EQ(stage.urgency, each.urgency) << each.day;
        EXPECT_EQ(stage.told, each.told) << each.day;
    }
}

}  // namespace
}  // namespace contractwatch
