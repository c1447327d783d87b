// Where a measure is going, and readings that can hardly be right.
#include "domain/alerts/measure_trends.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "domain/alerts/measure_words.h"
#include "domain/measures/chart_sheet.h"
#include "domain/measures/forecast.h"
#include "domain/measures/measure_chart.h"
#include "domain/measures/plausibility.h"

namespace contractwatch {
namespace {

/// What every finding of a reading shows: the value, its target, the rating and the periods before.
Finding about(FindingKind kind, const Measure& measure, std::span<const Reading* const> up_to) {
    std::vector<RatedReading> latest_first;
    for (auto each = up_to.rbegin(); each != up_to.rend(); ++each)
        latest_first.push_back(rated(measure, **each));
    const auto& latest = latest_first.front();
    Finding finding;
    finding.kind = kind;
    finding.subject = measure.subject();
    finding.period = latest.reading->period.text();
    finding.since = latest.reading->reported_on;
    finding.evidence = evidence_of(latest_first);
    return finding;
}

const std::string& title_of(const Measure& measure, const Reading& latest) {
    return measure.described_on(latest.period.last()).title;
}

/// Of a group whose limits lie apart.
std::string limits_text(const ControlLimits& limits) {
    const int decimals = decimals_for(*limits.upper() - *limits.lower());
    return fmt::format("mean {}, limits {} and {}", figure(limits.mean, decimals), figure(*limits.lower(), decimals),
                       figure(*limits.upper(), decimals));
}

std::optional<Finding> deteriorating(const Measure& measure, std::span<const Reading* const> valued) {
    const auto chart = measure_chart(measure, valued);
    if (!chart || !chart->alerting()) return std::nullopt;
    const auto& latest = chart->chart.points.back();
    auto finding = about(FindingKind::measure_deteriorating, measure, valued);
    finding.severity = Severity::warning;
    finding.summary = fmt::format(
        "{} is getting worse, by more than its usual ups and downs: on its control chart ({}) the reading for {} is a "
        "special cause of concern ({}).",
        title_of(measure, *valued.back()), limits_text(latest.limits), finding.period, words_of(latest.cause));
    finding.evidence.push_back({"special_cause", std::string{name_of(latest.cause)}});
    finding.evidence.push_back({"readings_on_chart", static_cast<std::int64_t>(chart->chart.points.size())});
    return finding;
}

std::optional<Finding> likely_to_miss(const Measure& measure, std::span<const Reading* const> valued) {
    const auto ahead = forecast(measure, valued);
    if (!ahead || !ahead->likely_to_miss) return std::nullopt;
    auto finding = about(FindingKind::measure_likely_to_miss, measure, valued);
    finding.severity = Severity::info;
    finding.summary = fmt::format("{} may be rated worse soon. {}", title_of(measure, *valued.back()), ahead->words());
    finding.evidence.push_back({"readings_fitted", static_cast<std::int64_t>(ahead->readings)});
    finding.evidence.push_back({"fitted_from", ahead->first_period});
    return finding;
}

std::optional<Finding> implausible(const Measure& measure, std::span<const Reading* const> reported) {
    const auto found = doubts(measure, reported);
    if (found.empty()) return std::nullopt;
    auto finding = about(FindingKind::reading_implausible, measure, reported);
    const bool mistaken = std::ranges::any_of(found, &Doubt::mistaken);
    finding.severity = mistaken ? Severity::warning : Severity::info;
    std::vector<std::string> clauses;
    for (const auto& doubt : found)
        clauses.push_back(doubt.clause);
    finding.summary = fmt::format("The reading of {} for {} can hardly be right: {}.",
                                  title_of(measure, *reported.back()), finding.period, fmt::join(clauses, "; "));
    return finding;
}

}  // namespace

std::vector<Finding> trend_findings(const Measure& measure, std::span<const Reading* const> reported) {
    const auto valued = with_value(reported);
    std::vector<Finding> found;
    if (valued.empty()) return found;
    for (auto&& each :
         {deteriorating(measure, valued), likely_to_miss(measure, valued), implausible(measure, reported)}) {
        if (each) found.push_back(*each);
    }
    return found;
}

}  // namespace contractwatch
