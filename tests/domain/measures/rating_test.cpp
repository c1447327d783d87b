// Ratings: the bands of section 4 of the rules, edge by edge.
#include "domain/measures/rating.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

Decimal number(std::string_view text) {
    return Decimal::parse(text).value();
}

std::optional<Decimal> maybe(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional{number(text)};
}

struct Target4 {
    Direction direction;
    const char* target;
    const char* high = "";
    const char* approaching = "";
    const char* requires_improvement = "";
};

Target target_of(const Target4& of) {
    return {of.direction, maybe(of.target), maybe(of.high), maybe(of.approaching), maybe(of.requires_improvement)};
}

struct Rated {
    Target4 target;
    const char* value;
    Rating rating;
    const char* because;
};

void expect_ratings(const std::vector<Rated>& cases) {
    for (const auto& [target, value, rating, because] : cases) {
        const auto bands = Bands::of(target_of(target));
        ASSERT_TRUE(bands.ok()) << because << ": " << bands.error().message;
        EXPECT_EQ(name_of(bands->rate(number(value))), name_of(rating)) << value << ": " << because;
    }
}

using enum Rating;

TEST(Rating, GivesTheEdgeToTheBetterSideWhereMoreIsBetter) {
    const Target4 t{Direction::increase, "95"};
    expect_ratings({{t, "95", good, "at the target"},
                    {t, "94.999999999", approaching_target, "just below"},
                    {t, "90.25", approaching_target, "95 - 5 %"},
                    {t, "90.249999999", requires_improvement, "just below that"},
                    {t, "80.75", requires_improvement, "95 - 15 %"},
                    {t, "80.749999999", inadequate, "just below that"}});
}

TEST(Rating, IsMirroredWhereLessIsBetter) {
    const Target4 t{Direction::decrease, "20"};
    expect_ratings({{t, "20", good, "at the target"},
                    {t, "21", approaching_target, "20 + 5 %"},
                    {t, "21.000000001", requires_improvement, "just above"},
                    {t, "23", requires_improvement, "20 + 15 %"},
                    {t, "23.000000001", inadequate, "just above that"}});
}

TEST(Rating, TakesPartsOfTheTargetsMagnitude) {
    const Target4 t{Direction::increase, "-100"};
    expect_ratings({{t, "-105", approaching_target, "-100 - 5"},
                    {t, "-115", requires_improvement, "-100 - 15"},
                    {t, "-115.1", inadequate, "below it"},
                    {t, "0", good, "above the target"}});
}

TEST(Rating, MeasuresTheDistanceOutsideARange) {
    const Target4 t{Direction::within, "18", "22"};
    expect_ratings({{t, "18", good, "the lower end"},
                    {t, "22", good, "the upper end"},
                    {t, "17.8", approaching_target, "5 % of 4 below"},
                    {t, "22.2", approaching_target, "5 % of 4 above"},
                    {t, "22.6", requires_improvement, "15 % of 4"},
                    {t, "17.399999999", inadequate, "more than 15 % of 4"}});
}

TEST(Rating, IsExactWhereATwentiethOfTheTargetHasTenDecimals) {
    const Target4 t{Direction::increase, "0.000000001"};
    expect_ratings({{t, "0.000000001", good, "the least target there is"}, {t, "0", inadequate, "all of it short"}});
    const Target4 third{Direction::increase, "33.333333333"};  // less 5 % is 31.66666666635
    expect_ratings({{third, "31.666666667", approaching_target, "above the edge"},
                    {third, "31.666666666", requires_improvement, "below it, by less than a rounded edge would show"}});
}

TEST(Rating, IsGoodOrInadequateWhereThereIsNothingToTakeAPartOf) {
    const Target4 none{Direction::decrease, "0"};
    const Target4 point{Direction::within, "20", "20"};
    expect_ratings({{none, "0", good, "T = 0"},
                    {none, "0.1", inadequate, "T = 0"},
                    {point, "20", good, "a range of no width"},
                    {point, "20.1", inadequate, "a range of no width"}});
}

TEST(Rating, FollowsBandsOfItsOwn) {
    const Target4 none{Direction::decrease, "0", "", "2", "5"};
    const Target4 range{Direction::within, "20", "20", "0.5", "1"};
    const Target4 near{Direction::increase, "100", "", "80"};
    const Target4 far{Direction::increase, "100", "", "", "97"};
    const Target4 both{Direction::increase, "95", "", "90", "70"};
    expect_ratings({{none, "2", approaching_target, "up to 2"},
                    {none, "5", requires_improvement, "up to 5"},
                    {none, "6", inadequate, "beyond"},
                    {range, "19.5", approaching_target, "half outside"},
                    {range, "21", requires_improvement, "one outside"},
                    {range, "21.1", inadequate, "beyond"},
                    {near, "80", approaching_target, "the band that was given is not cut at 85"},
                    {near, "79.9", inadequate, "15 % is already past"},
                    {far, "97", requires_improvement, "where it was said to begin"},
                    {far, "96.9", inadequate, "beyond it"},
                    {far, "99", requires_improvement, "no room is left for approaching"},
                    {both, "90", approaching_target, "given"},
                    {both, "70", requires_improvement, "given"},
                    {both, "69", inadequate, "beyond"}});
}

