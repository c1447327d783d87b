// What a contract lacks in measures and outcomes.
#include "domain/alerts/measure_gaps.h"

#include <gmock/gmock.h>

#include "builders/legal_numbers.h"
#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::measure;
using builders::row;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Date today{2026, 10, 1};

/// C-1, over £50,000 and running since 2025, unless the cells say otherwise.
ContractRows contract_with(std::vector<Cell> cells, std::vector<Row> measures = {}) {
    ContractRows rows;
    rows.contract = ContractRef{"C-1"};
    rows.rows["contracts"] = {row("contracts", builders::with_usual(std::move(cells), {{"ContractReference", "C-1"},
                                                                                       {"StartDate", "2025-04-01"},
                                                                                       {"ContractValue", "60000"},
                                                                                       {"outcome", "O-1"}}))};
    rows.rows["measures"] = std::move(measures);
    return rows;
}

Outcomes listed() {
    return Outcomes{
        std::vector<Row>{row("outcomes", {{"outcome", "O-1"}, {"title", "People live well"}}),
                         row("outcomes", {{"outcome", "O-2"}, {"title", "Trees"}, {"valid_until", "2026-09-30"}}),
                         row("outcomes", {{"outcome", "O-3"}, {"title", "Carbon"}, {"valid_from", "2026-11-01"}})}};
}

Evaluation gaps(const ContractRows& rows, Date day = today) {
    return measure_gaps(rows, listed(), Rules{}, day);
}

/// "contract_no_measure warning" for each.
std::vector<std::string> told(const ContractRows& rows, Date day = today) {
    std::vector<std::string> words;
    for (const auto& each : gaps(rows, day).findings)
        words.push_back(std::string{row_of(each.kind).name} + ' ' + std::string{name_of(each.severity)});
    return words;
}

/// An outcome measure by judgement, with which nothing is lacking.
Row judged(std::vector<Cell> cells = {}) {
    cells.insert(cells.end(), {{"kind", "outcome"}, {"nature", "qualitative"}});
    return measure(cells);
}

TEST(MeasureGaps, AreNoneWithAnOutcomeMeasureByJudgementAndALink) {
    EXPECT_THAT(told(contract_with({}, {judged()})), IsEmpty());
}

TEST(MeasureGaps, TellOfNoMeasureAsSevereAsTheContractIsLarge) {
    EXPECT_THAT(told(contract_with({})), ElementsAre("contract_no_measure warning"));
    EXPECT_THAT(told(contract_with({{"ContractValue", "50000"}})), ElementsAre("contract_no_measure info"))
        << "over is strictly more";
    EXPECT_THAT(told(contract_with({{"ContractValue", ""}})), ElementsAre("contract_no_measure info"));
    for (const auto* type : {"in_house", "grant"})
        EXPECT_THAT(told(contract_with({{"type", type}, {"regime", type}})), ElementsAre("contract_no_measure warning"))
            << type << " services get the same rules";
}

TEST(MeasureGaps, TellOfOutputsOnly) {
    const std::vector<Row> outputs = {measure({{"kind", "output"}}),
                                      measure({{"measure", "M-2"}, {"kind", "process"}, {"nature", "qualitative"}})};
    const auto found = gaps(contract_with({}, outputs)).findings;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, FindingKind::contract_no_outcome_measure);
    EXPECT_EQ(found[0].summary,
              "It has 2 measures and none of an outcome: they tell what is delivered, and not what it changes for "
              "people.");
    EXPECT_EQ(found[0].evidence.at(1).value,
              (FieldValue{std::vector<std::string>{"M-1: output, by number", "M-2: process, by judgement"}}));
}

TEST(MeasureGaps, TellOfNoMeasureByJudgementOverTheValueAlone) {
    const std::vector<Row> by_number = {measure({{"kind", "outcome"}})};
    EXPECT_THAT(told(contract_with({}, by_number)), ElementsAre("contract_no_qualitative_measure info"));
    EXPECT_THAT(told(contract_with({{"ContractValue", "50000"}}, by_number)), IsEmpty());
}

struct Linked {
    const char* contract_outcome;
    const char* measure_outcome;
    const char* summary;  ///< part of it; empty: no finding
    const char* because;
};

TEST(MeasureGaps, TellOfNoLinkToAnOutcomeAndNameAnUnknownOrLapsedOne) {
    for (const auto& [of_contract, of_measure, summary, because] :
         {Linked{"o-1", "", "", "references are compared without case"},
          Linked{"", "O-1", "", "a measure's link is one"},
          Linked{"", "", "Neither the contract nor one of its measures is linked to a strategic outcome.", "no link"},
          Linked{"O-2", "", "O-2: named by the contract, lapsed on 30 September 2026", "lapsed"},
          Linked{"O-3", "", "O-3: named by the contract, is one from 1 November 2026 on", "not yet one"},
          Linked{"O-1", "O-9", "O-9: named by M-1, is not on the council's list", "a wrong one beside a right one"}}) {
        const auto rows = contract_with({{"outcome", of_contract}}, {judged({{"outcome", of_measure}})});
        const auto found = gaps(rows).findings;
        ASSERT_EQ(found.size(), std::string_view{summary}.empty() ? 0U : 1U) << because;
        if (found.empty()) continue;
        EXPECT_EQ(found[0].kind, FindingKind::contract_no_outcome);
        EXPECT_THAT(found[0].summary, HasSubstr(summary)) << because;
    }
}

