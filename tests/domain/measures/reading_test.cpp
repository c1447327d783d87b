// Readings: values, rates, judgements, revisions, and their ratings.
#include "domain/measures/reading.h"

#include <gtest/gtest.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::measure;
using builders::reading;

constexpr Date today{2026, 11, 15};

/// The only measure of those rows, and its readings.
struct Read {
    std::vector<Measure> measures;
    MeasureReadings readings;

    Read(const std::vector<Row>& measure_rows, const std::vector<Row>& reading_rows)
        : measures(measures_of(measure_rows, {})), readings(readings_of(measures, reading_rows).at(0)) {}

    RatedReading latest(Date as_at = today) const { return rated(measures.at(0), *reported(readings, as_at).back()); }
};

struct Rate {
    const char* unit;
    const char* numerator;
    const char* denominator;
    const char* value;
    const char* because;
};

TEST(Reading, MakesARateOfItsParts) {
    for (const auto& [unit, numerator, denominator, value, because] :
         {Rate{"%", "19", "20", "95", "a percentage is stored 0 to 100"},
          Rate{"", "1", "3", "33.333333333", "a rate without unit is a percentage, cut at nine decimals"},
          Rate{"ratio", "19", "20", "0.95", "a ratio is not"}, Rate{"days", "45", "6", "7.5", "nor is a mean"}}) {
        const Read read{{measure({{"unit", unit}})},
                        {reading({{"period", "2026-10"}, {"numerator", numerator}, {"denominator", denominator}})}};
        EXPECT_EQ(read.latest().reading->value, Decimal::parse(value)) << because;
    }
}

TEST(Reading, OfNothingIsReportedAndNotRated) {
    const Read read{{measure()}, {reading({{"period", "2026-10"}, {"numerator", "0"}, {"denominator", "0"}})}};
    EXPECT_EQ(read.latest().reading->value, std::nullopt);
    EXPECT_EQ(read.latest().rating, std::nullopt);
    EXPECT_EQ(read.latest().why_not, "the denominator is 0, so that there is no rate");
}

TEST(Reading, ThatSaysNothingIsNone) {
    const Read read{{measure()}, {reading({{"period", "2026-10"}, {"narrative", "to follow"}})}};
    EXPECT_TRUE(read.readings.readings.empty());
}

TEST(Reading, IsRatedAgainstTheTargetOfThePeriodsLastDay) {
    const std::vector<Row> targets = {measure({{"target", "90"}}),
                                      measure({{"target", "97"}, {"effective_from", "2026-10-31"}})};
    EXPECT_EQ((Read{targets, {reading({{"period", "2026-09"}, {"value", "95"}})}}.latest().rating), Rating::good);
    EXPECT_EQ((Read{targets, {reading({{"period", "2026-10"}, {"value", "95"}})}}.latest().rating),
              Rating::approaching_target);
}

TEST(Reading, IsNotRatedWhereNoTargetWasInForce) {
    const Read read{{measure({{"effective_from", "2026-11-01"}})}, {reading({{"period", "2026-10"}, {"value", "95"}})}};
    EXPECT_EQ(read.latest().why_not, "no target was in force on 31 October 2026");
    const Read none{{measure({{"target", ""}})}, {reading({{"period", "2026-10"}, {"value", "95"}})}};
    EXPECT_EQ(none.latest().why_not, "there is no target; without one no value can be rated");
}

TEST(Reading, OfAPeriodIsRevisedByALaterOne) {
    auto first = reading({{"period", "2026-10"}, {"value", "80"}});
    auto second = reading({{"period", "2026-10-31"}, {"value", "96"}, {"submitted_on", "2026-11-10"}});
    second.provenance.last_entry = 2;
    const Read read{{measure()}, {second, first}};
    EXPECT_EQ(read.latest().reading->value, Decimal{96}) << "the same period in another notation";
    EXPECT_EQ(read.latest(Date{2026, 11, 9}).reading->value, Decimal{80}) << "before the revision was submitted";
}

