// What became of each review that should be.
#include "domain/reviews/occurrence.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace contractwatch {
namespace {

constexpr std::string_view state_names[] = {"scheduled", "due",    "overdue", "deferred",
                                            "held",      "missed", "extra",   "withdrawn"};

/// A held review counts for an occurrence that falls due so soon after it, or a third of its step if that is less.
constexpr Days held_early_at_most{21};

/// A due date is never moved further from its nominal date than this by weekends and holidays.
constexpr Days furthest_roll{14};

bool same_series(const NominalDate& date, const Review& review) {
    return date.type == review.type && date.lot == review.lot;
}

Occurrence of_date(NominalDate date) {
    Occurrence occurrence;
    occurrence.due_on = date.due_on;
    occurrence.date = std::move(date);
    return occurrence;
}

bool waits(const Occurrence& occurrence) {
    return occurrence.open() && !occurrence.held_on;
}

/// The one that a review names, by nominal or due date; null where it names none that exists.
Occurrence* named(std::vector<Occurrence>& all, const Review& review) {
    Occurrence* by_due = nullptr;
    for (auto& each : all) {
        if (each.state == OccurrenceState::extra || !same_series(each.date, review)) continue;
        if (each.nominal_on() == *review.occurrence) return &each;
        if (each.due_on == *review.occurrence || each.date.due_on == *review.occurrence) by_due = &each;
    }
    return by_due;
}

/// Of those that wait and that fit, the one due last; null where none does.
template <class Fits>
Occurrence* latest_waiting(std::vector<Occurrence>& all, const Review& review, const Fits& fits) {
    Occurrence* latest = nullptr;
    for (auto& each : all) {
        if (!same_series(each.date, review) || !waits(each) || !fits(each)) continue;
        if (latest == nullptr || latest->due_on < each.due_on) latest = &each;
    }
    return latest;
}

void defer(std::vector<Occurrence>& all, const Review& review) {
    const auto before = [&](const Occurrence& each) { return each.due_on < *review.deferred_to; };
    auto* const found = review.occurrence ? named(all, review) : latest_waiting(all, review, before);
    if (found == nullptr) return;
    found->due_on = *review.deferred_to;
    found->deferred_to = review.deferred_to;
    ++found->deferrals;
    found->deferred_past_next = found->date.next_nominal && *found->date.next_nominal < *review.deferred_to;
    found->deferred_recorded_on = review.recorded_on;
    found->deferral_reason = review.reason;
}

Occurrence extra(const Review& review) {
    Occurrence occurrence;
    occurrence.date.lot = review.lot;
    occurrence.date.type = review.type;
    occurrence.date.nominal_on = review.occurrence.value_or(*review.held_on);
    occurrence.date.due_on = occurrence.date.nominal_on;
    occurrence.due_on = occurrence.date.nominal_on;
    occurrence.state = OccurrenceState::extra;
    occurrence.held_on = review.held_on;
    occurrence.rating = review.rating;
    return occurrence;
}

void hold(std::vector<Occurrence>& all, const Review& review) {
    const auto near = [&](const Occurrence& each) {
        return each.due_on <= *review.held_on + std::min(held_early_at_most, each.date.step / 3);
    };
    auto* const found = review.occurrence ? named(all, review) : latest_waiting(all, review, near);
    if (found == nullptr) {
        all.push_back(extra(review));
        return;
    }
    found->state = OccurrenceState::held;
    found->held_on = review.held_on;
    found->rating = review.rating;
    for (auto& each : all) {
        if (same_series(each.date, review) && waits(each) && each.due_on < found->due_on)
            each.state = OccurrenceState::missed;
    }
}

std::vector<const Review*> in_order(std::span<const Review> reviews, Date as_at) {
    std::vector<const Review*> held;
    for (const auto& review : reviews) {
        if (review.held_on && *review.held_on <= as_at) held.push_back(&review);
    }
    std::ranges::stable_sort(held, {}, [](const Review* each) { return std::tie(*each->held_on, each->fact); });
    return held;
}

/// A deferral has no day of its own: it exists from the day it was recorded.
void apply_deferrals(std::vector<Occurrence>& all, std::span<const Review> reviews, Date as_at) {
    std::vector<const Review*> deferrals;
    for (const auto& review : reviews) {
        if (review.deferred_to && review.recorded_on <= as_at) deferrals.push_back(&review);
    }
    std::ranges::stable_sort(deferrals, {}, &Review::fact);
    for (const auto* review : deferrals)
        defer(all, *review);
}

/// Where the contract was closed before the day: what came after it is withdrawn, what was left open is missed.
void close(Occurrence& occurrence, const Contract& contract, Date as_at) {
    if (!closed_on(contract, as_at) || occurrence.date.type == ReviewType::closing) return;
    const Date ended = contract.ended_on.value_or(as_at);
    occurrence.state = ended < occurrence.nominal_on() ? OccurrenceState::withdrawn : OccurrenceState::missed;
}

void settle(Occurrence& occurrence, const OccurrenceSources& sources, Date as_at) {
    if (!waits(occurrence)) return;
    if (occurrence.due_on < as_at) {
        occurrence.state = OccurrenceState::overdue;
        occurrence.days_overdue = as_at - occurrence.due_on;
    } else if (window_opens(occurrence, sources) <= as_at) {
        occurrence.state = OccurrenceState::due;
    } else if (occurrence.deferred_to) {
        occurrence.state = OccurrenceState::deferred;
    }
    close(occurrence, sources.contract, as_at);
    if (!occurrence.open()) occurrence.days_overdue = Days{0};
}

/// The first nominal date that any review or rule can speak of.
Date earliest(const OccurrenceSources& sources) {
    Date first = sources.contract.recorded_on;
    for (const auto& span : sources.spans)
        first = std::min(first, span.covers.first);
    for (const auto& review : sources.reviews) {
        if (review.held_on) first = std::min(first, *review.held_on);
        if (review.occurrence) first = std::min(first, *review.occurrence - furthest_roll);
    }
    return first;
}

/// The last nominal date that must be known to answer for the days until then.
Date latest(const OccurrenceSources& sources, Date until, Date as_at) {
    Date last = std::max(until, as_at + held_early_at_most);
    for (const auto& review : sources.reviews)
        last = std::max(last, review.occurrence.value_or(last));
    return last + furthest_roll;
}

std::vector<Occurrence> all_occurrences(const OccurrenceSources& sources, Date until, Date as_at) {
    const NominalSources rules{sources.contract, sources.importance, sources.spans, sources.calendar, as_at};
    std::vector<Occurrence> all;
    for (auto& date : nominal_dates(rules, {earliest(sources), latest(sources, until, as_at)}))
        all.push_back(of_date(std::move(date)));
    apply_deferrals(all, sources.reviews, as_at);
    for (const auto* review : in_order(sources.reviews, as_at))
        hold(all, *review);
    std::erase_if(all, [](const Occurrence& each) { return each.date.before_effective && !each.held_on; });
    for (auto& occurrence : all)
        settle(occurrence, sources, as_at);
    return all;
}

const std::vector<int>& leads_of(const Occurrence& occurrence, std::span<const VersionSpan> spans,
                                 const ReviewPolicy& policy) {
    return occurrence.date.version ? spans[*occurrence.date.version].version.reminds : policy.remind_working_days;
}

/// Longer than half the step, seven days reckoned for five working days.
bool too_long(int lead, Days step) {
    return 14 * lead > 5 * step.count();
}

/// The longest of the reminders that are kept; 0 for none.
int first_lead(const Occurrence& occurrence, const OccurrenceSources& sources) {
    int longest = 0;
    for (const int lead : leads_of(occurrence, sources.spans, sources.policy)) {
        if (!too_long(lead, occurrence.date.step)) longest = std::max(longest, lead);
    }
    return longest;
}

}  // namespace

