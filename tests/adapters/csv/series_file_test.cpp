// Plain files of series: what is taken, and what is refused with what would be right.
#include "adapters/csv/series_file.h"

#include <gmock/gmock.h>

#include "adapters/csv/given_file.h"

namespace contractwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

SeriesFile read(std::string_view text) {
    const GivenFile file{text};
    auto series = read_series(file.path(), {});
    EXPECT_TRUE(series.ok()) << series.error().message;
    return series ? std::move(series).value() : SeriesFile{};
}

std::string problem_of(std::string_view row, std::string_view header = "series,x,y,target,direction,rebase") {
    const auto file = read(std::string{header} + "\n" + std::string{row} + "\n");
    EXPECT_EQ(file.problems.size(), 1u) << row;
    if (file.problems.empty()) return {};
    EXPECT_EQ(file.problems.front().line, 2);
    return file.problems.front().column + ": " + file.problems.front().message;
}

TEST(SeriesFile, GathersSeriesByName) {
    const auto file = read("series,x,y\nb,1,10\na,1,20\nb,2,30\n");
    ASSERT_EQ(file.series.size(), 2u);
    EXPECT_EQ(file.series[0].name, "a");
    EXPECT_EQ(file.series[1].name, "b");
    EXPECT_THAT(file.series[1].x, ElementsAre("1", "2"));
    EXPECT_DOUBLE_EQ(file.series[1].points[1].value, 30);
    EXPECT_EQ(file.series[1].improvement, Improvement::increase);
    EXPECT_FALSE(file.series[1].target);
}

TEST(SeriesFile, OrdersNumbersAndDaysAndLeavesOtherXAsTheyStand) {
    EXPECT_THAT(read("series,x,y\na,10,1\na,9,2\n").series[0].x, ElementsAre("9", "10"));
    EXPECT_THAT(read("series,x,y\na,2026-10-01,1\na,2026-09-01,2\n").series[0].x,
                ElementsAre("2026-09-01", "2026-10-01"));
    EXPECT_THAT(read("series,x,y\na,01/10/2026,1\na,02/09/2026,2\n").series[0].x,
                ElementsAre("02/09/2026", "01/10/2026"));
    EXPECT_THAT(read("series,x,y\na,spring,1\na,autumn,2\n").series[0].x, ElementsAre("spring", "autumn"));
}

TEST(SeriesFile, ReadsTargetDirectionAndRebase) {
    const auto file = read(
        "Series;X;Y;Target;Direction;Rebase\n"
        "a;1;1;5;decrease;\na;2;1;6;;1\na;3;1;;Decrease;0\n");
    const auto& series = file.series.at(0);
    EXPECT_EQ(series.improvement, Improvement::decrease);
    EXPECT_EQ(series.target, 6) << "the latest given";
    EXPECT_TRUE(series.points[1].begins_group);
    EXPECT_FALSE(series.points[0].begins_group || series.points[2].begins_group);
}

TEST(SeriesFile, SkipsBlankRowsAndNamesUnusedColumns) {
    const auto file = read("series,x,y,remark\na,1,1,well\n\n,,,\na,2,1,\n");
    EXPECT_EQ(file.series.at(0).points.size(), 2u);
    EXPECT_THAT(file.unused_columns, ElementsAre("remark"));
}

TEST(SeriesFile, NamesLineAndColumnOfWhatIsWrong) {
    EXPECT_THAT(problem_of("a,1,NaN,,,"), HasSubstr("y: \"NaN\" is no number; write one such as"));
    EXPECT_THAT(problem_of("a,1,inf,,,"), HasSubstr("y: \"inf\" is no number"));
    EXPECT_THAT(problem_of("a,1,1e999,,,"), HasSubstr("y: \"1e999\" cannot be reckoned with"));
    EXPECT_THAT(problem_of("a,1,1e101,,,"), HasSubstr("between -1e100 and 1e100"));
    EXPECT_THAT(problem_of("a,1,,,,"), HasSubstr("y: blank; leave the row out"));
    EXPECT_THAT(problem_of("a,1,1,high,,"), HasSubstr("target: \"high\" is no number"));
    EXPECT_THAT(problem_of("a,1,1,,up,"), HasSubstr("direction: \"up\" is no direction; it is increase, decrease or"));
    EXPECT_THAT(problem_of("a,1,1,,,yes"), HasSubstr("rebase: \"yes\" is neither 0 nor 1"));
    EXPECT_THAT(problem_of(",1,1,,,"), HasSubstr("series: blank"));
    EXPECT_THAT(problem_of("a,,1,,,"), HasSubstr("x: blank"));
    EXPECT_THAT(problem_of("a,1,1,,,,7"), HasSubstr("the row has 7 cells and the header 6"));
    EXPECT_THAT(problem_of("a,1,1\"2,,,"), HasSubstr("a quote stands inside a cell"));
}

TEST(SeriesFile, RefusesTwoDirectionsAndOneXTwice) {
    const auto file = read("series,x,y,direction\na,1,1,increase\na,2,1,neutral\na,1,3,\n");
    ASSERT_EQ(file.problems.size(), 2u);
    EXPECT_EQ(file.problems[0].line, 3);
    EXPECT_EQ(file.problems[0].message, "neutral here and increase on line 2; a series has one direction");
    EXPECT_EQ(file.problems[1].line, 4);
    EXPECT_THAT(file.problems[1].message, HasSubstr("1 stands twice in the series a, first on line 2"));
}

TEST(SeriesFile, StopsAfterAHundredProblems) {
    std::string text = "series,x,y\n";
    for (int each = 0; each < 500; ++each)
        text += "a,1,?\n";
    EXPECT_LE(read(text).problems.size(), 200u);
}

TEST(SeriesFile, RefusesWhatIsNoSuchTable) {
    const auto error_of = [](std::string_view text) {
        const GivenFile file{text};
        const auto series = read_series(file.path(), {});
        return series ? std::string{} : series.error().message;
    };
    EXPECT_THAT(error_of("name,day,value\na,1,1\n"), HasSubstr("does not name the columns series, x and y"));
    EXPECT_THAT(error_of("series,x,y,y\na,1,1,1\n"), HasSubstr("names the column y twice"));
    EXPECT_THAT(error_of("series,x,y\n"), HasSubstr("no points below the header"));
    EXPECT_THAT(error_of("<html><body>x</body></html>"), HasSubstr("web page"));
    EXPECT_THAT(error_of("series,x,y\n\"a,1,1\n"), HasSubstr("never closed"));
    EXPECT_THAT(read_series("/nowhere/file.csv", {}).error().message, HasSubstr("/nowhere/file.csv: there is no"));
}

}  // namespace
}  // namespace contractwatch
