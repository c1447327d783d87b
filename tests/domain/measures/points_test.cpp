// Severity points: the ladder of the Model Services Contract, and repeated failures.
#include "domain/measures/points.h"

#include <gmock/gmock.h>

#include "builders/measures.h"
#include "domain/measures/severity_points.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;
using ::testing::HasSubstr;

constexpr Date today{2027, 1, 31};
constexpr auto* model = "99:0;98:1;97:2;96:3;else:4";

Decimal number(std::string_view text) {
    return Decimal::parse(text).value();
}

struct Scored {
    const char* value;
    int points;
    const char* because;
};

TEST(PointLadder, GivesTheEdgeToTheBetterSide) {
    const auto ladder = PointLadder::parse(model, Direction::increase);
    ASSERT_TRUE(ladder.ok()) << ladder.error().message;
    for (const auto& [value, points, because] :
         {Scored{"100", 0, "at least 99"}, Scored{"99", 0, "the edge itself"}, Scored{"98.999999999", 1, "just below"},
          Scored{"97", 2, "the edge"}, Scored{"96.5", 3, "at least 96"}, Scored{"96", 3, "the edge"},
          Scored{"95.9", 4, "no step is reached"}, Scored{"-8999999999", 4, "far below"}})
        EXPECT_EQ(ladder->score({}, number(value)), points) << value << ": " << because;
}

TEST(PointLadder, IsMirroredWhereLessIsBetterAndCountsDistancesOutsideARange) {
    const auto fewer = PointLadder::parse("2:0; 5:1; ELSE:3", Direction::decrease);
    ASSERT_TRUE(fewer.ok()) << fewer.error().message;
    const Target days{Direction::decrease, Decimal{2}};
    EXPECT_EQ(fewer->score(days, number("2")), 0);
    EXPECT_EQ(fewer->score(days, number("2.1")), 1);
    EXPECT_EQ(fewer->score(days, number("5")), 1);
    EXPECT_EQ(fewer->score(days, number("5.1")), 3);
    const auto outside = PointLadder::parse("0:0;1.5:2;else:5", Direction::within);
    ASSERT_TRUE(outside.ok()) << outside.error().message;
    const Target range{Direction::within, Decimal{18}, Decimal{22}};
    for (const auto& [value, points, because] :
         {Scored{"18", 0, "the lower end"}, Scored{"20", 0, "inside"}, Scored{"16.5", 2, "1.5 below"},
          Scored{"23.5", 2, "1.5 above"}, Scored{"23.6", 5, "beyond"}})
        EXPECT_EQ(outside->score(range, number(value)), points) << value << ": " << because;
}

struct WrongLadder {
    const char* ladder;
    Direction direction;
    const char* message;
};

TEST(PointLadder, RefusesWhatIsNoneInWords) {
    using enum Direction;
    for (const auto& [ladder, direction, message] :
         {WrongLadder{"99", increase, "\"99\" is no step of a ladder of points"},
          WrongLadder{"99:0;98:x;else:1", increase, "\"98:x\" is no step"},
          WrongLadder{"99:0;98:-1;else:1", increase, "\"98:-1\" is no step"},
          WrongLadder{"99:0;98:1.5;else:2", increase, "\"98:1.5\" is no step"},
          WrongLadder{"99:0;98:1001;else:1", increase, "0 to 1000"},
          WrongLadder{"many:0;else:1", increase, "\"many:0\" is no step"},
          WrongLadder{"nan:0;else:1", increase, "\"nan:0\" is no step"},
          WrongLadder{"99:0;98:1", increase, "does not end with else"},
          WrongLadder{"else:1;99:2", increase, "does not end with else"},
          WrongLadder{"98:0;99:1;else:2", increase, "the step 99:1 does not lead away from the target"},
          WrongLadder{"98:0;98:1;else:2", increase, "does not lead away"},
          WrongLadder{"5:0;2:1;else:2", decrease, "each step's value is above the one before"},
          WrongLadder{"99:2;98:1;else:3", increase, "has fewer points than the better one before it, 2"},
          WrongLadder{"99:2;else:1", increase, "fewer points"}, WrongLadder{"-1:0;else:1", within, "is no step"},
          WrongLadder{";else:1", increase, "is no step"}}) {
        const auto refused = PointLadder::parse(ladder, direction);
        ASSERT_FALSE(refused.ok()) << ladder;
        EXPECT_THAT(refused.error().message, HasSubstr(message)) << ladder;
    }
}

