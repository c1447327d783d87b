// Findings about a contract's reviews.
#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"
#include "domain/alerts/contract_reviews.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

/// A bronze contract from 1 April 2026, recorded on 1 January 2026, with performance reviews by that rule.
ContractRows contract_with(std::string_view rule, std::vector<Row> reviews = {}, std::vector<Cell> cells = {}) {
    cells.insert(cells.end(), {{"ContractReference", "C-1"}, {"importance", "bronze"}, {"ContractValue", "60000"}});
    ContractRows rows;
    rows.contract = ContractRef{"C-1"};
    rows.rows["contracts"] = {row("contracts", cells)};
    if (!rule.empty()) rows.rows["schedules"] = {row("schedules", {{"review_type", "performance"}, {"rule", rule}})};
    rows.rows["reviews"] = std::move(reviews);
    return rows;
}

const std::vector<Cell> from_april = {{"StartDate", "2026-04-01"}};

Row review_row(std::vector<Cell> cells) {
    cells.emplace_back("review_type", "performance");
    return row("reviews", cells);
}

Evaluation on(const ContractRows& rows, Date day) {
    return review_findings(rows, Rules{}, day);
}

std::string shown(const Fields& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? "no such field" : std::get<std::string>(found->value);
}

TEST(ReviewFindings, SayWhatIsDueAndWhy) {
    const auto rows =
        contract_with("quarterly", {review_row({{"held_on", "2026-07-02"}, {"rating", "good"}})}, from_april);
    EXPECT_TRUE(on(rows, Date{2026, 9, 2}).findings.empty());
    const auto evaluation = on(rows, Date{2026, 9, 18});
    ASSERT_EQ(evaluation.findings.size(), 1u);
    const auto& finding = evaluation.findings[0];
    EXPECT_EQ(key_of(finding), "review/c-1/performance 2026-10-01/");
    EXPECT_EQ(finding.severity, Severity::info);
    EXPECT_EQ(finding.stage, "due within 10 working days");
    EXPECT_EQ(finding.since, (Date{2026, 9, 3}));
    EXPECT_EQ(finding.summary, "The performance review of 1 October 2026 is due on Thursday 1 October 2026.");
    EXPECT_EQ(finding.audience, (std::vector{Audience::manager}));
    EXPECT_EQ(shown(finding.evidence, "rule"), "quarterly, counted from 1 April 2026");
    EXPECT_EQ(shown(finding.evidence, "rule_comes_from"), "schedules row");
    EXPECT_EQ(shown(finding.evidence, "rule_in_force_from"), "2026-01-01");
    EXPECT_EQ(shown(finding.evidence, "last_review_held_on"), "2026-07-02");
    EXPECT_EQ(shown(finding.evidence, "its_rating"), "good");
    EXPECT_EQ(evaluation.holds_until, (Date{2026, 9, 23}));
}

TEST(ReviewFindings, GoFromInformationToWarningToCritical) {
    const auto rows = contract_with("quarterly", {review_row({{"held_on", "2026-07-02"}})}, from_april);
    struct Case {
        Date day;
        Severity severity;
        std::vector<Audience> audience;
    };
    using enum Audience;
    const Case cases[] = {{Date{2026, 10, 1}, Severity::info, {manager}},
                          {Date{2026, 10, 2}, Severity::warning, {manager}},
                          {Date{2026, 10, 14}, Severity::warning, {manager}},
                          {Date{2026, 10, 15}, Severity::warning, {manager, lead_director}},
                          {Date{2026, 10, 29}, Severity::critical, {manager, lead_director}},
                          {Date{2026, 11, 29}, Severity::critical, {lead_director}}};
    for (const auto& each : cases) {
        const auto finding = on(rows, each.day).findings.at(0);
        EXPECT_EQ(finding.severity, each.severity) << each.day;
        EXPECT_EQ(finding.audience, each.audience) << each.day;
        EXPECT_EQ(key_of(finding), "review/c-1/performance 2026-10-01/") << "one finding from due soon to overdue";
    }
    EXPECT_EQ(
        on(rows, Date{2026, 10, 2}).findings[0].summary,
        "The performance review of 1 October 2026 was due on Thursday 1 October 2026, and none is recorded as held.");
}

TEST(ReviewFindings, SayHowADueDateWasReached) {
    auto cells = from_april;
    cells[0].second = "2026-07-03";
    const auto rows = contract_with("quarterly", {}, cells);
    const auto finding = on(rows, Date{2026, 10, 5}).findings.at(0);
    EXPECT_EQ(shown(finding.evidence, "due_date_is"),
              "the nominal date, moved (following) as Saturday 3 October 2026 is no working day");
    EXPECT_EQ(finding.summary, "The performance review of 3 October 2026 is due on Monday 5 October 2026.");
}

