// Schedules: which versions hold, from which day, and what they leave as it was.
#include "domain/reviews/schedule.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

const Date loaded{2026, 1, 1};  ///< on which the builders record their rows

struct Register {
    Contract contract = contract_of(row("contracts", {{"ContractReference", "C-1"}, {"StartDate", "2025-04-01"}}));
    Importance importance = Importance::silver;
    std::vector<ScheduleRow> rows = {};
    ReviewPolicy policy = {};
    std::vector<ScheduleVersion> recorded = {};

    ScheduleSources sources() const { return {contract, importance, rows, policy}; }
    std::vector<ScheduleVersion> unrecorded(Date day) const { return versions_not_recorded(recorded, sources(), day); }
    void sweep(Date day) {
        for (auto& version : unrecorded(day))
            recorded.push_back(std::move(version));
    }
    std::vector<VersionSpan> performance(Date day) const {
        auto spans = version_spans(recorded, sources(), day);
        std::erase_if(spans, [](const VersionSpan& span) { return span.version.type != ReviewType::performance; });
        return spans;
    }
};

ScheduleRow performance_row(std::vector<Cell> cells) {
    cells.emplace_back("review_type", "performance");
    return schedule_row_of(row("schedules", cells));
}

TEST(ScheduleRow, ReadsItsCells) {
    const auto read = performance_row({{"rule", "monthly"},
                                       {"lot", "North"},
                                       {"roll", "preceding"},
                                       {"anchor", "2026-01-31"},
                                       {"remind_working_days", "5, 10;1 0 -3 x 5"}});
    EXPECT_EQ(read.lot, LotRef{"north"});
    EXPECT_EQ(read.roll, Roll::preceding);
    EXPECT_EQ(read.anchor, (Date{2026, 1, 31}));
    EXPECT_EQ(read.reminds, (std::vector<int>{10, 5, 1}));
    EXPECT_EQ(read.begins(), loaded);
}

TEST(Schedule, FollowsThePolicyOfTheImportance) {
    struct Case {
        Importance importance;
        std::vector<std::pair<ReviewType, std::string>> rules;
    };
    using enum ReviewType;
    const Case cases[] = {
        {Importance::gold, {{operational, "monthly"}, {performance, "quarterly"}, {strategic, "yearly"}}},
        {Importance::silver, {{operational, "quarterly"}, {performance, "half-yearly"}, {strategic, "yearly"}}},
        {Importance::bronze, {{performance, "yearly"}}},
    };
    for (const auto& each : cases) {
        Register entry;
        entry.importance = each.importance;
        std::vector<std::pair<ReviewType, std::string>> rules;
        for (const auto& version : entry.unrecorded(Date{2026, 3, 1})) {
            rules.emplace_back(version.type, version.rule);
            EXPECT_EQ(version.anchor, (Date{2025, 4, 1}));
            EXPECT_EQ(version.effective_from, loaded) << "the day the contract was recorded, not the day of asking";
            EXPECT_EQ(version.origin, "policy for " + std::string{name_of(each.importance)});
        }
        EXPECT_EQ(rules, each.rules);
    }
}

TEST(Schedule, ThatIsRecordedIsNotRecordedAgain) {
    Register entry;
    entry.sweep(loaded);
    EXPECT_EQ(entry.recorded.size(), 3u);
    EXPECT_TRUE(entry.unrecorded(Date{2026, 6, 1}).empty());
}

TEST(Schedule, OfAChangedPolicyBeginsOnTheDayItIsSeenAndLeavesWhatWas) {
    Register entry;
    entry.sweep(loaded);
    entry.importance = Importance::gold;
    const auto changed = entry.unrecorded(Date{2026, 6, 1});
    ASSERT_EQ(changed.size(), 2u) << "operational and performance; strategic stays yearly";
    EXPECT_EQ(changed.back().rule, "quarterly");
    EXPECT_EQ(changed.back().effective_from, (Date{2026, 6, 1}));
    const auto spans = entry.performance(Date{2026, 6, 1});
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[0].covers, (DateRange{loaded, Date{2026, 6, 1}}));
    EXPECT_EQ(spans[1].covers, (DateRange{Date{2026, 6, 2}, end_of_time}));
}

TEST(Schedule, ThatAPolicyNoLongerAsksForStops) {
    Register entry;
    entry.sweep(loaded);
    entry.importance = Importance::bronze;
    entry.sweep(Date{2026, 6, 1});
    EXPECT_EQ(entry.recorded.size(), 6u);
    EXPECT_TRUE(entry.recorded[3].rule.empty());
    EXPECT_EQ(entry.recorded[3].type, ReviewType::operational);
    EXPECT_TRUE(entry.unrecorded(Date{2026, 7, 1}).empty());
}