TEST(MeasureGaps, HoldSinceTheOutcomeLapsedAndStandUntilOneDoes) {
    const auto rows = contract_with({{"outcome", "O-2"}}, {judged()});
    EXPECT_THAT(told(rows, Date{2026, 9, 30}), IsEmpty()) << "its last day";
    EXPECT_EQ(gaps(rows, Date{2026, 9, 1}).holds_until, (Date{2026, 9, 30}));
    EXPECT_EQ(gaps(rows).findings.at(0).since, (Date{2026, 10, 1}));
    EXPECT_EQ(gaps(contract_with({{"outcome", "O-3"}}, {judged()})).holds_until, (Date{2026, 10, 31}));
}

TEST(MeasureGaps, AreOfContractsInForceAndStillToStart) {
    EXPECT_THAT(told(contract_with({{"StartDate", "2027-01-01"}})), ElementsAre("contract_no_measure warning"));
    EXPECT_THAT(told(contract_with({{"EndDate", "2026-09-30"}})), IsEmpty());
    EXPECT_THAT(told(contract_with({{"status", "ended"}})), IsEmpty());
    EXPECT_EQ(gaps(contract_with({{"EndDate", "2026-12-31"}})).holds_until, (Date{2026, 12, 31}));
}

TEST(MeasureGaps, FollowTheVersionInForceOnTheDay) {
    const std::vector<Row> versions = {judged(), measure({{"kind", "output"}, {"effective_from", "2026-11-01"}})};
    const auto rows = contract_with({}, versions);
    EXPECT_THAT(told(rows), IsEmpty());
    EXPECT_EQ(gaps(rows).holds_until, (Date{2026, 10, 31}));
    EXPECT_THAT(told(rows, Date{2026, 11, 1}),
                ElementsAre("contract_no_outcome_measure warning", "contract_no_qualitative_measure info"));
}

struct Indicators {
    std::vector<Cell> cells;
    bool short_of_three;
    const char* because;
};

TEST(MeasureGaps, TellOfFewerThanThreeKeyIndicatorsWhereSection52AsksForThem) {
    const std::vector<Row> two = {judged({{"s52_kpi", "yes"}}), judged({{"measure", "M-2"}, {"s52_kpi", "yes"}}),
                                  judged({{"measure", "M-3"}, {"s52_kpi", "no"}})};
    const std::vector<Cell> due = {{"regime", "pa23"}, {"estimated_value_gross", "5000000.01"}};
    const auto but = [&](std::vector<Cell> cells) { return builders::with_usual(std::move(cells), due); };
    const std::vector<Indicators> cases = {
        {due, true, "over £5m with VAT"},
        {but({{"estimated_value_gross", "5000000"}}), false, "over is strictly more"},
        {but({{"estimated_value_gross", ""}, {"ContractValue", "5000001"}}), true, "over £5m even without VAT"},
        {but({{"estimated_value_gross", ""}, {"ContractValue", "4900000"}}), false, "unknown with VAT"},
        {but({{"regime", "pcr15"}}), false, "not under the Act"},
        {but({{"type", "framework"}}), false, "a framework"},
        {but({{"type", "call_off"}}), true, "a call-off is a contract"},
        {but({{"concession", "yes"}}), false, "a concession"},
        {but({{"light_touch", "yes"}}), false, "light touch"},
        {but({{"entered_on", "2025-02-23"}}), false, "before the section was in force"},
        {but({{"entered_on", "2026-10-02"}}), false, "not entered into yet"},
        {but({{"entered_on", "2026-10-01"}}), true, "entered into today"}};
    for (const auto& [cells, short_of_three, because] : cases) {
        const auto found = told(contract_with(cells, two));
        EXPECT_EQ(found,
                  short_of_three ? std::vector<std::string>{"s52_kpis_short warning"} : std::vector<std::string>{})
            << because;
    }
    auto three = two;
    three.back() = judged({{"measure", "M-3"}, {"s52_kpi", "yes"}});
    EXPECT_THAT(told(contract_with(due, three)), IsEmpty());
    const auto found = gaps(contract_with(due, two)).findings;
    EXPECT_EQ(
        found.at(0).summary,
        "2 of its measures are marked as key performance indicators under section 52, which asks for at least 3 of "
        "a public contract over £5,000,000.00.");
}

TEST(MeasureGaps, HoldAContractAgainstTheAmountOfSection52OnItsDayOfEntry) {
    const auto rules = builders::rules_with({builders::legal_number("key_indicators_over", "6000000", "2026-07-01")});
    const auto found = [&](std::vector<Cell> cells) {
        cells.insert(cells.end(), {{"regime", "pa23"}, {"estimated_value_gross", "5500000"}});
        return measure_gaps(contract_with(cells, {judged()}), listed(), rules, today).findings;
    };
    const auto before = found({{"entered_on", "2026-06-30"}});
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(
        before[0].evidence.back(),
        (Field{"legal_numbers",
               std::vector<std::string>{
                   "key_indicators_over 5000000 from 24 February 2025, Procurement Act 2023, s.52(1), built in"}}));
    EXPECT_THAT(found({{"entered_on", "2026-07-01"}}), IsEmpty());
    EXPECT_EQ(found({}).size(), 1U) << "not recorded: it began on 1 April 2025";
    EXPECT_THAT(found({{"StartDate", "2026-07-01"}}), IsEmpty());
    EXPECT_THAT(found({{"StartDate", "2025-02-23"}}), IsEmpty()) << "begun before the section was in force";
}

}  // namespace
}  // namespace contractwatch
