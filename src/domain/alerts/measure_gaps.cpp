// What a contract lacks in measures and outcomes.
#include "domain/alerts/measure_gaps.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/contracts/key_indicators.h"
#include "domain/measures/measure.h"

namespace contractwatch {
namespace {

/// An outcome that the contract or one of its measures names.
struct Link {
    std::string reference;
    std::string named_by;  ///< "the contract", "M-1"
};

class MeasureGaps {
  public:
    MeasureGaps(const ContractRows& rows, const Outcomes& outcomes, const Rules& rules, Date as_at)
        : contract_(contract_of(rows.of("contracts").front())),
          measures_(measures_of(rows.of("measures"), contract_.start)),
          outcomes_(outcomes),
          value_(whole_life_value(contract_)),
          large_(value_ && rules.register_policy.named_officers_over < *value_),
          key_indicators_over_(rules.key_indicators_over),
          as_at_(as_at) {}

    Evaluation evaluation() {
        stands_before(next_life_change(contract_, as_at_));
        if (!watched_on(contract_, as_at_)) return std::move(result_);
        for (const auto& measure : measures_) {
            for (const auto& version : measure.versions)
                stands_before(version.effective_from);
        }
        look_at_measures();
        look_at_outcomes();
        look_at_key_indicators();
        return std::move(result_);
    }

  private:
    void stands_before(std::optional<Date> day) {
        if (day && as_at_ < *day && *day != end_of_time)
            result_.holds_until = std::min(result_.holds_until, *day - Days{1});
    }

    Severity by_value() const { return large_ ? Severity::warning : Severity::info; }

    Finding& add(FindingKind kind, Severity severity, std::string summary) {
        Finding finding;
        finding.kind = kind;
        finding.contract = contract_.reference;
        finding.severity = severity;
        finding.since = contract_.recorded_on;
        finding.summary = std::move(summary);
        finding.evidence = {{"whole_life_value", value_ ? value_->text() : "not recorded"}};
        result_.findings.push_back(std::move(finding));
        return result_.findings.back();
    }

    const MeasureVersion& described(const Measure& measure) const { return measure.described_on(as_at_); }

    std::size_t count(bool (*wanted)(const MeasureVersion&)) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(measures_, [&](const Measure& each) { return wanted(described(each)); }));
    }

    /// "M-1: output, by number".
    std::vector<std::string> listed() const {
        std::vector<std::string> list;
        for (const auto& measure : measures_) {
            const auto& version = described(measure);
            list.push_back(fmt::format("{}: {}, {}", single_line(measure.subject()),
                                       version.kind ? name_of(*version.kind) : "kind not recorded",
                                       version.qualitative ? "by judgement" : "by number"));
        }
        return list;
    }

    void look_at_measures() {
        if (measures_.empty()) {
            add(FindingKind::contract_no_measure, by_value(),
                "No measure is recorded, so that nobody can tell what this contract achieves.");
            return;
        }
        const auto measures = counted(static_cast<long long>(measures_.size()), "measure");
        if (count([](const MeasureVersion& version) { return version.kind == MeasureKind::outcome; }) == 0) {
            auto& finding = add(FindingKind::contract_no_outcome_measure, by_value(),
                                fmt::format("It has {} and none of an outcome: they tell what is delivered, and not "
                                            "what it changes for people.",
                                            measures));
            finding.evidence.push_back({"measures", listed()});
        }
        if (large_ && count([](const MeasureVersion& version) { return version.qualitative; }) == 0) {
            auto& finding = add(FindingKind::contract_no_qualitative_measure, Severity::info,
                                fmt::format("It has {} and none by judgement, so that the voice of those who use the "
                                            "service is in none of them.",
                                            measures));
            finding.evidence.push_back({"measures", listed()});
        }
    }

    std::vector<Link> links() const {
        std::vector<Link> found;
        if (!contract_.outcome.empty()) found.push_back({contract_.outcome, "the contract"});
        for (const auto& measure : measures_) {
            if (const auto& outcome = described(measure).outcome; !outcome.empty())
                found.push_back({outcome, measure.subject()});
        }
        return found;
    }

    /// Why the link does not hold on the day; empty where it does.
    std::string fault_of(const Link& link) const {
        const auto* const outcome = outcomes_.find(link.reference);
        if (outcome == nullptr) return "is not on the council's list";
        if (outcome->lapsed_before(as_at_)) return "lapsed on " + outcome->valid_until->short_text();
        if (!outcome->valid_on(as_at_)) return "is one from " + outcome->valid_from->short_text() + " on";
        return {};
    }

    void wait_for(const Outcome& outcome) {
        stands_before(outcome.valid_from);
        if (outcome.valid_until) stands_before(*outcome.valid_until + Days{1});
    }

    void look_at_outcomes() {
        const auto named = links();
        std::vector<std::string> faults;
        Date since = contract_.recorded_on;
        for (const auto& link : named) {
            const auto* const outcome = outcomes_.find(link.reference);
            if (outcome != nullptr) wait_for(*outcome);
            const auto fault = fault_of(link);
            if (fault.empty()) continue;
            const bool lapsed = outcome != nullptr && outcome->lapsed_before(as_at_);
            if (lapsed) since = std::max(since, *outcome->valid_until + Days{1});
            faults.push_back(
                fmt::format("{}: named by {}, {}", single_line(link.reference), single_line(link.named_by), fault));
        }
        if (!named.empty() && faults.empty()) return;
        auto& finding = add(
            FindingKind::contract_no_outcome, by_value(),
            named.empty() ? "Neither the contract nor one of its measures is linked to a strategic "
                            "outcome."
                          : fmt::format("It is linked to what is no strategic outcome: {}.", fmt::join(faults, "; ")));
        finding.since = since;
        finding.evidence.push_back({"outcomes_named", faults});
    }

    void look_at_key_indicators() {
        const auto duty = key_indicators_due(contract_, key_indicators_over_);
        if (!duty) return;
        if (contract_.entered_on) stands_before(contract_.entered_on);
        if (contract_.entered_on && as_at_ < *contract_.entered_on) return;
        const auto set = count([](const MeasureVersion& version) { return version.s52_kpi; });
        if (set >= fewest_key_indicators) return;
        auto& finding =
            add(FindingKind::s52_kpis_short, Severity::warning,
                fmt::format("{} of its measures are marked as key performance indicators under section 52, which asks "
                            "for at least {} of a public contract over {}.",
                            set == 0 ? "None" : std::to_string(set), fewest_key_indicators, duty->law.amount().text()));
        finding.since = std::max(contract_.recorded_on, contract_.entered_on.value_or(contract_.recorded_on));
        finding.evidence = {{"value_at_entry", duty->words},
                            {"key_performance_indicators", static_cast<std::int64_t>(set)},
                            {"at_least", static_cast<std::int64_t>(fewest_key_indicators)},
                            {"entered_on", contract_.entered_on ? contract_.entered_on->text() : "not recorded"},
                            {"measures", listed()},
                            {"legal_numbers", std::vector{duty->law.words()}}};
    }

    Contract contract_;
    std::vector<Measure> measures_;
    const Outcomes& outcomes_;
    std::optional<Money> value_;
    bool large_;
    const DatedNumber& key_indicators_over_;
    Date as_at_;
    Evaluation result_;
};

}  // namespace

Evaluation measure_gaps(const ContractRows& contract, const Outcomes& outcomes, const Rules& rules, Date as_at) {
    return MeasureGaps{contract, outcomes, rules, as_at}.evaluation();
}

}  // namespace contractwatch
