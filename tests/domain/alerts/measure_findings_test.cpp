// Findings about a contract's outcome measures, and how long they stand.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/measures.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::measure;
using builders::reading;
using builders::row;

constexpr Date today{2026, 11, 15};

ContractRows contract_with(std::vector<Row> measures, std::vector<Row> readings,
                           std::vector<Cell> contract_cells = {}) {
    contract_cells.emplace_back("ContractReference", "C-1");
    ContractRows contract;
    contract.contract = ContractRef{"C-1"};
    contract.rows["contracts"] = {row("contracts", contract_cells)};
    contract.rows["measures"] = std::move(measures);
    contract.rows["readings"] = std::move(readings);
    return contract;
}

Row value(std::string_view period, std::string_view of) {
    return reading({{"period", period}, {"value", of}});
}

Row other(std::string_view period) {
    return reading({{"period", period}, {"value", "10"}, {"rating", "other"}, {"override_reason", "flood"}});
}

/// A measure that expects nothing yet, so that only its readings count.
Row unexpected(std::vector<Cell> cells = {}) {
    auto made = measure(std::move(cells));
    made.provenance.recorded_on = Date{2026, 11, 1};
    return made;
}

std::vector<Finding> findings(std::vector<Row> readings, Date day = today) {
    return measure_findings(contract_with({unexpected()}, std::move(readings)), Rules{}, day).findings;
}

/// "measure_missed 2026-10 warning" for each.
std::vector<std::string> told(const std::vector<Finding>& found) {
    static const std::vector<std::pair<FindingKind, std::string>> names = {
        {FindingKind::measure_missed, "missed"},
        {FindingKind::measure_missed_again, "again"},
        {FindingKind::measure_deteriorating, "deteriorating"},
        {FindingKind::measure_likely_to_miss, "likely to miss"},
        {FindingKind::reading_overdue, "overdue"},
        {FindingKind::reading_implausible, "implausible"}};
    static const std::vector<std::pair<Severity, std::string>> severities = {
        {Severity::info, "info"}, {Severity::warning, "warning"}, {Severity::critical, "critical"}};
    std::vector<std::string> words;
    for (const auto& each : found) {
        const auto kind = std::ranges::find(names, each.kind, [](const auto& name) { return name.first; });
        const auto severity = std::ranges::find(severities, each.severity, [](const auto& name) { return name.first; });
        words.push_back(kind->second + ' ' + each.period + ' ' + severity->second);
    }
    return words;
}

using Words = std::vector<std::string>;

TEST(MeasureMissed, IsAsSevereAsItsRating) {
    EXPECT_EQ(told(findings({value("2026-10", "95")})), Words{});
    EXPECT_EQ(told(findings({value("2026-10", "91")})), Words{"missed 2026-10 info"});
    EXPECT_EQ(told(findings({value("2026-10", "85")})), Words{"missed 2026-10 warning"});
    EXPECT_EQ(told(findings({value("2026-10", "80")})), Words{"missed 2026-10 critical"});
}

TEST(MeasureMissed, ShowsWhatLedToIt) {
    const auto found = findings({value("2026-08", "97"), value("2026-09", "96"), value("2026-10", "85")});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].subject, "M-1");
    EXPECT_EQ(found[0].since, (Date{2026, 10, 31}));
    EXPECT_EQ(found[0].summary, "Visits kept was rated requires improvement for 2026-10: 85 % against a target of 95.");
    const Fields evidence = {
        {"value", "85 %"},
        {"target", "95"},
        {"rating", "requires_improvement"},
        {"bands", "good from 95, approaching target from 90.25, requires improvement from 80.75"},
        {"earlier_periods", std::vector<std::string>{"2026-09: 96 %, good", "2026-08: 97 %, good"}},
        {"fact", std::int64_t{1}},
        {"entry", std::int64_t{1}},
        {"target_entry", std::int64_t{1}}};
    EXPECT_EQ(found[0].evidence, evidence);
}

struct Told {
    std::vector<Row> readings;
    Words told;
    const char* because;
};

TEST(MeasureMissed, IsOpenForTheLatestPeriodAlone) {
    const std::vector<Told> cases = {
        {{value("2026-09", "85"), value("2026-10", "95")}, {}, "the older miss is superseded"},
        {{value("2026-09", "85"), other("2026-10")}, {}, "other is no miss"},
        {{value("2026-09", "85"), reading({{"period", "2026-10"}, {"numerator", "0"}, {"denominator", "0"}})},
         {"missed 2026-09 warning"},
         "a reading of nothing supersedes nothing"},
    };
    for (const auto& [readings, expected, because] : cases)
        EXPECT_EQ(told(findings(readings)), expected) << because;
}

