// Where a measure is going, and readings that can hardly be right.
#include "domain/alerts/measure_trends.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "domain/alerts/measure_words.h"
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
    finding.evidence = {{"value", value_text(latest)}, {"target", target_text(latest.version)}};
    if (latest.rating) finding.evidence.push_back({"rating", std::string{name_of(*latest.rating)}});
    if (latest.version != nullptr && latest.version->bands)
        finding.evidence.push_back({"bands", latest.version->bands->text()});
    finding.evidence.push_back({"earlier_periods", earlier_periods(latest_first)});
    finding.evidence.push_back({"fact", latest.reading->fact});
    finding.evidence.push_back({"entry", latest.reading->entry});
    return finding;
}

const std::string& title_of(const Measure& measure, const Reading& latest) {
    return measure.described_on(latest.period.last()).title;
}

std::optional<Finding> deteriorating(const Measure& measure, std::span<const Reading* const> valued) {
    const auto chart = measure_chart(measure, valued);
    if (!chart || !chart->alerting()) return std::nullopt;
    const auto& latest = chart->chart.points.back();
    auto finding = about(FindingKind::measure_deteriorating, measure, valued);
    finding.severity = Severity::warning;
    finding.summary = fmt::format(
        "{} is getting worse, by more than its usual ups and downs: its value for {} is {} on its control chart (mean "
        "{:.4g}, limits {:.4g} and {:.4g}).",
        title_of(measure, *valued.back()), finding.period, words_of(latest.cause), latest.limits.mean,
        latest.limits.lower().value_or(latest.limits.mean), latest.limits.upper().value_or(latest.limits.mean));
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
    const bool impossible = std::ranges::any_of(found, &Doubt::impossible);
    finding.severity = impossible ? Severity::warning : Severity::info;
    std::vector<std::string> clauses;
    for (const auto& doubt : found)
        clauses.push_back(doubt.clause);
    finding.summary = fmt::format("The reading of {} for {} can hardly be right: {}.",
                                  title_of(measure, *reported.back()), finding.period, fmt::join(clauses, "; "));
    return finding;
}

}  // namespace

std::vector<Finding> trend_findings(const Measure& measure, std::span<const Reading* const> reported) {
    std::vector<const Reading*> valued;
    std::ranges::copy_if(reported, std::back_inserter(valued),
                         [](const auto* each) { return each->value.has_value(); });
    std::vector<Finding> found;
    if (valued.empty()) return found;
    for (auto&& each :
         {deteriorating(measure, valued), likely_to_miss(measure, valued), implausible(measure, reported)}) {
        if (each) found.push_back(*each);
    }
    return found;
}

}  // namespace contractwatch
