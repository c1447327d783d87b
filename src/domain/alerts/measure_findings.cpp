// What is wrong with a contract's outcome measures: missed, missed again, not reported; and where they are going.
//
// Only the latest rated period's miss is open: a later period, reported and rated, takes the place of an older miss,
// which stays in the history. A rating of `other` is no miss; a reading that cannot be rated, for want of a denominator
// or of a target, says nothing either way and is passed over, like a period that nobody reported.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/measure_trends.h"
#include "domain/alerts/measure_words.h"
#include "domain/alerts/missed_again.h"
#include "domain/alerts/turns.h"
#include "domain/contracts/action.h"
#include "domain/measures/expectations.h"
#include "domain/measures/reading.h"

namespace contractwatch {
namespace {

Severity severity_of(Rating rating) {
    switch (rating) {
        case Rating::inadequate:
            return Severity::critical;
        case Rating::requires_improvement:
            return Severity::warning;
        default:
            return Severity::info;
    }
}

/// The measures of one contract, on any day until a version of one takes effect.
class ContractMeasures {
  public:
    ContractMeasures(const ContractRows& contract, const Rules& rules)
        : rows_(contract),
          policy_(rules.measures),
          calendar_(rules.calendar),
          contract_(contract_of(contract.of("contracts").front())),
          measures_(measures_of(contract.of("measures"), contract_.start)),
          readings_(readings_of(measures_, contract.of("readings"), contract.ratings)) {
        for (const auto& row : contract.of("actions"))
            actions_.push_back(action_of(row));
    }

    std::vector<Finding> findings(Date day) const;

    /// Those that a day alone may change: missed, missed again, overdue. What charts and forecasts say is the same
    /// until a reading begins to exist or a version takes effect.
    std::vector<Finding> dated_findings(Date day) const;

    /// The next day on which something may change: a reading begins to exist, or one that is expected is overdue.
    std::optional<Date> next_turn(Date day) const;

    /// The first day after that one on which a reading begins to exist, and is to be given its rating.
    std::optional<Date> next_reading(Date day) const;

    /// The first day after that one on which a version takes effect, from which periods may be told otherwise.
    std::optional<Date> next_version(Date day) const;

  private:
    void add_dated(std::vector<Finding>& found, std::size_t at, const std::vector<const Reading*>& reported,
                   Date day) const;
    void add_missed(std::vector<Finding>& found, const Measure& measure, const std::vector<const Reading*>& reported,
                    Date day) const;
    void add_overdue(std::vector<Finding>& found, std::size_t at, const std::vector<const Reading*>& reported,
                     Date day) const;
    void add_trends(std::vector<Finding>& found, const Measure& measure,
                    const std::vector<const Reading*>& reported) const;
    Finding missed_finding(const Measure& measure, const std::vector<RatedReading>& rated) const;
    Finding missed_again_finding(const Measure& measure, const std::vector<RatedReading>& rated, std::size_t run,
                                 Date day) const;
    void next_answer(std::optional<Date>& found, const Measure& measure, const std::vector<const Reading*>& reported,
                     Date day) const;
    Finding overdue_finding(const Measure& measure, const ExpectedReading& expected,
                            const std::vector<std::string>& problems) const;
    Finding about(FindingKind kind, const Measure& measure, const Period& period) const;