TEST(Reading, DoesNotExistBeforeItIsSubmittedNorBeforeItsPeriodEnds) {
    const Read read{{measure()},
                    {reading({{"period", "2026-10"}, {"value", "96"}, {"submitted_on", "2026-11-12"}}),
                     reading({{"period", "2026-11"}, {"value", "96"}})}};
    EXPECT_TRUE(reported(read.readings, Date{2026, 11, 11}).empty());
    EXPECT_EQ(reported(read.readings, Date{2026, 11, 12}).size(), 1U);
    EXPECT_EQ(reported(read.readings, Date{2026, 11, 29}).size(), 1U);
    EXPECT_EQ(reported(read.readings, Date{2026, 11, 30}).size(), 2U);
}

struct Judged {
    const char* nature;
    std::vector<Cell> cells;
    std::optional<Rating> rating;
    const char* because;
};

TEST(Reading, TakesAPersonsRatingWhereThatCounts) {
    const std::vector<Judged> cases = {
        {"qualitative",
         {{"rating", "requires_improvement"}, {"narrative", "Users wait"}},
         Rating::requires_improvement,
         "a judgement"},
        {"qualitative", {{"value", "99"}}, std::nullopt, "a judgement without a rating"},
        {"quantitative", {{"value", "99"}, {"rating", "inadequate"}}, Rating::good, "no reason: the value counts"},
        {"quantitative",
         {{"value", "99"}, {"rating", "inadequate"}, {"override_reason", "data not audited"}},
         Rating::inadequate,
         "a person with a reason"},
        {"quantitative",
         {{"value", "10"}, {"rating", "other"}, {"narrative", "flood"}},
         Rating::other,
         "other, with a reason in the narrative"},
        {"quantitative", {{"rating", "good"}}, Rating::good, "there is no value to rate"}};
    for (const auto& [nature, cells, rating, because] : cases) {
        auto all = cells;
        all.emplace_back("period", "2026-10");
        EXPECT_EQ((Read{{measure({{"nature", nature}})}, {reading(all)}}.latest().rating), rating) << because;
    }
}

TEST(Reading, InANotationOfAnotherFrequencyIsAProblemInWords) {
    const Read read{{measure()}, {reading({{"period", "2026-Q3"}, {"value", "95"}})}};
    EXPECT_TRUE(read.readings.readings.empty());
    ASSERT_EQ(read.readings.problems.size(), 1U);
    EXPECT_NE(read.readings.problems[0].find("2026-Q3"), std::string::npos);
}

TEST(Reading, OfAnEarlierFrequencyIsJudgedByTheVersionInForceOnItsPeriodsLastDay) {
    const std::vector<Row> versions = {
        measure({{"frequency", "quarterly"}, {"target", "90"}}),
        measure({{"frequency", "monthly"}, {"target", "97"}, {"effective_from", "2026-07-01"}})};
    const Read read{
        versions,
        {reading({{"period", "2026/27-Q1"}, {"value", "95"}}), reading({{"period", "2026-07"}, {"value", "95"}}),
         reading({{"period", "2026-05"}, {"value", "1"}}), reading({{"period", "2026/27-Q2"}, {"value", "1"}}),
         reading({{"period", "2026-03-31"}, {"value", "95"}})}};
    const auto known = reported(read.readings, today);
    ASSERT_EQ(known.size(), 3U);
    EXPECT_EQ(known[0]->period.text(), "2025/26-Q4") << "a last day is of the version in force on it";
    EXPECT_EQ(known[1]->period.text(), "2026/27-Q1");
    EXPECT_EQ(known[2]->period.text(), "2026-07");
    EXPECT_EQ(rated(read.measures.front(), *known[1]).rating, Rating::good);
    EXPECT_EQ(rated(read.measures.front(), *known[2]).rating, Rating::approaching_target);
    ASSERT_EQ(read.readings.problems.size(), 2U);
    EXPECT_EQ(read.readings.problems[0],
              "2026-05 is a month, but the measure is reported for a quarter of the financial year: write it like "
              "2026/27-Q1")
        << "on 31 May it was quarterly";
    EXPECT_EQ(read.readings.problems[1],
              "2026/27-Q2 is a quarter of the financial year, but the measure is reported for a month: write it like "
              "2026-08")
        << "on 30 September it was monthly";
}

/// A reading of October 2026 and the rating that it was given by these measures.
struct Given {
    std::vector<Row> readings;
    std::vector<RatingGiven> ratings;