struct Refused {
    Target4 target;
    const char* message;
};

TEST(Rating, RefusesBandsWithAHoleInWords) {
    const std::vector<Refused> cases = {
        {{Direction::increase, ""}, "there is no target; without one no value can be rated"},
        {{Direction::within, "18"}, "a target to stay within needs both ends: target and target_high"},
        {{Direction::within, "22", "18"}, "target_high 18 is below target 22; the lower end goes into target"},
        {{Direction::increase, "95", "", "97"},
         "approaching 97 lies on the good side of the target 95; where more is better it must be at or below it"},
        {{Direction::decrease, "20", "", "", "15"},
         "requires_improvement 15 lies on the good side of the target 20; where less is better it must be at or above "
         "it"},
        {{Direction::within, "18", "22", "-1"},
         "approaching -1 is a distance outside the target range and cannot be negative"},
        {{Direction::increase, "95", "", "80", "90"},
         "requires_improvement 90 lies nearer to the target than approaching 80; the bands must lead away from the "
         "target "
         "in the order approaching, requires_improvement"}};
    for (const auto& [target, message] : cases) {
        const auto bands = Bands::of(target_of(target));
        ASSERT_FALSE(bands.ok()) << message;
        EXPECT_EQ(bands.error().message, message);
    }
}

/// Whatever the target and bands, the better a value the better its rating, and every value has one.
TEST(Rating, NeverFallsAsTheValueRises) {
    for (const auto* target : {"-10", "0", "3", "95"}) {
        for (const auto* approaching : {"", "-40", "-10"}) {
            const auto bands = Bands::of(target_of({Direction::increase, target, "", approaching}));
            ASSERT_TRUE(bands.ok());
            auto before = inadequate;
            for (int value = -60; value <= 100; ++value) {
                const auto rating = bands->rate(Decimal{value});
                EXPECT_LE(rating, before) << target << ' ' << approaching << ' ' << value;
                before = rating;
            }
            EXPECT_EQ(before, good);
        }
    }
}

TEST(Rating, IsThereForEveryValueUpToTheEndsOfWhatADecimalHolds) {
    const char* const most = "8999999999.999999999";
    const char* const least = "-8999999999.999999999";
    const char* const tiny = "0.000000001";
    expect_ratings({{{Direction::increase, most}, most, good, "the largest"},
                    {{Direction::increase, most}, least, inadequate, "twice as far as a number can be"},
                    {{Direction::increase, least}, least, good, "the smallest"},
                    {{Direction::decrease, least}, most, inadequate, "and back"},
                    {{Direction::decrease, most}, most, good, "the largest"},
                    {{Direction::within, least, most}, most, good, "all there is"},
                    {{Direction::within, most, most}, least, inadequate, "a range of no width"},
                    {{Direction::increase, tiny}, tiny, good, "next to nothing"},
                    {{Direction::increase, tiny}, "0", inadequate, "nothing"},
                    {{Direction::decrease, tiny}, "0.000000002", inadequate, "twice next to nothing"}});
    EXPECT_EQ(Bands::of(target_of({Direction::decrease, most}))->text(),
              "good to 8999999999.999999999, approaching target to 8999999999.999999999, requires improvement to "
              "8999999999.999999999")
        << "edges beyond what a decimal holds are told as its end";
}

TEST(Rating, SaysItsBands) {
    EXPECT_EQ(Bands::of(target_of({Direction::increase, "95"}))->text(),
              "good from 95, approaching target from 90.25, requires improvement from 80.75");
    EXPECT_EQ(Bands::of(target_of({Direction::within, "18", "22"}))->text(),
              "good from 18 to 22, approaching target up to 0.2 outside, requires improvement up to 0.6 outside");
}

TEST(Rating, HasANameAndIsAMissUnlessGoodOrOther) {
    EXPECT_EQ(find_rating("approaching_target"), approaching_target);
    EXPECT_EQ(find_rating("splendid"), std::nullopt);
    EXPECT_FALSE(missed(good));
    EXPECT_FALSE(missed(other));
    EXPECT_TRUE(missed(approaching_target));
    EXPECT_TRUE(missed(inadequate));
}

}  // namespace
}  // namespace contractwatch
