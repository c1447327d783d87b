// A chart as it is put before people: places, labels, targets, and its words.
#include "domain/measures/chart_sheet.h"

#include <gmock/gmock.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Date today{2027, 12, 31};

using Values = std::vector<std::pair<const char*, const char*>>;

std::optional<ChartSheet> sheet_of(const std::vector<Row>& measures, const Values& values) {
    std::vector<Row> rows;
    for (const auto& [period, value] : values)
        rows.push_back(reading({{"period", period}, {"value", value}}));
    Contract contract;
    contract.reference = ContractRef{"C-1"};
    const auto known = measures_of(measures, {});
    const auto given = readings_of(known, rows);
    return chart_sheet(contract, known.front(), reported(given.front(), today));
}

std::vector<int> places_of(const ChartSheet& sheet) {
    std::vector<int> places;
    for (const auto& point : sheet.points)
        places.push_back(point.place);
    return places;
}

TEST(ChartSheet, LeavesRoomForPeriodsWithoutAReadingAndTwoPlacesForALongBreak) {
    const auto sheet = sheet_of({measure()}, {{"2024-01", "90"}, {"2024-03", "91"}, {"2026-01", "92"}});
    EXPECT_THAT(places_of(sheet.value()), ElementsAre(0, 2, 5));
}

TEST(ChartSheet, NamesPeriodsInTwoRows) {
    const auto monthly = sheet_of({measure()}, {{"2026-09", "90"}}).value().points.front().label;
    EXPECT_EQ(monthly.name + "|" + monthly.year, "Sep|2026");
    const auto quarterly =
        sheet_of({measure({{"frequency", "quarterly"}})}, {{"2026/27-Q2", "90"}}).value().points.front().label;
    EXPECT_EQ(quarterly.name + "|" + quarterly.year, "Q2|2026/27");
    const auto yearly =
        sheet_of({measure({{"frequency", "yearly"}})}, {{"2026/27", "90"}}).value().points.front().label;
    EXPECT_EQ(yearly.name + "|" + yearly.year, "2026/27|");
}

TEST(ChartSheet, ShowsTheTargetThatWasInForceAtTheTime) {
    const auto raised = measure({{"target", "97"}, {"effective_from", "2026-02-01"}});
    const auto sheet = sheet_of({measure(), raised}, {{"2026-01", "90"}, {"2026-02", "91"}}).value();
    EXPECT_EQ(sheet.points.front().target, 95);
    EXPECT_EQ(sheet.points.back().target, 97);
}

TEST(ChartSheet, SaysWhatIsSeenInOneSentence) {
    EXPECT_EQ(sheet_of({measure()}, {{"2026-01", "90"}, {"2026-02", "92.5"}}).value().sentence,
              "92.5 % for February 2026 against a target of at least 95 %, rated approaching target: no more than the "
              "usual ups and downs (common cause).");
    EXPECT_EQ(sheet_of({measure({{"unit", ""}, {"direction", "decrease"}, {"target", "3"}})}, {{"2026-01", "2"}})
                  .value()
                  .sentence,
              "2 for January 2026 against a target of at most 3, rated good: no course can be told from it yet.");
}

TEST(ChartSheet, TellsAReaderWhoCannotSeeIt) {
    const auto fixed = measure({{"fix_after", "2"}, {"rebase_on", "2026-02-01"}});
    const auto sheet =
        sheet_of({fixed}, {{"2026-01", "90"}, {"2026-02", "90"}, {"2026-03", "92"}, {"2026-04", "50"}}).value();
    EXPECT_EQ(sheet.alternative,
              "Control chart of Visits kept, contract C-1: 4 readings from January 2026 to April 2026. Latest: 50 %, "
              "rated inadequate, target at least 95 %. Mean 91 %, limits 85.7 to 96.3 % on trial (fewer than 13 "
              "readings). 1 reading is more than the usual ups and downs: 2026-04 (concern, below the lower limit). "
              "The limits were reckoned anew from 2026-02.");
}

TEST(ChartSheet, BoundsWhatItTells) {
    const auto sheet = sheet_of({measure({{"title", std::string(2000, 'x')}})}, {{"2026-01", "90"}}).value();
    EXPECT_EQ(sheet.alternative.size(), 900U);
    EXPECT_THAT(sheet.alternative, HasSubstr("..."));
}

TEST(ChartSheet, IsNoneForAMeasureByJudgementAndForOneThatIsNotThere) {
    EXPECT_FALSE(sheet_of({measure({{"nature", "qualitative"}})}, {{"2026-01", "90"}}));
    EXPECT_FALSE(sheet_of({measure({{"measure", "M-2"}})}, {{"2026-01", "90"}}));
}

TEST(Figure, HasCommasAndNoNoughtsAtItsEnd) {
    EXPECT_EQ(figure(1234567.5, 2), "1,234,567.5");
    EXPECT_EQ(figure(-1234, 0), "-1,234");
    EXPECT_EQ(figure(-0.001, 2), "0");
    EXPECT_EQ(figure(100, 0), "100");
}

TEST(Figure, TakesItsDecimalsFromWhatItIsToTellApart) {
    EXPECT_EQ(decimals_for(250), 0);
    EXPECT_EQ(decimals_for(10.6), 1);
    EXPECT_EQ(decimals_for(0.05), 4);
    EXPECT_EQ(decimals_for(0), 9);
}

}  // namespace
}  // namespace contractwatch
