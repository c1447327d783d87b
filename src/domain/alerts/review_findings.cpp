// What is wrong with a contract's reviews: due, overdue, put off too often, or not scheduled at all.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/contract_reviews.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/staged.h"
#include "domain/reviews/stage.h"

namespace contractwatch {
namespace {

/// A due date lies no further than this beyond the working days of its reminder: weekends and holidays at its end.
constexpr Days beyond_lead{7};

std::string subject_of(const Occurrence& occurrence) {
    auto subject = fmt::format("{} {}", name_of(occurrence.date.type), occurrence.nominal_on().text());
    if (!occurrence.date.lot.empty()) subject += " " + occurrence.date.lot.given();
    return subject;
}

/// "performance review", "options appraisal".
std::string what(ReviewType type) {
    const bool no_review = type == ReviewType::options_appraisal || type == ReviewType::assessment;
    return fmt::format("{}{}", words_for(type), no_review ? "" : " review");
}

/// "The performance review of lot North of 1 October 2026".
std::string the_review(const Occurrence& occurrence) {
    const auto& lot = occurrence.date.lot;
    return fmt::format("The {}{} of {}", what(occurrence.date.type),
                       lot.empty() ? std::string{} : fmt::format(" of lot {}", single_line(lot.given())),
                       occurrence.nominal_on().short_text());
}

std::string how_due(const Occurrence& occurrence) {
    const auto& date = occurrence.date;
    if (occurrence.deferred_to)
        return fmt::format("put off from {} to {}", date.due_on.short_text(), occurrence.due_on.short_text());
    std::string words =
        date.brought_to_end ? "the contract's end, as the rule's next date lies after it" : "the nominal date";
    if (date.due_on != date.nominal_on)
        words += fmt::format(", moved ({}) as {} is no working day", name_of(date.roll), date.nominal_on.long_text());
    return words;
}

std::string rule_words(const Occurrence& occurrence, const ScheduleVersion* version) {
    if (version != nullptr) return fmt::format("{}, counted from {}", version->rule, version->anchor->short_text());
    if (occurrence.date.type == ReviewType::closing) return "one month after the contract ended";
    if (occurrence.date.type == ReviewType::performance) return "on the contract's end, as its schedule gives no other";
    return "9, 6 or 3 months before the end (gold, silver, bronze)";
}

class ReviewFindings {
  public:
    ReviewFindings(const ContractRows& rows, const Rules& rules, Date as_at)
        : reviews_(rows, rules, as_at),
          sources_(reviews_.sources()),
          rules_(rules),
          as_at_(as_at),
          until_(last_seen()) {
        all_ = occurrences_and_next(sources_, until_, as_at);
    }

    Evaluation evaluation() {
        stands_before(next_life_change(reviews_.contract(), as_at_));
        for (const auto& review : reviews_.reviews())
            wait_for(review);
        for (const auto& occurrence : all_)
            look_at(occurrence);
        look_at_schedules();
        return std::move(result_);
    }

  private:
    int longest_lead() const {
        int longest = 0;
        const auto consider = [&](const std::vector<int>& leads) {
            for (const int lead : leads)
                longest = std::max(longest, lead);
        };
        consider(rules_.reviews.remind_working_days);
        for (const auto& span : reviews_.spans())
            consider(span.version.reminds);
        return longest;
    }

    /// No reminder of a review that is due later can have been reached.
    Date last_seen() const { return rules_.calendar.plus(as_at_, WorkingDays{longest_lead()}) + beyond_lead; }

    void stands_until(Date day) { result_.holds_until = std::min(result_.holds_until, day); }
    void stands_before(Date day) {
        if (day != end_of_time) stands_until(day - Days{1});
    }

    /// What is dated after the day begins to exist then.
    void wait_for(const Review& review) {
        if (review.held_on && as_at_ < *review.held_on) stands_before(*review.held_on);
        if (review.deferred_to && as_at_ < review.recorded_on) stands_before(review.recorded_on);
    }

    void look_at(const Occurrence& occurrence) {
        if (!occurrence.open()) return;
        if (occurrence.deferrals > 1 || occurrence.deferred_past_next)
            result_.findings.push_back(deferred_again(occurrence));
        const bool reached = occurrence.state == OccurrenceState::due || occurrence.state == OccurrenceState::overdue;
        if (reached) return result_.findings.push_back(review_finding(occurrence));
        const bool all_known = occurrence.nominal_on() <= until_;
        stands_before(all_known ? window_opens(occurrence, sources_)
                                : rules_.calendar.plus(occurrence.due_on, WorkingDays{-longest_lead()}));
    }

    Finding about(FindingKind kind, const Occurrence& occurrence) const {
        Finding finding;
        finding.kind = kind;
        finding.contract = reviews_.contract().reference;
        finding.subject = subject_of(occurrence);
        return finding;
    }

