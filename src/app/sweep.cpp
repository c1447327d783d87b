// One evaluation: what holds today, what that makes of the alerts, and who is told of it.
#include "app/sweep.h"

#include <algorithm>

#include "app/dispatch.h"
#include "app/following.h"
#include "app/following_returns.h"

namespace contractwatch {
namespace {

/// Consecutive subjects of one contract.
std::vector<std::vector<Subject>> by_contract(const std::vector<Subject>& subjects) {
    std::vector<std::vector<Subject>> groups;
    for (const auto& subject : subjects) {
        if (groups.empty() || groups.back().front().contract != subject.contract) groups.emplace_back();
        groups.back().push_back(subject);
    }
    return groups;
}

/// Whether a whole working day passed without a sweep, in words for the log and for the head of late mails.
std::string gap_in_words(const std::optional<Entry>& last, Date today, const WorkingCalendar& calendar) {
    if (!last) return {};
    const auto expected = calendar.plus(last->head.day, WorkingDays{1});
    if (expected >= today) return {};
    return "The service did not run from " + (last->head.day + Days{1}).short_text() + " to " +
           (today - Days{1}).short_text() + "; what fell due in between is told now.";
}

/// When it really was: `at` never goes backwards, even where the machine's clock was put right.
Instant moment_of(const Entry& entry) {
    return entry.head.clock_given ? entry.head.at : std::min(entry.head.at, entry.recorded_at);
}

std::string held_until(Instant now, Date today, const Clock& clock, const SweepSettings& settings) {
    const auto& calendar = settings.rules.calendar;
    const bool today_still =
        calendar.is_working_day(today) && clock.time_of_day(now).minutes < settings.alerts.digest_at;
    const auto day = today_still ? today : calendar.plus(today, WorkingDays{1});
    return "held for the digest of " + day.long_text();
}

/// The settings, by the numbers of the law that the record has now.
SweepSettings by_the_law(SweepSettings settings, const Record& record) {
    settings.rules = with_law(std::move(settings.rules), legal_numbers_of(record));
    return settings;
}

Fields detail_of(const SweepSummary& summary) {
    Fields detail{{"evaluated", summary.evaluated}, {"raised", summary.raised},     {"reminded", summary.reminded},
                  {"escalated", summary.escalated}, {"resolved", summary.resolved}, {"withdrawn", summary.withdrawn},
                  {"queued", summary.queued}};
    if (!summary.gap.empty()) detail.push_back({"gap", summary.gap});
    if (!summary.known.empty()) detail.push_back({"known_figures", summary.known});
    return detail;
}

}  // namespace

/// A fault of theirs never stops the sweep; they are looked at again at the next one.
bool Sweep::follow_returns(Change& change, const Rules& rules, SweepSummary& summary) {
    try {
        auto followed = contractwatch::follow_returns(store_.record(), evaluations_, change, rules);
        summary.known = std::move(followed.changed);
        summary.returns_made = followed.made_again;
        return true;
    } catch (const RecordFailure&) {
        throw;
    } catch (const std::exception& fault) {
        summary.faults.push_back(std::string{"returns of payments: "} + fault.what());
        return false;
    }
}

Result<SweepSummary> Sweep::run(const Asker& asker) {
    const auto head = entry_now(clock_, asker, "swept");
    const auto& record = store_.record();
    const auto settings = by_the_law(settings_, record);
    const auto last = record.last_entry("swept");
    const auto last_at = last ? std::optional{moment_of(*last)} : std::nullopt;
    const auto sending = sending_at(head.at, last_at, clock_, settings);

    SweepSummary summary;
    summary.gap = gap_in_words(last, head.day, settings.rules.calendar);
    const Freezing freezing{composer_, settings, head.at, record.head().text(), record.identity()};
    auto change = store_.begin(head);
    if (!change) return change.error();
    (*change)->use_settings(settings.effective);
    (*change)->use_calendar(settings.division, settings.bank_holidays);

    Following following{record, evaluations_, **change, settings, head.day, summary};
    std::vector<std::pair<Subject, Date>> holds_until;
    for (const auto& subjects : by_contract(evaluations_.due(head.day, settings.fingerprint))) {
        const auto kept = following.follow_contract(subjects);
        holds_until.insert(holds_until.end(), kept.begin(), kept.end());
    }
    following.follow_council();
    following.follow_service();
    const bool returns_seen = follow_returns(**change, settings.rules, summary);
    Dispatch dispatch{record, **change, following, freezing, head.day, summary};
    dispatch.run(sending, held_until(head.at, head.day, clock_, settings), summary.gap);

    const bool first_of_the_day = !last_at || clock_.civil_day(*last_at) < head.day;
    if (following.changed_anything() || dispatch.changed_anything() || !summary.known.empty() || first_of_the_day ||
        sending == Sending::digests) {
        (*change)->set_detail(detail_of(summary));
        summary.entry = (*change)->commit();
    }
    change->reset();
    evaluations_.keep(holds_until);
    if (returns_seen) evaluations_.keep_payment_news_seen();
    for (const auto& fault : summary.faults) {
        journal_.say(Event::job_failed,
                     {{"job", "evaluation"}, {"then", "tried again at the next sweep"}, {"reason", fault}});
    }
    if (!summary.gap.empty()) journal_.say(Event::gap_seen, {{"gap", summary.gap}});
    journal_.say(Event::swept, detail_of(summary));
    return summary;
}

}  // namespace contractwatch
