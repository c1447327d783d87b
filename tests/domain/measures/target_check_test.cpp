// Bands and ladders of a row of `measures`, judged before it is taken in.
#include "domain/measures/target_check.h"

#include <gmock/gmock.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::measure;
using ::testing::HasSubstr;

/// The one fault of that row: "column: message"; empty where there is none.
std::string fault(std::vector<Cell> cells) {
    const auto row = measure(std::move(cells));
    const auto faults = faults_of_target(row);
    EXPECT_LE(faults.size(), 1U);
    if (faults.empty()) return {};
    return std::string{row.kind->columns[faults.front().column].name} + ": " + faults.front().message;
}

struct Checked {
    std::vector<Cell> cells;
    const char* fault;
    const char* because;
};

TEST(TargetCheck, RefusesBandsWithAHoleOrAnOverlapAtTheirColumn) {
    const std::vector<Checked> cases = {
        {{{"approaching", "90"}, {"requires_improvement", "80"}}, "", "they lead away from 95"},
        {{{"approaching", "97"}},
         "approaching: approaching 97 lies on the good side of the target 95; where more is better it must be at or "
         "below it",
         "overlaps with good"},
        {{{"approaching", "80"}, {"requires_improvement", "90"}},
         "requires_improvement: requires_improvement 90 lies nearer to the target than approaching 80; the bands must "
         "lead away from the target in the order approaching, requires_improvement",
         "overlap"},
        {{{"direction", "decrease"}, {"target", "20"}, {"requires_improvement", "15"}},
         "requires_improvement: requires_improvement 15 lies on the good side of the target 20; where less is better "
         "it "
         "must be at or above it",
         "mirrored"},
        {{{"direction", "within"}, {"target", "18"}, {"target_high", "22"}, {"approaching", "-1"}},
         "approaching: approaching -1 is a distance outside the target range and cannot be negative",
         "a distance"},
        {{{"target", ""}, {"approaching", "97"}}, "", "an earlier row may have said the target"},
        {{{"direction", "within"}, {"target", "18"}, {"approaching", "1"}}, "", "likewise its upper end"},
        {{{"approaching", "80"}}, "", "the band that is not given makes way"},
    };
    for (const auto& [cells, expected, because] : cases)
        EXPECT_EQ(fault(cells), expected) << because;
}

TEST(TargetCheck, RefusesAWrongLadderAtItsColumn) {
    EXPECT_EQ(fault({{"points", "99:0;98:1;97:2;96:3;else:4"}}), "");
    EXPECT_THAT(fault({{"points", "98:1;99:0;else:4"}}), HasSubstr("points: the step 99:0"));
    EXPECT_EQ(fault({{"nature", "qualitative"}, {"points", "99:0;else:4"}}),
              "points: a measure by judgement has no value to score; leave points blank");
    EXPECT_EQ(fault({{"nature", "qualitative"}, {"approaching", "97"}}), "")
        << "that it has no bands is said elsewhere";
}

TEST(TargetCheck, SaysNothingOfOtherKinds) {
    EXPECT_TRUE(faults_of_target(builders::reading({{"period", "2026-09"}, {"value", "1"}})).empty());
}

}  // namespace
}  // namespace contractwatch