TEST(Schedule, OfAStartThatWasFilledInBeginsThen) {
    Register entry;
    entry.contract.start.reset();
    entry.sweep(loaded);
    EXPECT_EQ(entry.recorded.front().anchor, std::nullopt);
    entry.contract.start = Date{2023, 4, 1};
    const auto changed = entry.unrecorded(Date{2026, 6, 1});
    ASSERT_EQ(changed.size(), 3u);
    EXPECT_EQ(changed.front().effective_from, (Date{2026, 6, 1})) << "no flood of the reviews since it was recorded";
}

TEST(Schedule, OfARowTakesThePlaceOfThePolicy) {
    Register entry;
    entry.rows = {performance_row({{"rule", "monthly"}, {"anchor", "2026-01-15"}})};
    const auto spans = entry.performance(Date{2026, 3, 1});
    ASSERT_EQ(spans.size(), 1u);
    EXPECT_EQ(spans[0].version.rule, "monthly");
    EXPECT_EQ(spans[0].version.anchor, (Date{2026, 1, 15}));
    EXPECT_EQ(spans[0].version.effective_from, loaded);
    EXPECT_EQ(spans[0].version.reminds, (std::vector<int>{20, 10, 5, 1}));
    EXPECT_EQ(spans[0].version.origin, "schedules row");
}

TEST(Schedule, OfARowAddedLaterBeginsOnItsOwnDayElseTheDayItIsSeen) {
    struct Case {
        const char* effective_from;
        Date begins;
        const char* because;
    };
    const Case cases[] = {
        {"", Date{2026, 6, 1}, "a change without a day of its own"},
        {"2026-05-01", Date{2026, 5, 1}, "the row says so"},
        {"2025-11-01", Date{2025, 11, 1}, "even before the policy was recorded: the order of files does not matter"},
    };
    for (const auto& each : cases) {
        Register entry;
        entry.sweep(loaded);
        entry.rows = {performance_row({{"rule", "monthly"}, {"effective_from", each.effective_from}})};
        entry.sweep(Date{2026, 6, 1});
        ASSERT_EQ(entry.recorded.size(), 4u) << each.because;
        EXPECT_EQ(entry.recorded.back().effective_from, each.begins) << each.because;
        EXPECT_TRUE(entry.unrecorded(Date{2026, 6, 2}).empty()) << each.because;
    }
}

TEST(Schedule, OfARowForLaterWaitsAndIsRecordedWhenItBegins) {
    Register entry;
    entry.sweep(loaded);
    entry.rows = {performance_row({{"rule", "monthly"}, {"effective_from", "2026-09-01"}})};
    EXPECT_TRUE(entry.unrecorded(Date{2026, 6, 1}).empty());
    const auto spans = entry.performance(Date{2026, 6, 1});
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[0].version.rule, "half-yearly");
    EXPECT_EQ(spans[0].covers.last, (Date{2026, 9, 1}));
    EXPECT_EQ(spans[1].version.rule, "monthly");
    EXPECT_EQ(next_schedule_change(entry.rows, Date{2026, 6, 1}), (Date{2026, 9, 1}));
    entry.sweep(Date{2026, 9, 7});
    EXPECT_EQ(entry.recorded.back().effective_from, (Date{2026, 9, 1}))
        << "the day it begins, though nobody looked then";
    EXPECT_EQ(entry.performance(Date{2026, 9, 7}).size(), 2u);
}

TEST(Schedule, OfARowRevisedInPlaceChangesOnTheDayThatIsSeen) {
    Register entry;
    entry.rows = {performance_row({{"rule", "monthly"}, {"effective_from", "2025-10-01"}})};
    entry.sweep(loaded);
    entry.rows = {performance_row({{"rule", "quarterly"}, {"effective_from", "2025-10-01"}})};
    const auto changed = entry.unrecorded(Date{2026, 6, 1});
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_EQ(changed[0].effective_from, (Date{2026, 6, 1}));
}

TEST(Schedule, KeepsWhatIsRecordedLaterOutOfADayBefore) {
    Register entry;
    entry.sweep(loaded);
    entry.importance = Importance::gold;
    entry.sweep(Date{2026, 6, 1});
    EXPECT_TRUE(entry.unrecorded(Date{2026, 3, 1}).empty()) << "on that day the policy was still the one for silver";
}

TEST(Schedule, OfALotStandsBesideThatOfTheContract) {
    Register entry;
    entry.rows = {performance_row({{"rule", "monthly"}, {"lot", "North"}})};
    const auto spans = entry.performance(Date{2026, 3, 1});
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_TRUE(spans[0].version.lot.empty());
    EXPECT_EQ(spans[0].version.rule, "half-yearly");
    EXPECT_EQ(spans[1].version.lot, LotRef{"North"});
}

}  // namespace
}  // namespace contractwatch
