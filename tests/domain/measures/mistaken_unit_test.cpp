// Percentages written as 0.95, and ratios written as 95 %.
#include "domain/measures/mistaken_unit.h"

#include <gtest/gtest.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::measure;
using builders::reading;

constexpr Date today{2030, 12, 31};

/// The clause on the last of those values, which are of months running; empty: it is not doubted.
std::string doubt(std::vector<Cell> of_measure, const std::vector<const char*>& values,
                  const std::vector<Cell>& of_last = {}) {
    const auto measures = measures_of(std::vector{measure(std::move(of_measure))}, {});
    std::vector<Row> rows;
    for (const auto* value : values) {
        const auto period = Date{2026, 1, 1}.plus_months(static_cast<int>(rows.size())).text().substr(0, 7);
        const bool last = rows.size() + 1 == values.size();
        auto cells = last ? of_last : std::vector<Cell>{};
        cells.insert(cells.end(), {{"period", period}, {"value", value}});
        rows.push_back(reading(std::move(cells)));
    }
    const auto readings = readings_of(measures, rows);
    return mistaken_unit(measures.front(), reported(readings.front(), today)).value_or("");
}

bool doubted(std::vector<Cell> of_measure, const std::vector<const char*>& values,
             const std::vector<Cell>& of_last = {}) {
    return !doubt(std::move(of_measure), values, of_last).empty();
}

TEST(MistakenUnit, IsAFractionWhereThePercentagesBeforeItWereAHundredTimesAsMuch) {
    EXPECT_EQ(
        doubt({}, {"95.1", "94.8", "95.2", "0.95"}),
        "it looks like a fraction of a percentage: 0.95 is 0.95 %, and 95 % may be meant, since readings before it "
        "were around 95.1");
    EXPECT_TRUE(doubted({{"target", ""}}, {"95.1", "94.8", "95.2", "0.95"})) << "without a target too";
    EXPECT_TRUE(doubted({{"unit", "per cent"}}, {"95.1", "94.8", "95.2", "0.95"}));
    EXPECT_TRUE(doubted({{"unit", ""}}, {"95.1", "94.8", "95.2", "0.95"})) << "a blank unit is per cent";
    EXPECT_FALSE(doubted({{"unit", "days"}}, {"95.1", "94.8", "95.2", "0.95"})) << "days may be few";
    EXPECT_TRUE(doubted({{"target", "4"}, {"direction", "decrease"}}, {"4.1", "3.9", "4.2", "0.04"}))
        << "a small percentage";
}

TEST(MistakenUnit, IsAFractionWhereTheTargetIsAHundredTimesAsMuch) {
    EXPECT_EQ(
        doubt({}, {"0.95"}),
        "it looks like a fraction of a percentage: 0.95 is 0.95 %, and 95 % may be meant, since the target is 95");
    EXPECT_TRUE(doubted({}, {"0.94", "0.96", "0.95", "0.95"})) << "each of a series of fractions";
    EXPECT_TRUE(doubted({}, {"95", "94", "95", "0.94", "0.96", "0.95", "0.95"})) << "more fractions than percentages";
    EXPECT_TRUE(doubted({{"direction", "within"}, {"target", "60"}, {"target_high", "80"}}, {"0.7"}));
    EXPECT_FALSE(doubted({{"direction", "decrease"}, {"target", "60"}}, {"0.7"})) << "less is better";
    EXPECT_FALSE(doubted({{"target", ""}}, {"0.95"})) << "nothing to hold it against";
}

TEST(MistakenUnit, IsNotOfAMeasureThatReallyLiesBelowOne) {
    EXPECT_FALSE(doubted({{"target", "0.5"}}, {"0.4", "0.6", "0.5", "0.45"})) << "all of it lies there";
    EXPECT_FALSE(doubted({{"direction", "decrease"}, {"target", "2"}}, {"0.02"})) << "few is good";
    EXPECT_FALSE(doubted({{"direction", "decrease"}, {"target", "2"}}, {"0.03", "0.02", "0.05", "0.02"}));
    EXPECT_FALSE(doubted({{"direction", "decrease"}, {"target", "30"}}, {"2.1", "1.5", "1.2", "0.9"}))
        << "it came down to there";
    EXPECT_FALSE(doubted({{"target", "10"}}, {"0.1"})) << "a take-up that begins";
    EXPECT_FALSE(doubted({}, {"20.1", "19.8", "20.2", "0.95"})) << "95 would be as strange";
    EXPECT_FALSE(doubted({}, {"95", "94", "95", "0"})) << "nought is nought either way";
    EXPECT_FALSE(doubted({}, {"95", "94", "95", "-0.95"}));
}

