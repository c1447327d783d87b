// measures: how each stands against its target.
#include <filesystem>

#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;

class MeasuresCommand : public SmallRegister {};

TEST_F(MeasuresCommand, GivesTheLatestReading) {
    const auto said = ask({"measures"});
    ASSERT_EQ(said.list().size(), 1U) << said.err << said.out;
    const auto row = said.list().front();
    EXPECT_EQ(text_in(row, "contract"), "C-1");
    EXPECT_EQ(text_in(row, "lot"), "");
    EXPECT_EQ(text_in(row, "measure"), "M-1");
    EXPECT_EQ(text_in(row, "period"), "2026-08");
    EXPECT_DOUBLE_EQ(row.at("value").to_number<double>(), 90.25);
    EXPECT_DOUBLE_EQ(row.at("target").to_number<double>(), 95);
    EXPECT_EQ(text_in(row, "rating"), "approaching_target")
        << "95 less 5 % is 90.25, and the edge is on the better side";
    ASSERT_EQ(row.at("findings").as_array().size(), 1U);
    EXPECT_EQ(row.at("findings").at(0).as_string(), "measure_missed/c-1/m-1/2026-08");
    EXPECT_TRUE(row.at("points").is_null());
}

TEST_F(MeasuresCommand, ShowsSocialValueCommittedAndDelivered) {
    take_in("measures",
            "contract,measure,title,kind,direction,frequency,unit,target,baseline,social_value,co_produced\n"
            "C-1,SV-1,Apprentices,output,increase,yearly,people,5,2,yes,yes\n");
    take_in("readings", "contract,measure,period,value\nC-1,SV-1,2025/26,4\n");
    const auto said = ask({"measures", "--social-value"});
    ASSERT_EQ(said.list().size(), 1U) << said.err << said.out;
    const auto row = said.list().front();
    EXPECT_EQ(text_in(row, "measure"), "SV-1");
    EXPECT_DOUBLE_EQ(row.at("target").to_number<double>(), 5) << "committed";
    EXPECT_DOUBLE_EQ(row.at("value").to_number<double>(), 4) << "delivered";
    EXPECT_DOUBLE_EQ(row.at("baseline").to_number<double>(), 2);
    EXPECT_EQ(text_in(row, "kind"), "output");
    EXPECT_EQ(text_in(row, "nature"), "quantitative");
    EXPECT_EQ(text_in(row, "direction"), "increase");
    EXPECT_EQ(text_in(row, "unit"), "people");
    EXPECT_EQ(row.at("co_produced"), true);
    EXPECT_EQ(row.at("s52_kpi"), false);
    EXPECT_TRUE(row.at("narrative").is_null());
    EXPECT_EQ(ask({"measures"}).list().size(), 2U);
}

TEST_F(MeasuresCommand, GivesTheControlChartOfTheReadings) {
    const auto chart = ask({"measures"}).list().front().at("spc");
    EXPECT_DOUBLE_EQ(chart.at("mean").to_number<double>(), (96 + 90.25) / 2);
    EXPECT_EQ(chart.at("trial_limits"), true);
    EXPECT_EQ(text_in(chart, "assurance"), "hit_and_miss");
    EXPECT_EQ(each_of(chart.at("points").as_array(), "x"), (std::vector<std::string>{"2026-07", "2026-08"}));
    const auto july = ask({"measures", "--period", "2026-07"}).list().front().at("spc");
    EXPECT_EQ(july.at("points").as_array().size(), 1U) << "up to the period that is shown";
}

TEST_F(MeasuresCommand, GivesAForecastFromSixReadingsOn) {
    EXPECT_TRUE(ask({"measures"}).list().front().at("forecast").is_null());
    take_in("readings",
            "contract,measure,period,value\n"
            "C-1,M-1,2026-03,99\nC-1,M-1,2026-04,98\nC-1,M-1,2026-05,97\nC-1,M-1,2026-06,96.5\n"
            "C-1,M-1,2026-08,95\n");
    const auto row = ask({"measures"}).list().front();
    const auto forecast = row.at("forecast");
    EXPECT_EQ(forecast.at("readings"), 6);
    EXPECT_EQ(text_in(row, "rating"), "good");
    EXPECT_EQ(forecast.at("likely_to_miss"), true);
    EXPECT_EQ(each_of(forecast.at("periods").as_array(), "period"), (std::vector<std::string>{"2026-09", "2026-10"}));
    EXPECT_EQ(text_in(forecast.at("periods").at(0), "rating"), "approaching_target");
    EXPECT_THAT(text_in(forecast, "words"), HasSubstr("A line through the last 6 readings (2026-03 to 2026-08;"));
}