    Finding review_finding(const Occurrence& occurrence) {
        auto stage = stage_of(occurrence, sources_, as_at_);
        stands_until(stage.holds_until);
        auto finding = about(FindingKind::review, occurrence);
        finding.severity = severity_of(stage.urgency);
        finding.since = window_opens(occurrence, sources_);
        finding.stage = std::move(stage.name);
        finding.audience = audience_of(stage.told);
        finding.summary = summary(occurrence);
        finding.evidence = evidence(occurrence);
        return finding;
    }

    std::string summary(const Occurrence& occurrence) const {
        const auto due = occurrence.due_on.long_text();
        const auto put_off = occurrence.deferred_to ? ", to which it was put off" : "";
        if (occurrence.state == OccurrenceState::due)
            return fmt::format("{} is due on {}{}.", the_review(occurrence), due, put_off);
        return fmt::format("{} was due on {}{}, and none is recorded as held.", the_review(occurrence), due, put_off);
    }

    Fields evidence(const Occurrence& occurrence) const {
        const auto* const version = reviews_.version_of(occurrence);
        Fields fields = {{"nominal_date", occurrence.nominal_on().text()},
                         {"due_date", occurrence.due_on.text()},
                         {"due_date_is", how_due(occurrence)},
                         {"rule", rule_words(occurrence, version)},
                         {"rule_comes_from", version != nullptr ? version->origin : "the contract's dates"},
                         {"importance", reviews_.importance().words}};
        if (version != nullptr) fields.push_back({"rule_in_force_from", version->effective_from.text()});
        if (!occurrence.deferral_reason.empty())
            fields.push_back({"reason_for_putting_off", occurrence.deferral_reason});
        add_last_held(fields, occurrence);
        return fields;
    }

    void add_last_held(Fields& fields, const Occurrence& occurrence) const {
        const Occurrence* last = nullptr;
        for (const auto& each : all_) {
            const bool same = each.date.type == occurrence.date.type && each.date.lot == occurrence.date.lot;
            if (!same || !each.held_on) continue;
            if (last == nullptr || *last->held_on < *each.held_on) last = &each;
        }
        fields.push_back({"last_review_held_on", last != nullptr ? last->held_on->text() : "none recorded"});
        if (last != nullptr && !last->rating.empty()) fields.push_back({"its_rating", last->rating});
    }

    Finding deferred_again(const Occurrence& occurrence) const {
        auto finding = about(FindingKind::review_deferred_again, occurrence);
        finding.severity = Severity::warning;
        finding.since = *occurrence.deferred_recorded_on;
        const auto to = occurrence.deferred_to->short_text();
        finding.summary = occurrence.deferrals > 1 ? fmt::format("{} was put off {} times, last to {}.",
                                                                 the_review(occurrence), occurrence.deferrals, to)
                                                   : fmt::format("{} was put off to {}.", the_review(occurrence), to);
        if (occurrence.deferred_past_next)
            finding.summary +=
                fmt::format(" That is past the next one, of {}.", occurrence.date.next_nominal->short_text());
        finding.evidence = {{"nominal_date", occurrence.nominal_on().text()},
                            {"first_due", occurrence.date.due_on.text()},
                            {"put_off_to", occurrence.deferred_to->text()},
                            {"times_put_off", std::int64_t{occurrence.deferrals}},
                            {"reason_for_putting_off", occurrence.deferral_reason}};
        return finding;
    }

    void look_at_schedules() {
        const auto& contract = reviews_.contract();
        if (!live_on(contract, as_at_)) return;
        const auto check = check_schedules(reviews_.spans(), as_at_);
        stands_until(check.until);
        if (check.reviewed) return;
        const auto value = whole_life_value(contract);
        const bool large = value && rules_.register_policy.named_officers_over < *value;
        Finding finding;
        finding.kind = FindingKind::contract_no_schedule;
        finding.contract = contract.reference;
        finding.severity = large ? Severity::warning : Severity::info;
        finding.since = std::max({contract.recorded_on, contract.start.value_or(contract.recorded_on),
                                  check.since.value_or(contract.recorded_on)});
        finding.summary = fmt::format("No review of this contract is scheduled. {}", check.why_not);
        finding.evidence = {{"importance", reviews_.importance().words},
                            {"start", contract.start ? contract.start->text() : "not recorded"},
                            {"whole_life_value", value ? value->text() : "not recorded"}};
        result_.findings.push_back(std::move(finding));
    }

    ContractReviews reviews_;
    OccurrenceSources sources_;
    const Rules& rules_;
    Date as_at_;
    Date until_;
    std::vector<Occurrence> all_;
    Evaluation result_;
};

}  // namespace

Evaluation review_findings(const ContractRows& contract, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    return ReviewFindings{contract, rules, as_at}.evaluation();
}

}  // namespace contractwatch
