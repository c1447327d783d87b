// Control charts: every rule of NHSRplotthedots 0.2.2, its corner cases, and what must hold of any series.
#include "domain/measures/control_chart.h"

#include <algorithm>
#include <numeric>
#include <random>

#include <gmock/gmock.h>

namespace contractwatch {
namespace {

using enum SpecialCause;
using ::testing::Each;
using ::testing::ElementsAre;

constexpr double exact = 1e-9;

std::vector<SeriesPoint> series_of(const std::vector<double>& values) {
    std::vector<SeriesPoint> series;
    for (const auto value : values)
        series.push_back({value});
    return series;
}

ControlChart chart_of(const std::vector<double>& values, const ChartOptions& options = {}) {
    return control_chart(series_of(values), options);
}

std::vector<SpecialCause> causes_of(const ControlChart& chart) {
    std::vector<SpecialCause> causes;
    for (const auto& point : chart.points)
        causes.push_back(point.cause);
    return causes;
}

/// Limits from -2.66 to 2.66 about 0, near limits at about 1.77.
const ControlLimits unit_limits{0, 1};

const std::vector<double> golden{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};

TEST(ControlChart, GoldenCase) {
    const auto chart = chart_of(golden);
    EXPECT_NEAR(chart.limits().mean, 1.9444, 1e-4);
    EXPECT_NEAR(*chart.limits().lower(), -0.7156, 1e-4);
    EXPECT_NEAR(*chart.limits().upper(), 4.6044, 1e-4);
    EXPECT_EQ(chart.points[4].cause, above_upper);
    EXPECT_FALSE(chart.trial_limits);
}

TEST(ControlChart, ScreeningDropsOutlyingRangesOnceAndKeepsThePointInTheMean) {
    const auto screened = chart_of(golden).limits();
    const auto unscreened = chart_of(golden, {.screening = Screening::off}).limits();
    EXPECT_DOUBLE_EQ(screened.mean, unscreened.mean);
    EXPECT_NEAR(*screened.average_moving_range, 1.0, exact);
    EXPECT_NEAR(*unscreened.average_moving_range, 32.0 / 17, exact);
}

TEST(ControlChart, ARangeAtTheScreenIsDropped) {
    // Ranges of 1000, 733, 0, 3267 and 0, whose mean is 1000.
    const std::vector<double> values{0, 1000, 1733, 1733, 5000, 5000};
    EXPECT_NEAR(*limits_of(values, Screening::on).average_moving_range, (1000 + 733) / 4.0, exact);
}

TEST(ControlChart, LimitsAreNotClamped) {
    EXPECT_LT(*chart_of(golden).limits().lower(), 0);
}

TEST(ControlChart, APointOnTheLimitIsNotOutside) {
    const double limit = *unit_limits.upper();
    EXPECT_THAT(special_causes(std::vector{limit, 0.0, -limit}, unit_limits), Each(common));
    EXPECT_THAT(special_causes(std::vector{std::nextafter(limit, 9.0), -3.0}, unit_limits),
                ElementsAre(above_upper, below_lower));
}

TEST(ControlChart, SevenPointsStrictlyUpAreATrendAndAllAreFlagged) {
    const std::vector<double> rising{-1.5, -1, -0.5, 0, 0.5, 1, 1.5};
    EXPECT_THAT(special_causes(rising, unit_limits), Each(trend_up));
    EXPECT_THAT(special_causes(std::vector<double>{rising.rbegin(), rising.rend()}, unit_limits), Each(trend_down));
}

TEST(ControlChart, SixPointsUpOrATieAreNoTrend) {
    EXPECT_THAT(special_causes(std::vector{-1.5, -1.0, -0.5, 0.0, 0.5, 1.0}, unit_limits), Each(common));
    EXPECT_THAT(special_causes(std::vector{-1.5, -1.0, -0.5, -0.5, 0.5, 1.0, 1.5}, unit_limits), Each(common));
}

TEST(ControlChart, TheTurnOfTwoTrendsBelongsToTheLater) {
    const std::vector<double> values{-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1, 0.5, 0, -0.5, -1, -1.5};
    const auto causes = special_causes(values, unit_limits);
    EXPECT_EQ(causes[5], trend_up);
    EXPECT_EQ(causes[6], trend_down);
    EXPECT_EQ(causes[12], trend_down);
}

TEST(ControlChart, ATrendThatAnotherFollowsAtOnceEndsTheWayOfTheStepBetween) {
    const std::vector<double> level{-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1.5, 1.6, 1.7, 1.71, 1.72, 1.73, 1.74};
    const auto causes = special_causes(level, unit_limits);
    EXPECT_EQ(causes[5], trend_up);
    EXPECT_EQ(causes[6], trend_down) << "a level step counts as down, as in NHSRplotthedots";
    EXPECT_EQ(causes[7], trend_up);
}

TEST(ControlChart, TwoOfThreeNearALimitAreFlaggedAndTheThirdIsNot) {
    EXPECT_THAT(special_causes(std::vector{0.1, 2.0, 0.1, 2.0, -0.1}, unit_limits),
                ElementsAre(common, two_of_three_above, common, two_of_three_above, common));
    EXPECT_THAT(special_causes(std::vector{-2.0, -2.0, -0.1}, unit_limits),
                ElementsAre(two_of_three_below, two_of_three_below, common));
}

TEST(ControlChart, TwoOfThreeNeedAllThreeOnOneSideOfTheMean) {
    EXPECT_THAT(special_causes(std::vector{2.0, -0.1, 2.0}, unit_limits), Each(common));
    EXPECT_THAT(special_causes(std::vector{2.0, 0.0, 2.0}, unit_limits), Each(common)) << "on the mean";
}

TEST(ControlChart, TwoOfThreeNeedAWindowOfThree) {
    EXPECT_THAT(special_causes(std::vector{2.0, 2.0}, unit_limits), Each(common));
    EXPECT_THAT(special_causes(std::vector{2.0, 2.0, -0.1}, unit_limits), Each(common));
}

TEST(ControlChart, APointOutsideTheLimitIsNotNearIt) {
    EXPECT_THAT(special_causes(std::vector{0.1, 3.0, 2.0}, unit_limits), ElementsAre(common, above_upper, common));
    EXPECT_THAT(special_causes(std::vector{3.0, 2.0, 2.0}, unit_limits),
                ElementsAre(above_upper, two_of_three_above, two_of_three_above));
}

TEST(ControlChart, SevenPointsStrictlyOnOneSideAreAShift) {
    EXPECT_THAT(special_causes(std::vector{1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 1.0}, unit_limits), Each(shift_above));
    EXPECT_THAT(special_causes(std::vector{-1.0, -0.5, -1.0, -0.5, -1.0, -0.5, -1.0}, unit_limits), Each(shift_below));
    EXPECT_THAT(special_causes(std::vector{1.0, 0.5, 1.0, 0.0, 1.0, 0.5, 1.0}, unit_limits), Each(common));
    EXPECT_THAT(special_causes(std::vector{1.0, 0.5, 1.0, 0.5, 1.0, 0.5}, unit_limits), Each(common));
}

TEST(ControlChart, TheFirstRuleThatMatchesIsTheCause) {
    const std::vector<double> values{0.2, 0.4, 0.6, 0.8, 1.8, 1.9, 3.0};
    const auto causes = special_causes(values, unit_limits);
    EXPECT_EQ(causes[6], above_upper) << "outside before trend";
    EXPECT_EQ(causes[5], trend_up) << "trend before two of three and shift";
    const auto level = special_causes(std::vector{0.2, 0.1, 0.2, 0.1, 0.2, 1.9, 1.9}, unit_limits);
    EXPECT_EQ(level[6], two_of_three_above) << "two of three before shift";
    EXPECT_EQ(level[0], shift_above);
}

TEST(ControlChart, ARebaseStartsANewGroupWithLimitsAndRunsOfItsOwn) {
    auto series = series_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    series[5].begins_group = true;
    const auto chart = control_chart(series, {});
    EXPECT_EQ(chart.points[4].group, 0);
    EXPECT_EQ(chart.points[5].group, 1);
    EXPECT_NEAR(chart.points[0].limits.mean, 3, exact);
    EXPECT_NEAR(chart.limits().mean, 8, exact);
    EXPECT_THAT(causes_of(chart), Each(common)) << "five points of a trend in each group";
}

TEST(ControlChart, LimitsAreFixedAfterSoManyPointsOfEachGroup) {
    auto series = series_of({1, 3, 100, 100, 5, 7, 100, 100});
    series[4].begins_group = true;
    const auto chart = control_chart(series, {.fix_after = 2});
    EXPECT_NEAR(chart.points[0].limits.mean, 2, exact);
    EXPECT_NEAR(*chart.points[0].limits.average_moving_range, 2, exact);
    EXPECT_NEAR(chart.limits().mean, 6, exact);
    EXPECT_EQ(chart.points[3].cause, above_upper) << "later points are judged by the fixed limits";
}

TEST(ControlChart, FewerThanThirteenPointsOfTheLatestGroupAreTrialLimits) {
    auto series = series_of(golden);
    series[5].begins_group = true;
    EXPECT_FALSE(control_chart(series, {}).trial_limits) << "13 points";
    series[6].begins_group = true;
    EXPECT_TRUE(control_chart(series, {}).trial_limits) << "12 points";
}

TEST(ControlChart, WithNoVariationTheLimitsAreTheMeanAndNothingIsSpecial) {
    const auto chart = chart_of(std::vector<double>(20, 0.1));
    EXPECT_TRUE(chart.limits().no_variation());
    EXPECT_DOUBLE_EQ(*chart.limits().lower(), chart.limits().mean);
    EXPECT_DOUBLE_EQ(*chart.limits().upper(), chart.limits().mean);
    EXPECT_THAT(causes_of(chart), Each(common));
    const auto stepped = chart_of({1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 9});
    EXPECT_TRUE(stepped.limits().no_variation()) << "the only step is screened out";
    EXPECT_THAT(causes_of(stepped), Each(common));
}

TEST(ControlChart, ASinglePointHasNoLimits) {
    const auto chart = chart_of({5}, {.target = 7});
    EXPECT_FALSE(chart.limits().lower());
    EXPECT_FALSE(chart.limits().upper());
    EXPECT_DOUBLE_EQ(chart.limits().mean, 5);
    EXPECT_FALSE(chart.limits().no_variation());
    EXPECT_THAT(causes_of(chart), ElementsAre(common));
    EXPECT_EQ(chart.assurance, Assurance::hit_and_miss);
}

TEST(ControlChart, ImprovementOrConcernFollowsTheDirection) {
    EXPECT_EQ(variation_of(trend_up, Improvement::increase), Variation::improvement);
    EXPECT_EQ(variation_of(shift_above, Improvement::decrease), Variation::concern);
    EXPECT_EQ(variation_of(below_lower, Improvement::increase), Variation::concern);
    EXPECT_EQ(variation_of(two_of_three_below, Improvement::decrease), Variation::improvement);
    EXPECT_EQ(variation_of(trend_down, Improvement::neutral), Variation::neutral_low);
    EXPECT_EQ(variation_of(above_upper, Improvement::neutral), Variation::neutral_high);
    EXPECT_EQ(variation_of(common, Improvement::neutral), Variation::common);
}

TEST(ControlChart, AssuranceHoldsTheTargetAgainstTheLatestLimits) {
    const auto limits = chart_of(golden).limits();
    const auto assured = [](Improvement improvement, double target) {
        return chart_of(golden, {.improvement = improvement, .target = target}).assurance;
    };
    EXPECT_EQ(assured(Improvement::increase, 5), Assurance::consistently_fails);
    EXPECT_EQ(assured(Improvement::increase, -1), Assurance::consistently_passes);
    EXPECT_EQ(assured(Improvement::decrease, 5), Assurance::consistently_passes);
    EXPECT_EQ(assured(Improvement::decrease, -1), Assurance::consistently_fails);
    EXPECT_EQ(assured(Improvement::increase, *limits.upper()), Assurance::hit_and_miss) << "on the limit";
    EXPECT_EQ(assured(Improvement::neutral, 5), std::nullopt);
    EXPECT_EQ(chart_of(golden).assurance, std::nullopt);
}

TEST(ControlChart, SeriesOfHugeAndTinyNumbersStayFinite) {
    for (const double size : {1e100, 1e-300}) {
        const auto chart = chart_of({size, -size, size, -size, size});
        EXPECT_TRUE(std::isfinite(*chart.limits().upper())) << size;
        EXPECT_TRUE(std::isfinite(*chart.limits().lower())) << size;
    }
}

TEST(ControlChart, JudgesSeriesOfHugeAndTinyNumbersLikeAnyOther) {
    for (const double size : {1e98, 1e-298}) {
        auto values = golden;
        for (auto& value : values)
            value *= size;
        const auto chart = chart_of(values);
        EXPECT_EQ(causes_of(chart), causes_of(chart_of(golden))) << size;
        EXPECT_NEAR(*chart.limits().upper() / size, *chart_of(golden).limits().upper(), exact) << size;
    }
}

/// Series of quarters, so that sums are exact.
std::vector<double> some_series(std::mt19937& random) {
    std::vector<double> values(2 + random() % 50);
    for (auto& value : values)
        value = static_cast<double>(random() % 400) / 4;
    return values;
}

TEST(ControlChartProperty, LimitsDoNotDependOnTheOrderOfEqualPoints) {
    auto series = series_of({3, 5, 5, 5, 2, 7, 7, 1});
    const auto before = control_chart(series, {}).limits();
    std::swap(series[1], series[3]);
    std::swap(series[5], series[6]);
    EXPECT_EQ(before.mean, control_chart(series, {}).limits().mean);
    EXPECT_EQ(before.average_moving_range, control_chart(series, {}).limits().average_moving_range);
}

TEST(ControlChartProperty, TheSeriesBackwardsHasTheSameLimits) {
    std::mt19937 random{20260923};
    for (int each = 0; each < 500; ++each) {
        auto values = some_series(random);
        const auto before = chart_of(values).limits();
        std::ranges::reverse(values);
        const auto after = chart_of(values).limits();
        EXPECT_NEAR(*before.upper(), *after.upper(), exact);
        EXPECT_NEAR(*before.lower(), *after.lower(), exact);
    }
}

TEST(ControlChartProperty, ShiftingAllPointsShiftsTheLimitsAndKeepsTheCauses) {
    std::mt19937 random{1};
    for (int each = 0; each < 500; ++each) {
        auto values = some_series(random);
        const auto before = chart_of(values);
        for (auto& value : values)
            value += 1024;
        const auto after = chart_of(values);
        EXPECT_NEAR(*before.limits().upper() + 1024, *after.limits().upper(), exact);
        EXPECT_NEAR(*before.limits().lower() + 1024, *after.limits().lower(), exact);
        EXPECT_EQ(causes_of(before), causes_of(after));
    }
}

TEST(ControlChartProperty, ScalingAllPointsScalesTheLimitsAndKeepsTheCauses) {
    std::mt19937 random{2};
    for (int each = 0; each < 500; ++each) {
        auto values = some_series(random);
        const auto before = chart_of(values);
        for (auto& value : values)
            value *= 8;
        const auto after = chart_of(values);
        EXPECT_NEAR(*before.limits().upper() * 8, *after.limits().upper(), exact);
        EXPECT_NEAR(*before.limits().lower() * 8, *after.limits().lower(), exact);
        EXPECT_EQ(causes_of(before), causes_of(after));
    }
}

}  // namespace
}  // namespace contractwatch