TEST_F(MeasuresCommand, GivesAPeriodThatIsNamed) {
    const auto july = ask({"measures", "--period", "2026-07"}).list().front();
    EXPECT_EQ(text_in(july, "rating"), "good");
    EXPECT_TRUE(july.at("findings").as_array().empty());
    const auto september = ask({"measures", "--period", "2026-09"}).list().front();
    EXPECT_TRUE(september.at("value").is_null());
    EXPECT_TRUE(september.at("rating").is_null());
    EXPECT_TRUE(ask({"measures", "--period", "2026/27-Q2"}).list().empty()) << "M-1 is monthly";
}

TEST_F(MeasuresCommand, TellsTheHistoryOfOneMeasureWithItsRevisions) {
    const auto before = ask({"measures", "--contract", "C-1", "--measure", "m-1", "--history"}).list();
    take_in("readings", "contract,measure,period,value\nC-1,M-1,2026-08,93\n");
    take_in("measures",
            "contract,measure,title,direction,frequency,target,effective_from\n"
            "C-1,M-2,Another,increase,monthly,50,2026-01-01\n");
    const auto said = ask({"measures", "--contract", "C-1", "--measure", "m-1", "--history"});
    ASSERT_EQ(said.list().size(), before.size() + 1) << said.err << said.out;
    const auto revision = said.list().back();
    EXPECT_EQ(text_in(revision, "kind"), "changed");
    EXPECT_EQ(text_in(revision, "table"), "readings");
    const auto change = revision.at("changes").at(0);
    EXPECT_EQ(text_in(change, "column"), "value");
    EXPECT_EQ(text_in(change, "before"), "90.25");
    EXPECT_EQ(text_in(change, "after"), "93");
    EXPECT_GT(revision.at("entry").as_int64(), said.list().front().at("entry").as_int64());
    EXPECT_FALSE(text_in(revision, "at").empty());
    EXPECT_FALSE(text_in(revision, "who").empty());
    EXPECT_EQ(text_in(said.list().front(), "table"), "measures") << "its target";
}

TEST_F(MeasuresCommand, RefusesAHistoryOfNoOneMeasure) {
    EXPECT_THAT(call({"measures", "--history", "--contract", "C-1"}).err, HasSubstr("--history is of one measure"));
    EXPECT_THAT(call({"measures", "--history", "--contract", "C-1", "--measure", "M-1", "--period", "2026-08"}).err,
                HasSubstr("leave --period and --chart out"));
    EXPECT_THAT(call({"measures", "--history", "--contract", "C-1", "--measure", "M-9"}).err,
                HasSubstr("contract C-1 has no measure M-9"));
}

TEST_F(MeasuresCommand, PrintsNumbersAsPeopleWriteThem) {
    EXPECT_THAT(call({"measures"}).out, HasSubstr("90.25  95      approaching_target"));
}

TEST_F(MeasuresCommand, KeepsToAContract) {
    EXPECT_TRUE(ask({"measures", "--contract", "C-2"}).list().empty());
    EXPECT_EQ(ask({"measures", "--contract", "C-9"}).exit, 2);
}

TEST_F(MeasuresCommand, ShowsOneMeasureAlone) {
    EXPECT_EQ(ask({"measures", "--measure", "m-1"}).list().size(), 1U);
    EXPECT_EQ(ask({"measures", "--measure", "M-2"}).list().size(), 0U);
}

TEST_F(MeasuresCommand, DrawsAChartIntoANewFileAndSaysWhatItShows) {
    const auto file = path("chart.svg");
    const auto said = ask({"measures", "--contract", "C-1", "--measure", "M-1", "--chart", file});
    EXPECT_EQ(said.exit, 0) << said.err;
    EXPECT_THAT(said.out, HasSubstr("Latest: 90.25 %, rated approaching target, target at least 95 %."));
    EXPECT_TRUE(std::filesystem::exists(file));
    const auto again = ask({"measures", "--contract", "C-1", "--measure", "M-1", "--chart", file});
    EXPECT_EQ(again.exit, 3);
    EXPECT_THAT(again.err, HasSubstr("exists already, and nothing is overwritten"));
}

TEST_F(MeasuresCommand, RefusesAChartThatItCannotDrawInWords) {
    const auto refused = [&](std::vector<std::string> arguments) {
        const auto said = ask(std::move(arguments));
        EXPECT_EQ(said.exit, 2);
        return said.err;
    };
    EXPECT_THAT(refused({"measures", "--contract", "C-1", "--measure", "M-1", "--chart", "chart.gif"}),
                HasSubstr("a chart is drawn as .svg (for pages) or .png"));
    EXPECT_THAT(refused({"measures", "--contract", "C-1", "--chart", "chart.svg"}), HasSubstr("name it with"));
    EXPECT_THAT(refused({"measures", "--contract", "C-1", "--measure", "M-9", "--chart", "chart.svg"}),
                HasSubstr("the contract has no measure M-9; it has M-1"));
    EXPECT_THAT(
        refused({"measures", "--contract", "C-1", "--measure", "M-1", "--period", "2026-05", "--chart", "chart.svg"}),
        HasSubstr("no reading of it has a value"));
}

}  // namespace
}  // namespace contractwatch::testing
