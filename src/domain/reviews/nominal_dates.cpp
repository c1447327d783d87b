// The days on which a contract's reviews should be, from its rules and dates alone.
#include "domain/reviews/nominal_dates.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "domain/calendar/recurrence.h"

namespace contractwatch {
namespace {

/// One of the spans with its rule read.
struct RuleSpan {
    const VersionSpan* span = nullptr;
    std::size_t index = 0;
    Recurrence rule;
    bool first = false;  ///< the first of its series: its rule also tells what could have been before
};

/// What a version gives after a day.
struct Ahead {
    std::optional<Date> next;
    std::string fault = {};               ///< why there is none, as a sentence
    std::optional<Date> ran_out_on = {};  ///< its last date, where it had one
};

Ahead without_date(const ScheduleVersion& version, std::string_view why) {
    return {
        {},
        fmt::format("The rule of its {} reviews, {}, gives no date: {}.", words_for(version.type), version.rule, why)};
}

Ahead look_ahead(const ScheduleVersion& version, Date day) {
    if (!version.anchor) return without_date(version, "the contract has no start date to count from");
    const auto rule = Recurrence::parse(version.rule, *version.anchor);
    if (!rule.ok()) return without_date(version, rule.error().message);
    if (const auto next = rule->next_after(day)) return {next};
    auto ahead = without_date(version, "its last date has passed");
    ahead.ran_out_on = rule->last_before(day + Days{1});
    return ahead;
}

class SeriesDates {
  public:
    SeriesDates(const NominalSources& sources, DateRange window, std::size_t first, std::size_t last)
        : sources_(sources),
          window_(window),
          after_start_(sources.contract.start ? *sources.contract.start + Days{1} : Date{1, 1, 1}) {
        for (auto at = first; at < last; ++at)
            read(at, at == first);
        type_ = sources.spans[first].version.type;
        lot_ = sources.spans[first].version.lot;
    }

    std::vector<NominalDate> dates() {
        for (const auto& rule : rules_)
            add_dates(rule);
        for (std::size_t at = 0; at + 1 < found_.size(); ++at)
            found_[at].next_nominal = found_[at + 1].nominal_on;
        return std::move(found_);
    }

    /// Whether the rules give any date within the contract, each within the days that it decides.
    bool any_within(Date end) const {
        return std::ranges::any_of(rules_, [&](const RuleSpan& rule) {
            const auto [from, to] = decided(rule);
            const auto next = rule.rule.next_after(from - Days{1});
            return next && *next <= std::min(to, end);
        });
    }

  private:
    void read(std::size_t index, bool first) {
        const auto& span = sources_.spans[index];
        if (span.version.rule.empty() || !span.version.anchor) return;
        auto rule = Recurrence::parse(span.version.rule, *span.version.anchor);
        if (rule.ok()) rules_.push_back({&span, index, std::move(*rule), first});
    }

    DateRange decided(const RuleSpan& rule) const {
        const Date born = std::max(after_start_, *rule.span->version.anchor);
        return {rule.first ? born : std::max(born, rule.span->covers.first), rule.span->covers.last};
    }

    /// The window's first day, or the rule's last date before it.
    Date window_start(const RuleSpan& rule) const {
        const bool all_in = window_.first <= std::max(after_start_, *rule.span->version.anchor);
        return all_in ? window_.first : rule.rule.last_before(window_.first).value_or(window_.first);
    }

    void add_dates(const RuleSpan& rule) {
        const auto range = decided(rule);
        const Date from = std::max(range.first, window_start(rule));
        const Date to = std::min(range.last, sources_.contract.end.value_or(end_of_time));
        if (to < from) return;
        // The next one beyond the window must be one that can fall due.
        const Date seen = std::min(to, std::max(window_.last, rule.span->covers.first - Days{1}));
        auto days = from <= seen ? rule.rule.between(from, seen) : std::vector<Date>{};
        auto next = rule.rule.next_after(std::max(seen, from - Days{1}));
        if (next && *next <= to) {
            days.push_back(*next);
            next = rule.rule.next_after(*next);
        }
        add_regular(rule, days, next);
        if (next && to < *next && to == sources_.contract.end) add_brought_to_end(rule, *next);
    }

    void add_regular(const RuleSpan& rule, const std::vector<Date>& days, std::optional<Date> next) {
        for (std::size_t at = 0; at < days.size(); ++at) {
            const auto following = at + 1 < days.size() ? std::optional{days[at + 1]} : next;
            add(rule, days[at], following ? std::optional{*following - days[at]} : std::nullopt, false);
        }
    }

    /// The first date after the end, if more than half of its step lies within the contract.
    void add_brought_to_end(const RuleSpan& rule, Date next) {
        const Date end = *sources_.contract.end;
        const auto before = last_until(rule, end);
        if (!before) return;
        const auto within = end - std::max(*before, after_start_ - Days{2});
        if (2 * within > next - *before) add(rule, end, next - *before, true);
    }

    /// The rule's last date up to that day, its anchor if there is none between.
    std::optional<Date> last_until(const RuleSpan& rule, Date day) const {
        const Date anchor = *rule.span->version.anchor;
        if (day < anchor) return std::nullopt;
        return rule.rule.last_before(day + Days{1}).value_or(anchor);
    }