/// Readings of the months from January 2025 on.
std::vector<Row> months(const std::vector<std::string>& values, const std::vector<Cell>& more = {}) {
    std::vector<Row> rows;
    for (std::size_t month = 0; month < values.size(); ++month) {
        const auto period =
            std::to_string(2025 + month / 12) + (month % 12 < 9 ? "-0" : "-") + std::to_string(month % 12 + 1);
        auto cells = more;
        cells.insert(cells.end(), {{"period", period}, {"value", values[month]}});
        rows.push_back(reading(cells));
    }
    return rows;
}

/// Twelve months between 97 and 99, then this.
std::vector<std::string> steady_then(std::string_view last) {
    std::vector<std::string> values;
    for (int month = 0; month < 12; ++month)
        values.emplace_back(month % 2 == 0 ? "97" : "99");
    values.emplace_back(last);
    return values;
}

TEST(MeasureDeteriorating, IsAPointOfTheChartThatIsMoreThanNoiseForTheWorse) {
    EXPECT_EQ(told(findings(months(steady_then("95")))), Words{}) << "within the limits";
    EXPECT_EQ(told(findings(months(steady_then("104")))), Words{}) << "for the better";
    const auto found =
        measure_findings(contract_with({unexpected({{"target", "80"}})}, months(steady_then("88"))), Rules{}, today)
            .findings;
    ASSERT_EQ(told(found), Words{"deteriorating 2026-01 warning"}) << "although it is well above its target";
    EXPECT_EQ(found[0].subject, "M-1");
    EXPECT_EQ(found[0].since, (Date{2026, 1, 31}));
    EXPECT_EQ(found[0].summary,
              "Visits kept is getting worse, by more than its usual ups and downs: on its control chart (mean 97.2, "
              "limits 91.9 and 102.6) the reading for 2026-01 is a special cause of concern (below the lower limit).");
}

TEST(MeasureDeteriorating, IsNotToldOfTrialLimitsARangeOrRatesOfFewerThanTwenty) {
    const auto kinds = [](const std::vector<Row>& readings, std::vector<Cell> cells = {}) {
        cells.emplace_back("lowest", "0");
        auto words = told(measure_findings(contract_with({unexpected(cells)}, readings), Rules{}, today).findings);
        std::erase_if(words, [](const std::string& each) { return !each.starts_with("deteriorating"); });
        return words;
    };
    auto values = steady_then("80");
    EXPECT_EQ(kinds(months(values)), Words{"deteriorating 2026-01 warning"});
    EXPECT_EQ(kinds(months({values.begin() + 1, values.end()})), Words{}) << "twelve points are trial limits";
    EXPECT_EQ(kinds(months(values), {{"direction", "within"}, {"target", "90"}, {"target_high", "99"}}), Words{});
    EXPECT_EQ(kinds(months(values, {{"numerator", "10"}, {"denominator", "19"}})), Words{});
    EXPECT_EQ(kinds(months(values, {{"numerator", "10"}, {"denominator", "20"}})),
              Words{"deteriorating 2026-01 warning"});
    EXPECT_EQ(kinds(months(std::vector<std::string>(13, "97"))), Words{}) << "no variation";
}

TEST(MeasureLikelyToMiss, SaysWhatWasFittedOnHowManyReadings) {
    const auto found = findings(months({"99", "98.4", "97.8", "97.2", "96.6", "95.8"}));
    ASSERT_EQ(told(found), Words{"likely to miss 2025-06 info"});
    EXPECT_NE(found[0].summary.find("6 readings"), std::string::npos) << found[0].summary;
    EXPECT_EQ(told(findings(months({"98.4", "97.8", "97.2", "96.6", "95.8"}))), Words{}) << "five are too few";
    EXPECT_EQ(told(findings(months({"99", "98.9", "98.8", "98.7", "98.6", "98.5"}))), Words{}) << "still good";
}

TEST(ReadingImplausible, IsToldWithItsReason) {
    const auto bounded = unexpected({{"highest", "100"}});
    const auto found = measure_findings(contract_with({bounded}, {value("2026-10", "120")}), Rules{}, today).findings;
    ASSERT_EQ(told(found), Words{"implausible 2026-10 warning"});
    EXPECT_EQ(found[0].summary,
              "The reading of Visits kept for 2026-10 can hardly be right: it is above the highest that is possible, "
              "100.");
    EXPECT_EQ(told(findings(months(std::vector<std::string>(6, "96")))), Words{"implausible 2025-06 info"});
}