    const ContractRows& rows_;
    const MeasurePolicy& policy_;
    const WorkingCalendar& calendar_;
    Contract contract_;
    std::vector<Measure> measures_;
    std::vector<MeasureReadings> readings_;
    std::vector<Action> actions_;
};

bool has(const std::vector<const Reading*>& reported, const Period& period) {
    return std::ranges::binary_search(reported, period.last(), {},
                                      [](const auto* each) { return each->period.last(); });
}

/// The rated readings from the latest back, as far as they are told of: so many that count in runs, and one among them
/// that was met.
std::vector<RatedReading> latest_first(const Measure& measure, const std::vector<const Reading*>& reported) {
    constexpr std::size_t told_of = 4;
    std::vector<RatedReading> found;
    std::size_t in_run = 0;
    bool met = false;
    for (auto each = reported.rbegin(); each != reported.rend() && !(met && in_run >= told_of); ++each) {
        auto outcome = rated(measure, **each);
        if (!outcome.rating) continue;
        in_run += *outcome.rating != Rating::other ? 1 : 0;
        met = met || *outcome.rating == Rating::good;
        found.push_back(std::move(outcome));
    }
    return found;
}

/// Without those rated `other`, which are left out of runs.
std::vector<RatedReading> in_runs(std::vector<RatedReading> rated) {
    std::erase_if(rated, [](const RatedReading& each) { return each.rating == Rating::other; });
    return rated;
}

MissedRun run_of(const std::vector<RatedReading>& latest_first, std::size_t periods) {
    const auto reported_on = [&](std::size_t at) { return latest_first[at].reading->reported_on; };
    return {periods, std::min(reported_on(periods - 1), reported_on(periods - 2)),
            std::max(reported_on(periods - 1), reported_on(periods - 2))};
}

/// How many periods were missed running, up to the latest.
std::size_t misses_running(const std::vector<RatedReading>& rated) {
    const auto met = std::ranges::find_if(rated, [](const RatedReading& each) { return !missed(*each.rating); });
    return static_cast<std::size_t>(met - rated.begin());
}

std::vector<Finding> ContractMeasures::findings(Date day) const {
    std::vector<Finding> found;
    for (std::size_t each = 0; each < measures_.size(); ++each) {
        const auto known = reported(readings_[each], day);
        add_dated(found, each, known, day);
        add_trends(found, measures_[each], known);
    }
    return found;
}

std::vector<Finding> ContractMeasures::dated_findings(Date day) const {
    std::vector<Finding> found;
    for (std::size_t each = 0; each < measures_.size(); ++each)
        add_dated(found, each, reported(readings_[each], day), day);
    return found;
}

void ContractMeasures::add_dated(std::vector<Finding>& found, std::size_t at,
                                 const std::vector<const Reading*>& reported, Date day) const {
    add_missed(found, measures_[at], reported, day);
    add_overdue(found, at, reported, day);
}

void ContractMeasures::add_missed(std::vector<Finding>& found, const Measure& measure,
                                  const std::vector<const Reading*>& reported, Date day) const {
    const auto rated = latest_first(measure, reported);
    if (rated.empty() || !missed(*rated.front().rating)) return;
    found.push_back(missed_finding(measure, rated));
    const auto counted_in = in_runs(rated);
    const auto run = misses_running(counted_in);
    if (run > 1) found.push_back(missed_again_finding(measure, counted_in, run, day));
}

void ContractMeasures::add_overdue(std::vector<Finding>& found, std::size_t at,
                                   const std::vector<const Reading*>& reported, Date day) const {
    for (const auto& expected : due_before(measures_[at], contract_, policy_, day)) {
        if (!has(reported, expected.period))
            found.push_back(overdue_finding(measures_[at], expected, readings_[at].problems));
    }
}

void ContractMeasures::add_trends(std::vector<Finding>& found, const Measure& measure,
                                  const std::vector<const Reading*>& reported) const {
    for (auto& trend : trend_findings(measure, reported)) {
        trend.contract = rows_.contract;
        found.push_back(std::move(trend));
    }
}

Finding ContractMeasures::about(FindingKind kind, const Measure& measure, const Period& period) const {
    Finding finding;
    finding.kind = kind;
    finding.contract = rows_.contract;
    finding.subject = measure.subject();
    finding.period = period.text();
    return finding;
}

Finding ContractMeasures::missed_finding(const Measure& measure, const std::vector<RatedReading>& rated) const {
    const auto& latest = rated.front();
    const auto& period = latest.reading->period;
    auto finding = about(FindingKind::measure_missed, measure, period);
    finding.severity = severity_of(*latest.rating);
    finding.since = latest.reading->reported_on;
    finding.summary = fmt::format("{} was rated {} for {}", measure.described_on(period.last()).title,
                                  words_of(*latest.rating), period.text());
    const bool by_judgement = !latest.reading->value;
    finding.summary +=
        by_judgement ? "."
                     : fmt::format(": {} against a target of {}.", value_text(latest), target_text(latest.target));
    finding.evidence = evidence_of(rated);
    return finding;
}

Finding ContractMeasures::missed_again_finding(const Measure& measure, const std::vector<RatedReading>& rated,
                                               std::size_t run, Date day) const {
    const auto& latest = rated.front();
    const auto& period = latest.reading->period;
    auto finding = about(FindingKind::measure_missed_again, measure, period);
    finding.severity = std::max(Severity::warning, severity_of(*latest.rating));
    finding.since = std::max(latest.reading->reported_on, rated[1].reading->reported_on);
    const auto answer = answer_to(run_of(rated, run), measure, actions_, policy_, calendar_, day);
    finding.audience = answer.audience;
    finding.summary =
        fmt::format("{} missed its target in {} running, from {} to {}. {}", measure.described_on(period.last()).title,
                    counted(static_cast<long long>(run), "reported period"), rated[run - 1].reading->period.text(),
                    period.text(), answer.sentence);
    finding.evidence = evidence_of(rated);
    finding.evidence.push_back({"periods_running", static_cast<std::int64_t>(run)});
    finding.evidence.push_back({"actions", answer.actions});
    return finding;
}

/// The day on which an unanswered run of misses goes further.
void ContractMeasures::next_answer(std::optional<Date>& found, const Measure& measure,
                                   const std::vector<const Reading*>& reported, Date day) const {
    const auto rated = in_runs(latest_first(measure, reported));
    const auto run = misses_running(rated);
    if (run < 2) return;
    const auto answer = answer_to(run_of(rated, run), measure, actions_, policy_, calendar_, day);
    keep_earliest(found, answer.changes_on, day);
}

Finding ContractMeasures::overdue_finding(const Measure& measure, const ExpectedReading& expected,
                                          const std::vector<std::string>& problems) const {
    const auto& described = measure.described_on(expected.period.last());
    const auto* const version = measure.in_force_on(expected.period.last());
    auto finding = about(FindingKind::reading_overdue, measure, expected.period);
    finding.severity = Severity::warning;
    finding.since = expected.overdue_from();
    finding.summary = fmt::format("{} was not reported for {}; it was due by {}.", described.title,
                                  expected.period.text(), expected.due_on.short_text());
    finding.evidence = {{"period_first", expected.period.first().text()},
                        {"period_last", expected.period.last().text()},
                        {"due_on", expected.due_on.text()},
                        {"target", target_text(version != nullptr ? version->target : Target{})},
                        {"entry", described.entry}};
    if (!problems.empty()) finding.evidence.push_back({"readings_not_understood", problems});
    return finding;
}

std::optional<Date> ContractMeasures::next_reading(Date day) const {
    std::optional<Date> found;
    for (const auto& of_measure : readings_) {
        for (const auto& reading : of_measure.readings)
            keep_earliest(found, reading.reported_on, day);
    }
    return found;
}

std::optional<Date> ContractMeasures::next_turn(Date day) const {
    auto found = next_reading(day);
    for (const auto& action : actions_) {
        for (const auto& change : {std::optional{action.recorded_on}, action.completed_on, action.decided_on})
            keep_earliest(found, change.value_or(day), day);
    }
    for (std::size_t each = 0; each < measures_.size(); ++each) {
        const auto known = reported(readings_[each], day);
        auto expected = next_expected(measures_[each], contract_, policy_, day);
        while (expected && has(known, expected->period))
            expected = next_expected(measures_[each], contract_, policy_, expected->overdue_from());
        if (expected) keep_earliest(found, expected->overdue_from(), day);
        next_answer(found, measures_[each], known, day);
    }
    return found;
}

std::optional<Date> ContractMeasures::next_version(Date day) const {
    std::optional<Date> found;
    for (const auto& measure : measures_) {
        for (const auto& version : measure.versions)
            keep_earliest(found, version.effective_from.value_or(day), day);
    }
    return found;
}

/// The last day before the findings come out otherwise, or a rating is to be given: only the days on which they may are
/// tried, and on these no chart is reckoned anew, since none of them comes after the next reading.
Date holds_until(const ContractMeasures& measures, Date as_at) {
    const auto findings = measures.dated_findings(as_at);
    const auto end = std::min(measures.next_version(as_at).value_or(end_of_time),
                              measures.next_reading(as_at).value_or(end_of_time));
    auto day = as_at;
    while (const auto next = measures.next_turn(day)) {
        if (*next >= end) break;
        if (!std::ranges::equal(measures.dated_findings(*next), findings, same_finding)) return *next - Days{1};
        day = *next;
    }
    return end == end_of_time ? end_of_time : end - Days{1};
}

}  // namespace

Evaluation measure_findings(const ContractRows& contract, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty() || contract.of("measures").empty()) return {};
    const ContractMeasures measures{contract, rules};
    return {measures.findings(as_at), holds_until(measures, as_at)};
}

}  // namespace contractwatch