    void add(const RuleSpan& rule, Date nominal, std::optional<Days> step, bool brought_to_end) {
        NominalDate date;
        date.lot = lot_;
        date.type = type_;
        date.nominal_on = nominal;
        date.roll = brought_to_end ? Roll::preceding : rule.span->version.roll;
        date.due_on = sources_.calendar.roll(nominal, date.roll);
        date.step = step.value_or(date.step);
        date.brought_to_end = brought_to_end;
        date.before_effective = nominal < rule.span->covers.first;
        date.version = rule.index;
        found_.push_back(std::move(date));
    }

    const NominalSources& sources_;
    DateRange window_;
    Date after_start_;
    ReviewType type_ = ReviewType::performance;
    LotRef lot_;
    std::vector<RuleSpan> rules_;
    std::vector<NominalDate> found_;
};

/// A review that falls once, on a day that follows from the contract's dates.
void add_single(std::vector<NominalDate>& dates, const NominalSources& sources, ReviewType type, Date nominal,
                Roll roll) {
    if (sources.contract.start && nominal <= *sources.contract.start) return;
    NominalDate date;
    date.type = type;
    date.nominal_on = nominal;
    date.roll = roll;
    date.due_on = sources.calendar.roll(nominal, roll);
    date.before_effective = nominal < sources.contract.recorded_on;
    dates.push_back(std::move(date));
}

/// Domain rule of reviews: policy by importance, in months before the end.
int appraisal_lead_months(Importance importance) {
    if (importance == Importance::gold) return 9;
    return importance == Importance::silver ? 6 : 3;
}

/// The day that the closing review counts from: the day the contract really ended, else its end.
std::optional<Date> ending(const NominalSources& sources) {
    const auto& ended_on = sources.contract.ended_on;
    return ended_on && *ended_on <= sources.as_at ? ended_on : sources.contract.end;
}

void add_automatic(std::vector<NominalDate>& dates, const NominalSources& sources, ReviewType type) {
    const auto& end = sources.contract.end;
    if (type == ReviewType::options_appraisal && end) {
        const auto nominal = end->plus_months(-appraisal_lead_months(sources.importance));
        add_single(dates, sources, type, nominal, Roll::preceding);
    }
    if (type != ReviewType::closing) return;
    if (const auto ended = ending(sources)) add_single(dates, sources, type, ended->plus_months(1), Roll::following);
}

/// The spans of one lot and type, which stand together.
struct SeriesRange {
    std::size_t first;
    std::size_t last;
};

SeriesRange series_at(std::span<const VersionSpan> spans, std::size_t first) {
    const auto& head = spans[first].version;
    auto last = first + 1;
    while (last < spans.size() && spans[last].version.type == head.type && spans[last].version.lot == head.lot)
        ++last;
    return {first, last};
}

bool whole_contract_has(std::span<const VersionSpan> spans, ReviewType type) {
    return std::ranges::any_of(
        spans, [&](const VersionSpan& span) { return span.version.type == type && span.version.lot.empty(); });
}

}  // namespace

std::vector<NominalDate> nominal_dates(const NominalSources& sources, DateRange window) {
    std::vector<NominalDate> all;
    bool performance_given = false;
    const auto& end = sources.contract.end;
    for (std::size_t at = 0; at < sources.spans.size();) {
        const auto series = series_at(sources.spans, at);
        const auto& head = sources.spans[series.first].version;
        SeriesDates dates{sources, window, series.first, series.last};
        auto found = dates.dates();
        if (head.type == ReviewType::performance && head.lot.empty())
            performance_given = !found.empty() || (end && dates.any_within(*end));
        std::ranges::move(found, std::back_inserter(all));
        at = series.last;
    }
    if (!performance_given && end) add_single(all, sources, ReviewType::performance, *end, Roll::preceding);
    for (const auto type : {ReviewType::options_appraisal, ReviewType::closing}) {
        if (!whole_contract_has(sources.spans, type)) add_automatic(all, sources, type);
    }
    std::ranges::stable_sort(all, {},
                             [](const NominalDate& date) { return std::tie(date.type, date.lot, date.nominal_on); });
    return all;
}

bool is_regular(ReviewType type) {
    return type != ReviewType::options_appraisal && type != ReviewType::closing;
}

ScheduleCheck check_schedules(std::span<const VersionSpan> spans, Date day) {
    ScheduleCheck check{false, std::nullopt, end_of_time, {}};
    std::optional<Date> next;
    std::optional<Date> begins;
    for (const auto& [version, covers] : spans) {
        if (!is_regular(version.type) || version.rule.empty()) continue;
        if (day < covers.first) begins = std::min(begins.value_or(covers.first), covers.first);
        if (!covers.contains(day)) continue;
        check.until = std::min(check.until, covers.last);
        const auto ahead = look_ahead(version, day);
        if (ahead.next) next = std::max(next.value_or(*ahead.next), *ahead.next);
        if (!ahead.fault.empty()) check.why_not = ahead.fault;
        if (ahead.ran_out_on) check.since = ahead.ran_out_on;
    }
    if (begins) check.until = std::min(check.until, *begins - Days{1});
    if (next) return {true, std::nullopt, std::min(check.until, *next - Days{1}), {}};
    if (check.why_not.empty())
        check.why_not = begins ? fmt::format("Its reviews are scheduled only from {}.", begins->short_text())
                               : "Neither a schedule of its own nor the policy for its importance gives any.";
    return check;
}

}  // namespace contractwatch