/// The points of each of these months from August 2026 on, the last of them as the latest; a blank one was not
/// reported.
std::optional<SeverityPoints> points_after(const std::vector<std::string>& values,
                                           std::vector<builders::Cell> of_measure = {}) {
    of_measure.emplace_back("points", model);
    of_measure.emplace_back("effective_from", "2026-08-01");
    const auto measures = measures_of(std::vector<Row>{measure(of_measure)}, {});
    std::vector<Row> rows;
    int month = 0;
    for (const auto& value : values) {
        const auto period = Date{2026, 8, 1}.plus_months(month++).text().substr(0, 7);
        if (value == "other") {
            rows.push_back(reading({{"period", period}, {"value", "10"}, {"rating", "other"}, {"narrative", "flood"}}));
        } else if (value == "none") {
            rows.push_back(reading({{"period", period}, {"numerator", "0"}, {"denominator", "0"}}));
        } else if (!value.empty()) {
            rows.push_back(reading({{"period", period}, {"value", value}}));
        }
    }
    const auto readings = readings_of(measures, rows);
    return severity_points(measures.front(), Contract{}, reported(readings.front(), today));
}

TEST(SeverityPoints, AreDoubledRightAfterAFailureAndNeverCompounded) {
    EXPECT_EQ(points_after({"96.5"})->points, 3);
    EXPECT_EQ(points_after({"96.5", "98.5"})->points, 2);
    EXPECT_EQ(points_after({"96.5", "98.5", "96.5"})->points, 6) << "twice 3, not twice 2 times 3";
    EXPECT_EQ(points_after({"96.5", "99"})->points, 0) << "a period without failure has nothing to double";
    EXPECT_EQ(points_after({"96.5", "99", "96.5"})->points, 3) << "the period before did not fail";
    EXPECT_EQ(points_after({"96.5", "98.5", "96.5"})->note, "");
}

TEST(SeverityPoints, AreNotDeterminableAsRepeatsAfterAPeriodThatWasNotScored) {
    const auto after_gap = points_after({"96.5", "", "98.5"});
    EXPECT_EQ(after_gap->points, 1) << "once, as nobody knows";
    EXPECT_EQ(after_gap->note, "repeat not determinable, so that the points count once: 2026-09 was not scored");
    EXPECT_EQ(points_after({"", "98.5"})->note,
              "repeat not determinable, so that the points count once: 2026-08 was not scored")
        << "the first period was expected too";
    EXPECT_EQ(points_after({"98.5"})->note, "") << "nothing was expected before the measure began";
    EXPECT_EQ(points_after({"96.5", "", "99"})->note, "") << "nothing is doubled anyway";
    EXPECT_THAT(points_after({"none", "98.5"})->note, HasSubstr("not determinable"))
        << "a rate of nothing has no score";
}

TEST(SeverityPoints, AreNoneForOtherAndWithoutALadder) {
    EXPECT_FALSE(points_after({"other"}));
    EXPECT_EQ(points_after({"96.5", "other", "98.5"})->points, 1) << "other is no failure to repeat";
    EXPECT_EQ(points_after({"other", "98.5"})->note, "");
    EXPECT_FALSE(points_after({"none"}));
    const auto measures = measures_of(std::vector<Row>{measure()}, {});
    const std::vector<Row> rows{reading({{"period", "2026-08"}, {"value", "96.5"}})};
    const auto readings = readings_of(measures, rows);
    EXPECT_FALSE(severity_points(measures.front(), Contract{}, reported(readings.front(), today)));
    EXPECT_FALSE(severity_points(measures.front(), Contract{}, {})) << "not reported: no points";
}

}  // namespace
}  // namespace contractwatch