    Given(const std::vector<Row>& measure_rows, std::vector<Cell> cells) {
        cells.emplace_back("period", "2026-10");
        readings = {reading(std::move(cells))};
        const Read read{measure_rows, readings};
        ratings = {rating_to_give(ContractRef{"C-1"}, read.measures.front(), read.readings.readings.front()).value()};
    }

    /// With those measures in force, and this reading in the first one's place where one is given.
    std::optional<Rating> rating_under(const std::vector<Row>& measure_rows, std::optional<Row> revised = {}) {
        if (revised) readings = {*revised};
        const auto measures = measures_of(measure_rows, {});
        const auto read = readings_of(measures, readings, ratings);
        return rated(measures.front(), *reported(read.front(), today).back()).rating;
    }
};

TEST(Rating, OnceGivenStandsWithTheTargetAndBandsThatGaveIt) {
    const std::vector<Row> was = {measure({{"target", "90"}})};
    const std::vector<Row> changed = {measure({{"target", "97"}, {"approaching", "96"}})};
    const std::vector<Row> back_dated = {measure({{"target", "90"}}),
                                         measure({{"target", "99"}, {"effective_from", "2026-10-01"}})};
    const std::vector<Row> by_judgement = {measure({{"nature", "qualitative"}})};
    for (const auto& later : {changed, back_dated, by_judgement})
        EXPECT_EQ((Given{was, {{"value", "91"}}}.rating_under(later)), Rating::good);
    const Given given{was, {{"value", "91"}}};
    const auto measures = measures_of(changed, {});
    const auto read = readings_of(measures, given.readings, given.ratings);
    const auto outcome = rated(measures.front(), read.front().readings.front());
    EXPECT_EQ(outcome.target.target, Decimal{90});
    EXPECT_EQ(outcome.bands, "good from 90, approaching target from 85.5, requires improvement from 76.5");
    EXPECT_FALSE(rating_to_give(ContractRef{"C-1"}, measures.front(), read.front().readings.front()))
        << "nothing more is to be recorded";
}

TEST(Rating, OfARevisedReadingIsGivenAnewByTheTargetInForceOnThePeriodsLastDay) {
    const std::vector<Row> was = {measure({{"target", "90"}})};
    const std::vector<Row> changed = {measure({{"target", "97"}}),
                                      measure({{"target", "50"}, {"effective_from", "2026-11-01"}})};
    const auto revised = [](std::vector<Cell> cells) {
        cells.emplace_back("period", "2026-10");
        auto row = reading(cells);
        row.provenance.fact = 2;
        return row;
    };
    EXPECT_EQ((Given{was, {{"value", "91"}}}.rating_under(changed, revised({{"value", "92"}}))),
              Rating::requires_improvement);
    EXPECT_EQ(
        (Given{was, {{"value", "91"}}}.rating_under(changed, revised({{"value", "91"}, {"narrative", "audited"}}))),
        Rating::good)
        << "words alone revise nothing that was rated";
    EXPECT_EQ((Given{was, {{"value", "91"}}}.rating_under(
                  changed, revised({{"value", "91"}, {"rating", "other"}, {"override_reason", "flood"}}))),
              Rating::other)
        << "a person overrides it, with a reason";
    EXPECT_EQ((Given{was, {{"value", "91"}, {"rating", "other"}, {"override_reason", "flood"}}}.rating_under(
                  changed, revised({{"value", "91"}}))),
              Rating::requires_improvement)
        << "and takes that back";
}

TEST(Reading, BelongsToItsLotsMeasure) {
    const std::vector<Row> both = {measure(), measure({{"lot", "2"}})};
    const auto measures = measures_of(both, {});
    const std::vector<Row> rows = {reading({{"period", "2026-10"}, {"value", "1"}, {"lot", "2"}}),
                                   reading({{"period", "2026-10"}, {"value", "2"}, {"measure", "m-1"}}),
                                   reading({{"period", "2026-10"}, {"value", "3"}, {"measure", "M-9"}})};
    const auto found = readings_of(measures, rows);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].readings.at(0).value, Decimal{2});
    EXPECT_EQ(found[1].readings.at(0).value, Decimal{1});
}

}  // namespace
}  // namespace contractwatch
