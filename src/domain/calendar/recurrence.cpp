// Cadences by arithmetic, rules by libical.
#include "domain/calendar/recurrence.h"

#include <algorithm>
#include <span>

#include <libical/ical.h>

#include "base/text.h"
#include "domain/calendar/period.h"
#include "domain/calendar/recurrence_rule.h"

namespace contractwatch {
namespace {

constexpr int horizon_months = 1200;
constexpr std::size_t no_limit = SIZE_MAX;

/// A day as libical has it. Not icaltime_null_date(), whose time of day is -1.
icaltimetype ical_time(Date day) {
    icaltimetype time{};
    time.year = day.year();
    time.month = static_cast<int>(day.month());
    time.day = static_cast<int>(day.day());
    time.is_date = 1;
    return time;
}

Date date_of(const icaltimetype& time) {
    return {time.year, static_cast<unsigned>(time.month), static_cast<unsigned>(time.day)};
}

int ical_weekday(Date day) {
    return static_cast<int>(day.weekday().c_encoding()) + ICAL_SUNDAY_WEEKDAY;
}

/// Whether a list of libical's, which ends with a mark, holds a number.
bool lists(std::span<const short> list, int number) {
    const auto end = std::ranges::find(list, static_cast<short>(ICAL_RECURRENCE_ARRAY_MAX));
    return std::find(list.begin(), end, number) != end;
}

struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

}  // namespace

/// A rule as libical read it: where it starts to count, and the last day on which it comes.
struct Recurrence::Rule {
    icalrecurrencetype parsed;
    Date start;
    Date until;
    std::size_t count;  ///< 0: no limit

    Rule(const std::string& text, Date anchor)
        : parsed(icalrecurrencetype_from_string(text.c_str())),
          start(anchor),
          until(std::min(last_day_of(parsed), anchor.plus_months(horizon_months))),
          count(static_cast<std::size_t>(parsed.count)) {}
    ~Rule() { icalmemory_free_buffer(parsed.rscale); }
    Rule(const Rule&) = delete;
    Rule& operator=(const Rule&) = delete;

    bool readable() const { return parsed.freq != ICAL_NO_RECURRENCE; }

    static Date last_day_of(const icalrecurrencetype& rule) {
        return icaltime_is_null_time(rule.until) != 0 ? end_of_time : date_of(rule.until);
    }

    /// Lets it end on that day instead of after so many dates: libical starts in the middle of such rules alone.
    void end_on(Date last) {
        until = last;
        parsed.until = ical_time(last);
    }

    std::vector<Date> dates(Date from, Date to, std::size_t most) const {
        to = std::min(to, until);
        if (from > to) return {};
        return parsed.freq == ICAL_WEEKLY_RECURRENCE ? weekly_dates(from, to, most) : libical_dates(from, to, most);
    }

    std::vector<Date> libical_dates(Date from, Date to, std::size_t most) const {
        std::vector<Date> found;
        const Iterator iterator{icalrecur_iterator_new(parsed, ical_time(start))};
        if (!iterator) return found;
        if (from > start && icalrecur_iterator_set_start(iterator.get(), ical_time(from)) == 0) return found;
        while (found.size() < most) {
            const auto time = icalrecur_iterator_next(iterator.get());
            if (icaltime_is_null_time(time) != 0 || date_of(time) > to) break;
            if (date_of(time) >= from) found.push_back(date_of(time));
        }
        return found;
    }

    /// RFC 5545 section 3.3.10: every so many weeks from the one that the start lies in, which begins on WKST.
    /// libical 3.0.16 takes a later week than that one where a weekday of the rule comes before the start's in its own
    /// order.
    std::vector<Date> weekly_dates(Date from, Date to, std::size_t most) const {
        std::vector<Date> found;
        const Days step{7 * parsed.interval};
        const auto first_week = start - Days{(ical_weekday(start) - parsed.week_start + 7) % 7};
        for (auto week = first_week + step * ((from - first_week) / step); week <= to; week = week + step) {
            for (auto day = week; day < week + Days{7} && day <= to && found.size() < most; day = day + Days{1}) {
                if (day >= from && comes_on(day)) found.push_back(day);
            }
        }
        return found;
    }