std::string_view name_of(OccurrenceState state) {
    return state_names[static_cast<std::size_t>(state)];
}

std::vector<Occurrence> occurrences(const OccurrenceSources& sources, DateRange due_in, Date as_at) {
    auto all = all_occurrences(sources, due_in.last, as_at);
    std::erase_if(all, [&](const Occurrence& each) { return !due_in.contains(each.due_on); });
    std::ranges::stable_sort(
        all, {}, [](const Occurrence& each) { return std::tie(each.date.type, each.date.lot, each.date.nominal_on); });
    return all;
}

std::vector<Occurrence> occurrences_and_next(const OccurrenceSources& sources, Date until, Date as_at) {
    return all_occurrences(sources, until, as_at);
}

std::vector<int> reminder_leads(const Occurrence& occurrence, std::span<const VersionSpan> spans,
                                const ReviewPolicy& policy) {
    auto leads = leads_of(occurrence, spans, policy);
    std::erase_if(leads, [&](int lead) { return too_long(lead, occurrence.date.step); });
    std::ranges::sort(leads, std::greater{});
    return leads;
}

Date window_opens(const Occurrence& occurrence, const OccurrenceSources& sources) {
    return sources.calendar.plus(occurrence.due_on, WorkingDays{-first_lead(occurrence, sources)});
}

}  // namespace contractwatch