TEST(ReviewFindings, OfALotCarryItsName) {
    auto rows = contract_with("", {}, from_april);
    rows.rows["schedules"] = {
        row("schedules", {{"review_type", "performance"}, {"rule", "quarterly"}, {"lot", "North"}})};
    const auto finding = on(rows, Date{2026, 7, 1}).findings.at(0);
    EXPECT_EQ(finding.subject, "performance 2026-07-01 North");
    EXPECT_EQ(finding.summary, "The performance review of lot North of 1 July 2026 is due on Wednesday 1 July 2026.");
}

TEST(ReviewFindings, OfAClosedContractAreItsClosingReviewAlone) {
    const auto rows = contract_with(
        "quarterly", {}, {{"StartDate", "2026-04-01"}, {"status", "terminated"}, {"ended_on", "2026-10-10"}});
    const auto evaluation = on(rows, Date{2026, 11, 2});
    ASSERT_EQ(evaluation.findings.size(), 1u);
    EXPECT_EQ(evaluation.findings[0].subject, "closing 2026-11-10");
    EXPECT_EQ(shown(evaluation.findings[0].evidence, "rule"), "one month after the contract ended");
}

TEST(DeferredAgain, HoldsAfterASecondDeferralAndPastTheNextReview) {
    struct Case {
        std::vector<Row> deferrals;
        std::string summary;
    };
    const auto to = [](const char* day) {
        return review_row({{"occurrence", "2026-07-01"}, {"deferred_to", day}, {"reason", "illness"}});
    };
    const Case cases[] = {
        {{to("2026-08-03")}, ""},
        {{to("2026-08-03"), to("2026-09-01")},
         "The performance review of 1 July 2026 was put off 2 times, last to 1 September 2026."},
        {{to("2026-10-02")},
         "The performance review of 1 July 2026 was put off to 2 October 2026. That is past the next one, of 1 October "
         "2026."},
    };
    for (const auto& each : cases) {
        const auto evaluation = on(contract_with("quarterly", each.deferrals, from_april), Date{2026, 6, 15});
        const auto found = std::ranges::find(evaluation.findings, FindingKind::review_deferred_again, &Finding::kind);
        EXPECT_EQ(found == evaluation.findings.end() ? "" : found->summary, each.summary);
    }
}

TEST(NoSchedule, HoldsWhereNoRuleGivesADate) {
    struct Case {
        const char* rule;
        std::vector<Cell> cells;
        const char* why;  ///< part of the summary; empty: no finding
    };
    const Case cases[] = {
        {"", from_april, ""},
        {"", {}, "the contract has no start date to count from"},
        {"yearly", {}, "the contract has no start date to count from"},
        {"every now and then", from_april, "every now and then"},
        {"FREQ=MONTHLY;COUNT=2", from_april, "its last date has passed"},
        {"", {{"StartDate", "2026-04-01"}, {"EndDate", "2026-07-31"}}, ""},
    };
    for (const auto& each : cases) {
        const auto evaluation = on(contract_with(each.rule, {}, each.cells), Date{2026, 7, 1});
        const auto found = std::ranges::find(evaluation.findings, FindingKind::contract_no_schedule, &Finding::kind);
        ASSERT_EQ(found != evaluation.findings.end(), *each.why != '\0') << each.rule;
        if (*each.why == '\0') continue;
        EXPECT_NE(found->summary.find(each.why), std::string::npos) << found->summary;
        EXPECT_EQ(found->severity, Severity::warning) << "over £50,000";
    }
}

TEST(UnrecordedVersions, AreThoseThatEvaluationGoesBy) {
    auto rows = contract_with("", {}, from_april);
    const auto versions = unrecorded_versions(rows, Rules{}, Date{2026, 6, 1});
    ASSERT_EQ(versions.size(), 1u);
    EXPECT_EQ(versions[0].rule, "yearly");
    rows.schedule_versions = versions;
    EXPECT_TRUE(unrecorded_versions(rows, Rules{}, Date{2026, 6, 1}).empty());
    EXPECT_TRUE(unrecorded_versions(ContractRows{}, Rules{}, Date{2026, 6, 1}).empty());
}

TEST(ReviewsDue, AreThoseOfTheRange) {
    const auto rows = contract_with("quarterly", {}, from_april);
    const auto all = reviews_due(rows, Rules{}, {Date{2026, 7, 1}, Date{2026, 10, 1}}, Date{2026, 4, 1});
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].due_on, (Date{2026, 7, 1}));
    EXPECT_TRUE(reviews_due(ContractRows{}, Rules{}, {Date{2026, 7, 1}, Date{2026, 10, 1}}, Date{2026, 4, 1}).empty());
}

}  // namespace
}  // namespace contractwatch