TEST(ReadingImplausible, SaysWhereAPercentageLooksLikeAFraction) {
    const auto found = findings({value("2026-07", "95"), value("2026-08", "96"), value("2026-09", "0.95")});
    const auto doubt = std::ranges::find(found, FindingKind::reading_implausible, &Finding::kind);
    ASSERT_NE(doubt, found.end());
    EXPECT_EQ(doubt->severity, Severity::warning);
    EXPECT_EQ(doubt->period, "2026-09");
    EXPECT_EQ(doubt->summary,
              "The reading of Visits kept for 2026-09 can hardly be right: it looks like a fraction of a percentage: "
              "0.95 is 0.95 %, and 95 % may be meant, since the target is 95.");
}

TEST(MeasureMissedAgain, TakesTwoReportedPeriodsRunning) {
    const std::vector<Told> cases = {
        {{value("2026-09", "91"), value("2026-10", "85")},
         {"missed 2026-10 warning", "again 2026-10 warning"},
         "two running"},
        {{value("2026-08", "91"), value("2026-10", "91")},
         {"missed 2026-10 info", "again 2026-10 warning"},
         "a period that nobody reported neither breaks nor counts"},
        {{value("2026-08", "91"), other("2026-09"), value("2026-10", "91")},
         {"missed 2026-10 info", "again 2026-10 warning"},
         "other is left out of runs"},
        {{value("2026-08", "91"), value("2026-09", "95"), value("2026-10", "91")},
         {"missed 2026-10 info"},
         "a good one breaks it"},
        {{value("2026-09", "50"), value("2026-10", "50")},
         {"missed 2026-10 critical", "again 2026-10 critical"},
         "inadequate"},
    };
    for (const auto& [readings, expected, because] : cases)
        EXPECT_EQ(told(findings(readings)), expected) << because;
}

TEST(MeasureMissedAgain, SaysHowManyAndAsksForAnAction) {
    const auto found = findings({value("2026-07", "91"), value("2026-09", "91"), value("2026-10", "91")});
    EXPECT_EQ(found.at(1).summary,
              "Visits kept missed its target in 3 reported periods running, from 2026-07 to 2026-10. No improvement "
              "action is recorded for it, so that it goes to the lead director.");
    const auto twice = findings({value("2026-09", "91"), value("2026-10", "91")}, Date{2026, 11, 3});
    EXPECT_EQ(twice.at(1).summary,
              "Visits kept missed its target in 2 reported periods running, from 2026-09 to 2026-10. Agree an "
              "improvement action and record it by 13 November 2026.");
    EXPECT_EQ(twice.at(1).audience, std::vector{Audience::manager});
}

Row action(std::vector<Cell> cells = {}) {
    cells.insert(cells.end(), {{"contract", "C-1"},
                               {"action", "A-1"},
                               {"description", "More staff"},
                               {"owner_email", "ann@council.example"},
                               {"raised_by_measure", "M-1"},
                               {"due_on", "2026-12-01"}});
    return row("actions", cells);
}

TEST(MeasureMissedAgain, SaysWhichActionIsRecordedAndElseGoesToTheLeadDirector) {
    auto contract = contract_with({unexpected()}, {value("2026-09", "91"), value("2026-10", "91")});
    const auto on = [&](Date day) { return measure_findings(contract, Rules{}, day); };
    EXPECT_EQ(on(Date{2026, 11, 13}).findings.at(1).audience, std::vector{Audience::manager});
    EXPECT_EQ(on(Date{2026, 11, 3}).holds_until, (Date{2026, 11, 13})) << "the last day to record an action";
    EXPECT_EQ(on(Date{2026, 11, 14}).findings.at(1).audience,
              (std::vector{Audience::manager, Audience::lead_director}));
    contract.rows["actions"] = {action()};
    const auto answered = on(Date{2026, 11, 14}).findings.at(1);
    EXPECT_EQ(answered.audience, std::vector{Audience::manager});
    EXPECT_EQ(answered.evidence.back(), (Field{"actions", std::vector<std::string>{"A-1 (due 1 December 2026)"}}));
}

TEST(ReadingOverdue, IsAFindingForEachPeriod) {
    const auto contract = contract_with({measure({{"effective_from", "2026-08-01"}, {"lot", "North"}})}, {});
    const auto found = measure_findings(contract, Rules{}, Date{2026, 10, 31}).findings;
    EXPECT_EQ(told(found), (Words{"overdue 2026-08 warning", "overdue 2026-09 warning"}));
    EXPECT_EQ(found.at(0).subject, "M-1 (lot North)");
    EXPECT_EQ(found.at(0).since, (Date{2026, 10, 1}));
    EXPECT_EQ(found.at(0).summary, "Visits kept was not reported for 2026-08; it was due by 30 September 2026.");
}