    bool comes_on(Date day) const {
        const bool any_month = parsed.by_month[0] == ICAL_RECURRENCE_ARRAY_MAX;
        if (!any_month && !lists(parsed.by_month, static_cast<int>(day.month()))) return false;
        if (parsed.by_day[0] == ICAL_RECURRENCE_ARRAY_MAX) return day.weekday() == start.weekday();
        return lists(parsed.by_day, ical_weekday(day));
    }
};

Result<Recurrence> Recurrence::parse(std::string_view rule, Date anchor) {
    const auto cadence = find_frequency(rule);
    if (!cadence) return parse_rule(rule, anchor);
    return Recurrence{std::string{name_of(*cadence)}, anchor, months_in(*cadence)};
}

Result<Recurrence> Recurrence::parse_rule(std::string_view rule, Date anchor) {
    auto text = checked_rule(rule, anchor);
    if (!text) return text.error();
    Recurrence recurrence{std::move(text).value(), anchor, 0};
    const auto read = std::make_shared<Rule>(recurrence.text_, anchor);
    if (!read->readable()) {
        return invalid("the rule '" + recurrence.text_ + "' contradicts RFC 5545, section 3.3.10");
    }
    read->parsed.count = 0;
    const auto first = read->dates(anchor, read->until, std::max<std::size_t>(read->count, 1));
    if (first.empty()) return invalid("the rule '" + recurrence.text_ + "' never comes within a hundred years");
    read->end_on(read->count == 0 ? read->until : first.back());
    recurrence.rule_ = read;
    return recurrence;
}

Date Recurrence::horizon() const {
    return anchor_.plus_months(horizon_months);
}

std::vector<Date> Recurrence::cadence_dates(Date from, Date to, std::size_t most) const {
    std::vector<Date> found;
    const int months =
        (from.year() - anchor_.year()) * 12 + static_cast<int>(from.month()) - static_cast<int>(anchor_.month());
    const auto last = std::min(to, horizon());
    for (int n = std::max(1, months / months_); n * months_ <= horizon_months && found.size() < most; ++n) {
        const auto day = anchor_.plus_months(n * months_);
        if (day > last) break;
        if (day >= from) found.push_back(day);
    }
    return found;
}

std::vector<Date> Recurrence::dates(Date from, Date to, std::size_t most) const {
    from = std::max(from, anchor_);
    return rule_ ? rule_->dates(from, to, most) : cadence_dates(from, to, most);
}

std::vector<Date> Recurrence::between(Date from, Date to) const {
    return dates(from, to, no_limit);
}

std::optional<Date> Recurrence::next_after(Date day) const {
    const auto next = dates(day + Days{1}, horizon(), 1);
    if (next.empty()) return std::nullopt;
    return next.front();
}

std::optional<Date> Recurrence::last_before(Date day) const {
    const auto to = std::min(day - Days{1}, horizon());
    for (int months = 2; to >= anchor_; months *= 6) {
        const auto from = std::max(to.plus_months(-months), anchor_);
        const auto found = between(from, to);
        if (!found.empty()) return found.back();
        if (from == anchor_) break;
    }
    return std::nullopt;
}

std::optional<Days> Recurrence::step_after(Date nominal) const {
    const auto next = next_after(nominal);
    if (!next) return std::nullopt;
    return *next - nominal;
}

std::optional<Days> Recurrence::step_before(Date nominal) const {
    if (const auto before = last_before(nominal)) return nominal - *before;
    return rule_ ? step_after(nominal) : std::optional{nominal - anchor_};
}

}  // namespace contractwatch
