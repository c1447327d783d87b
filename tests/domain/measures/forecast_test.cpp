// Likely to miss: section 4.2 of the rules.
#include "domain/measures/forecast.h"

#include <gmock/gmock.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Date today{2027, 12, 31};

/// Of monthly readings from January 2026; a blank one was not reported.
std::optional<Forecast> forecast_of(const std::vector<std::string>& values, std::vector<Row> given = {measure()}) {
    const auto measures = measures_of(given, {});
    std::vector<Row> rows;
    int month = 0;
    for (const auto& value : values) {
        const auto period = Date{2026, 1, 1}.plus_months(month++).text().substr(0, 7);
        if (!value.empty()) rows.push_back(reading({{"period", period}, {"value", value}}));
    }
    const auto readings = readings_of(measures, rows);
    return forecast(measures.front(), reported(readings.front(), today));
}

TEST(FittedLine, TakesTheMedianOfTheSlopesSoThatOneOutlierDoesNotMoveIt) {
    const std::vector<FitPoint> points{{0, 1}, {1, 2}, {2, 3}, {3, 100}, {4, 5}, {6, 7}};
    const auto line = fitted_line(points);
    EXPECT_DOUBLE_EQ(line.slope, 1);
    EXPECT_DOUBLE_EQ(line.intercept, 1);
}

TEST(FittedLine, TakesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber) {
    const auto line = fitted_line(std::vector<FitPoint>{{0, 0}, {1, 1}, {2, 3}, {3, 7}});
    EXPECT_DOUBLE_EQ(line.slope, 13.0 / 6) << "of 1, 1 1/2, 2, 2 1/3, 3 and 4";
    EXPECT_DOUBLE_EQ(line.intercept, -7.0 / 12) << "of -1 1/3, -1 1/6, 0 and 1/2";
}

TEST(Forecast, NeedsSixReadings) {
    EXPECT_FALSE(forecast_of({"99", "98", "97", "96", "95"}));
    EXPECT_FALSE(forecast_of({"99", "98", "", "97", "96", "95"}));
    EXPECT_TRUE(forecast_of({"99", "98", "97", "96", "95", "94"}));
}

TEST(Forecast, FollowsTheLineOverGaps) {
    const auto found = forecast_of({"110", "109", "", "107", "106", "105", "104"}).value();
    EXPECT_EQ(found.readings, 6u);
    EXPECT_DOUBLE_EQ(found.slope, -1);
    ASSERT_EQ(found.periods.size(), 2u);
    EXPECT_EQ(found.periods[0].period.text(), "2026-08");
    EXPECT_EQ(found.periods[0].value, Decimal{103});
    EXPECT_EQ(found.periods[1].value, Decimal{102});
    EXPECT_FALSE(found.likely_to_miss);
}

TEST(Forecast, LooksAtTheLastTwelveReadings) {
    std::vector<std::string> values{"0", "500"};
    for (int each = 0; each < 12; ++each)
        values.push_back(std::to_string(130 - each));
    const auto found = forecast_of(values).value();
    EXPECT_EQ(found.readings, 12u);
    EXPECT_EQ(found.first_period, "2026-03");
    EXPECT_EQ(found.periods[0].value, Decimal{118});
}

TEST(Forecast, IsLikelyToMissWhereANextPeriodIsRatedWorseThanTodayAndThanGood) {
    const auto falling = forecast_of({"101", "100", "99", "98", "97", "96"}).value();
    EXPECT_TRUE(falling.likely_to_miss) << "good today, approaching target in two periods";
    EXPECT_FALSE(forecast_of({"98", "98", "98", "98", "98", "98"}).value().likely_to_miss);
    EXPECT_FALSE(forecast_of({"92", "92", "92", "92", "92", "92"}).value().likely_to_miss) << "no worse than today";
    EXPECT_FALSE(forecast_of({"90", "91", "92", "93", "94", "94.5"}).value().likely_to_miss) << "getting better";
}

TEST(Forecast, RatesByTheBandsInForceThen) {
    const auto stricter = measure({{"effective_from", "2026-07-01"}, {"target", "99"}});
    const auto found = forecast_of({"97", "97", "97", "97", "97", "97"}, {measure(), stricter}).value();
    EXPECT_EQ(found.periods[0].rating, Rating::approaching_target);
    EXPECT_TRUE(found.likely_to_miss) << "the target rises above what is reached";
}

TEST(Forecast, SaysWhatWasFittedAndNeverSoundsCertain) {
    const auto words = forecast_of({"102", "101", "100", "99", "98", "97"}).value().words();
    EXPECT_THAT(words, HasSubstr("A line through the last 6 readings (2026-01 to 2026-06; median slope -1 a period)"));
    EXPECT_THAT(words, HasSubstr("leads to 96 for 2026-07 (good) and 95 for 2026-08 (good), if it goes on as it has."));
    EXPECT_THAT(words, HasSubstr("It is a projection, and may well be wrong."));
}

TEST(Forecast, StaysWithinWhatADecimalHolds) {
    const auto found = forecast_of({"0", "1e9", "3e9", "5e9", "7e9", "8.9e9"}).value();
    EXPECT_EQ(found.periods[1].value.units(), Decimal::most_units);
    const auto down = forecast_of({"0", "-1e9", "-3e9", "-5e9", "-7e9", "-8.9e9"}).value();
    EXPECT_EQ(down.periods[1].value.units(), -Decimal::most_units);
    EXPECT_EQ(down.periods[1].rating, Rating::inadequate);
    const auto tiny = forecast_of({"1e-9", "2e-9", "3e-9", "4e-9", "5e-9", "6e-9"}).value();
    EXPECT_EQ(tiny.periods[0].value, Decimal::of_units(7)) << "to nine decimals";
    for (const auto& each : {found, down, tiny}) {
        EXPECT_THAT(each.words(), Not(HasSubstr("inf")));
        EXPECT_THAT(each.words(), Not(HasSubstr("nan")));
    }
}

}  // namespace
}  // namespace contractwatch