TEST(ReadingOverdue, StopsWhenTheReadingIsSubmitted) {
    const auto contract =
        contract_with({measure({{"effective_from", "2026-09-01"}})},
                      {reading({{"period", "2026-09"}, {"value", "96"}, {"submitted_on", "2026-11-05"}})});
    const auto on = [&](Date day) { return told(measure_findings(contract, Rules{}, day).findings); };
    EXPECT_EQ(on(Date{2026, 10, 30}), Words{});
    EXPECT_EQ(on(Date{2026, 10, 31}), Words{"overdue 2026-09 warning"});
    EXPECT_EQ(on(Date{2026, 11, 4}), Words{"overdue 2026-09 warning"});
    EXPECT_EQ(on(Date{2026, 11, 5}), Words{});
}

TEST(MeasureFindings, StandUntilTheDayBeforeTheyChange) {
    const auto contract = contract_with(
        {measure({{"effective_from", "2026-09-01"}})},
        {value("2026-09", "96"), reading({{"period", "2026-10"}, {"value", "85"}, {"submitted_on", "2026-11-20"}})});
    const auto until = [&](Date day) { return measure_findings(contract, Rules{}, day).holds_until; };
    EXPECT_EQ(until(Date{2026, 10, 2}), (Date{2026, 11, 19})) << "then the miss is reported";
    EXPECT_EQ(until(Date{2026, 11, 20}), (Date{2026, 12, 30})) << "then November's reading is overdue";
}

TEST(MeasureFindings, OfAnEndedContractStandForEver) {
    const auto contract = contract_with({measure({{"effective_from", "2026-09-01"}})}, {value("2026-09", "96")},
                                        {{"EndDate", "2026-09-30"}});
    EXPECT_EQ(measure_findings(contract, Rules{}, today).holds_until, end_of_time);
}

ContractRows generated(unsigned seed) {
    std::mt19937 random{seed};
    const auto any = [&](int from, int to) { return std::uniform_int_distribution{from, to}(random); };
    const auto day = [&](int from, int to) { return (Date{2026, 1, 1} + Days{any(from, to)}).text(); };
    std::vector<Row> measures = {measure({{"effective_from", any(0, 1) == 0 ? "" : day(0, 200)}})};
    if (any(0, 1) == 0) measures.push_back(measure({{"effective_from", day(201, 300)}, {"target", "85"}}));
    if (any(0, 1) == 0) measures.push_back(measure({{"measure", "M-2"}, {"frequency", "quarterly"}, {"unit", ""}}));
    std::vector<Row> readings;
    for (int month = 1; month <= 12; ++month) {
        if (any(0, 4) == 0) continue;
        const auto last = Date{2026, static_cast<unsigned>(month), 1}.last_of_month();
        readings.push_back(reading({{"period", last.text().substr(0, 7)},
                                    {"value", std::to_string(any(70, 100))},
                                    {"submitted_on", any(0, 2) == 0 ? "" : (last + Days{any(-3, 50)}).text()}}));
    }
    const auto ends = any(0, 1) == 0 ? "" : day(100, 500);
    auto contract =
        contract_with(std::move(measures), std::move(readings), {{"StartDate", day(0, 60)}, {"EndDate", ends}});
    if (any(0, 2) == 0) {
        auto taken = action({{"completed_on", any(0, 1) == 0 ? "" : day(100, 400)}});
        taken.provenance.recorded_on = Date{2026, 1, 1} + Days{any(0, 400)};
        contract.rows["actions"] = {taken};
    }
    return contract;
}

bool same(const std::vector<Finding>& one, const std::vector<Finding>& other_day) {
    return std::ranges::equal(one, other_day, [](const Finding& a, const Finding& b) {
        return a.kind == b.kind && a.subject == b.subject && a.period == b.period && a.severity == b.severity &&
               a.since == b.since && a.summary == b.summary && a.evidence == b.evidence && a.audience == b.audience;
    });
}

TEST(MeasureFindings, HoldAtLeastAsLongAsTheySay) {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        SCOPED_TRACE(seed);
        const auto contract = generated(seed);
        auto now = measure_findings(contract, Rules{}, Date{2026, 1, 1});
        for (auto day = Date{2026, 1, 1}; day < Date{2027, 5, 15}; day = day + Days{1}) {
            auto next = measure_findings(contract, Rules{}, day + Days{1});
            found += now.findings.size();
            ASSERT_GE(now.holds_until, day);
            if (now.holds_until > day) {
                ASSERT_TRUE(same(now.findings, next.findings)) << day;
                ASSERT_GE(next.holds_until, now.holds_until) << day;
            }
            now = std::move(next);
        }
    }
    EXPECT_GT(found, 1000U) << "the generated contracts must have findings to hold";
}

}  // namespace
}  // namespace contractwatch