TEST(MistakenUnit, HasBoundsThatBelongToWhatIsDoubted) {
    const std::vector<const char*> usual{"50", "50", "50"};
    const auto doubted_after = [&](const char* value) {
        auto values = usual;
        values.push_back(value);
        return doubted({{"target", ""}}, values);
    };
    EXPECT_TRUE(doubted_after("1")) << "1 for 100 %";
    EXPECT_FALSE(doubted_after("1.000000001"));
    EXPECT_TRUE(doubted_after("0.25")) << "half of what is usual";
    EXPECT_FALSE(doubted_after("0.249999999"));
    EXPECT_TRUE(doubted({{"target", "50"}}, {"0.5"}));
    EXPECT_FALSE(doubted({{"target", "49.9"}}, {"0.5"}));
    EXPECT_FALSE(doubted({{"target", ""}}, {"50", "50", "0.5"})) << "two before it are no course";
    EXPECT_FALSE(doubted({{"target", ""}}, {"50", "50", "50", "0.5", "0.5", "0.5", "0.5"})) << "no more than half";
    EXPECT_TRUE(doubted({{"target", ""}}, {"50", "50", "50", "0.5", "0.5", "0.5"})) << "more than half";
}

TEST(MistakenUnit, FollowsTheReadingsOwnNumeratorAndDenominator) {
    EXPECT_EQ(
        doubt({{"target", ""}}, {"0.95"}, {{"numerator", "95"}, {"denominator", "100"}}),
        "it looks like a fraction of a percentage: 0.95 is 0.95 %, and 95 % may be meant, since its numerator and "
        "denominator give 95");
    EXPECT_FALSE(doubted({}, {"95", "94", "95", "0.95"}, {{"numerator", "95"}, {"denominator", "10000"}}))
        << "they bear it out";
    EXPECT_FALSE(doubted({}, {"95", "94", "95", ""}, {{"numerator", "95"}, {"denominator", "10000"}}))
        << "a rate is never a fraction";
    EXPECT_TRUE(doubted({}, {"95", "94", "95", "0.95"}, {{"numerator", "0"}, {"denominator", "0"}}))
        << "parts of nothing say nothing";
}

TEST(MistakenUnit, IsAPercentageWhereARatioIsAskedFor) {
    EXPECT_EQ(doubt({{"unit", "ratio"}, {"target", "0.95"}}, {"95"}),
              "it looks like a percentage, and the unit is a ratio: 0.95 may be meant, since the target is 0.95");
    EXPECT_TRUE(doubted({{"unit", "Ratio"}, {"target", ""}}, {"0.96", "0.94", "0.95", "95"}));
    EXPECT_FALSE(doubted({{"unit", "ratio"}, {"target", "0.95"}}, {"0.95"}));
    EXPECT_FALSE(doubted({{"unit", "ratio"}, {"target", "0.95"}}, {"1.2"})) << "a ratio may be above 1";
    EXPECT_FALSE(doubted({{"unit", "ratio"}, {"target", "12"}}, {"95"}));
}

TEST(MistakenUnit, StaysQuietAtTheEndsOfWhatADecimalHolds) {
    EXPECT_FALSE(doubted({{"target", "8999999999.999999999"}}, {"0.000000001"}));
    EXPECT_FALSE(doubted({{"target", "-8999999999"}}, {"1"}));
    EXPECT_FALSE(doubted({}, {"8999999999", "8999999999", "8999999999", "1"}));
    EXPECT_FALSE(doubted({{"unit", "ratio"}, {"target", "1"}}, {"8999999999"}));
}

}  // namespace
}  // namespace contractwatch
