// spc: control charts of a plain file, without a record.
#include <gmock/gmock.h>

#include "commands/called_program.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;

class SpcCommand : public CalledProgram {
  protected:
    /// The golden case with a target.
    void SetUp() override {
        std::string text = "series,x,y,target,direction\n";
        int x = 0;
        for (const int y : {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1})
            text += "golden," + std::to_string(++x) + "," + std::to_string(y) + ",5,decrease\n";
        write("golden.csv", text + "single,1,3,,\n");
    }

    json::object golden(std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {"spc", path("golden.csv"), "--json"});
        const auto said = call_bare(options);
        EXPECT_EQ(said.exit, 0) << said.err;
        return said.list().at(0).as_object();
    }
};

double number_in(const json::value& object, const char* name) {
    return object.at(name).to_number<double>();
}

TEST_F(SpcCommand, GivesTheGoldenCase) {
    const auto series = golden();
    EXPECT_EQ(text_in(series, "series"), "golden");
    EXPECT_NEAR(number_in(series, "mean"), 1.9444, 1e-4);
    EXPECT_NEAR(number_in(series, "lower"), -0.7156, 1e-4);
    EXPECT_NEAR(number_in(series, "upper"), 4.6044, 1e-4);
    EXPECT_EQ(text_in(series, "variation"), "common");
    EXPECT_EQ(text_in(series, "assurance"), "consistently_passes");
    EXPECT_EQ(series.at("trial_limits"), false);
    const auto point = series.at("points").at(4);
    EXPECT_EQ(text_in(point, "x"), "5");
    EXPECT_DOUBLE_EQ(number_in(point, "y"), 10);
    EXPECT_EQ(point.at("group"), 0);
    EXPECT_EQ(point.at("outside"), true);
    EXPECT_EQ(text_in(point, "special_cause"), "above_upper");
}

TEST_F(SpcCommand, GivesASinglePointWithoutLimits) {
    const auto single = call_bare({"--json", "spc", path("golden.csv")}).list().at(1);
    EXPECT_TRUE(single.at("lower").is_null());
    EXPECT_TRUE(single.at("upper").is_null());
    EXPECT_TRUE(single.at("assurance").is_null());
    EXPECT_EQ(single.at("trial_limits"), true);
}

TEST_F(SpcCommand, FixesAfterSoManyPointsAndLeavesScreeningOut) {
    EXPECT_NEAR(number_in(golden({"--fix-after", "4"}), "mean"), 1.5, 1e-9);
    EXPECT_NEAR(number_in(golden({"--no-screen"}), "upper"), 35.0 / 18 + 2.66 * 32 / 17, 1e-9);
    EXPECT_EQ(call_bare({"spc", path("golden.csv"), "--fix-after", "1"}).exit, 2);
}

TEST_F(SpcCommand, TellsAPersonWhatTheChartSays) {
    const auto said = call_bare({"spc", path("golden.csv")});
    EXPECT_THAT(said.out, HasSubstr("golden (decrease): mean 1.94444, limits -0.715556 to 4.60444\n"
                                    "  latest point: common cause: no change beyond the usual\n"
                                    "  target 5: consistently passes the target\n"));
    EXPECT_THAT(said.out, HasSubstr("above the upper limit"));
    EXPECT_THAT(said.out, HasSubstr("no limits: they need two points"));
    EXPECT_THAT(said.out, HasSubstr("trial limits: fewer than 13 points"));
}

TEST_F(SpcCommand, RefusesAWrongFileByLineAndColumn) {
    write("wrong.csv", "series,x,y\na,1,1\na,2,none\n");
    const auto said = call_bare({"spc", path("wrong.csv"), "--json"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_EQ(said.out, "");
    EXPECT_THAT(said.err, HasSubstr(path("wrong.csv") + ":3: y: \"none\" is no number; write one such as 95"));
    EXPECT_EQ(call_bare({"spc", path("missing.csv")}).exit, 2);
}

TEST_F(SpcCommand, NamesColumnsThatItDoesNotUse) {
    write("misspelt.csv", "series,x,y,traget\na,1,1,5\n");
    const auto said = call_bare({"spc", path("misspelt.csv")});
    EXPECT_EQ(said.exit, 0);
    EXPECT_THAT(said.err, HasSubstr("columns that are not used: traget"));
    EXPECT_EQ(call_bare({"spc", path("misspelt.csv"), "--quiet"}).err, "");
}

TEST_F(SpcCommand, OpensNoRecord) {
    write("broken.toml", "[");
    EXPECT_EQ(call({"spc", path("golden.csv"), "--quiet"}).exit, 0);
    EXPECT_FALSE(std::filesystem::exists(path("record.db")));
}

}  // namespace
}  // namespace contractwatch::testing
