// Readings that can hardly be right.
#include "domain/measures/plausibility.h"

#include <gmock/gmock.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date today{2027, 12, 31};

std::vector<std::string> doubted(const Row& given, const std::vector<Row>& rows) {
    const auto measures = measures_of(std::vector{given}, {});
    const auto readings = readings_of(measures, rows);
    std::vector<std::string> clauses;
    for (const auto& doubt : doubts(measures.front(), reported(readings.front(), today)))
        clauses.push_back((doubt.mistaken ? "mistaken: " : "") + doubt.clause);
    return clauses;
}

std::vector<Row> values(const std::vector<std::pair<const char*, const char*>>& given) {
    std::vector<Row> rows;
    for (const auto& [period, value] : given)
        rows.push_back(reading({{"period", period}, {"value", value}}));
    return rows;
}

TEST(Doubts, AreOfValuesOutsideTheStatedBounds) {
    const auto bounded = measure({{"lowest", "0"}, {"highest", "100"}});
    EXPECT_THAT(doubted(bounded, values({{"2026-01", "100.1"}})),
                ElementsAre("mistaken: it is above the highest that is possible, 100"));
    EXPECT_THAT(doubted(bounded, values({{"2026-01", "-1"}})),
                ElementsAre("mistaken: it is below the lowest that is possible, 0"));
    EXPECT_THAT(doubted(bounded, values({{"2026-01", "100"}})), IsEmpty());
    EXPECT_THAT(doubted(bounded, values({{"2026-01", "101"}, {"2026-02", "99"}})), IsEmpty()) << "the latest counts";
    EXPECT_THAT(doubted(measure(), values({{"2026-01", "101"}})), IsEmpty()) << "no bounds were stated";
}

TEST(Doubts, AreOfAPartAboveItsWhole) {
    const auto rate = reading({{"period", "2026-01"}, {"numerator", "21"}, {"denominator", "20"}});
    EXPECT_THAT(doubted(measure(), {rate}), ElementsAre("mistaken: its numerator, 21, is above its denominator, 20"));
    EXPECT_THAT(doubted(measure({{"unit", "ratio"}}), {rate}), Not(IsEmpty()));
    EXPECT_THAT(doubted(measure({{"unit", "days"}}), {rate}), IsEmpty()) << "a mean is no part";
}

TEST(Doubts, AreOfTheSameValueSixPeriodsRunning) {
    const auto five =
        values({{"2026-01", "92"}, {"2026-02", "92"}, {"2026-03", "92"}, {"2026-04", "92"}, {"2026-05", "92.0"}});
    EXPECT_THAT(doubted(measure(), five), IsEmpty());
    auto six = five;
    six.push_back(reading({{"period", "2026-06"}, {"value", "92"}}));
    EXPECT_THAT(doubted(measure(), six), ElementsAre("the same value was reported in six periods running"));
    auto other = five;
    other.push_back(reading({{"period", "2026-06"}, {"value", "92.1"}}));
    EXPECT_THAT(doubted(measure(), other), IsEmpty());
    auto with_gap = five;
    with_gap.push_back(reading({{"period", "2026-07"}, {"value", "92"}}));
    EXPECT_THAT(doubted(measure(), with_gap), IsEmpty()) << "June was not reported";
}

}  // namespace
}  // namespace contractwatch
