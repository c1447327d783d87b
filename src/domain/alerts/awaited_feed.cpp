// When the next file of a feed is overdue.
#include "domain/alerts/awaited_feed.h"

#include <algorithm>
#include <iterator>

namespace contractwatch {
namespace {

constexpr std::string_view rhythm_names[] = {"daily", "weekly", "monthly", "quarterly", "yearly"};
constexpr WorkingDays grace_of_a_week{1};
constexpr WorkingDays grace_of_months{5};

}  // namespace

std::string_view name_of(Rhythm rhythm) {
    return rhythm_names[static_cast<std::size_t>(rhythm)];
}

std::optional<Rhythm> find_rhythm(std::string_view name) {
    const auto found = std::ranges::find(rhythm_names, name);
    if (found == std::end(rhythm_names)) return std::nullopt;
    return static_cast<Rhythm>(found - std::begin(rhythm_names));
}

Date awaited_by(Rhythm rhythm, Date last, const WorkingCalendar& calendar) {
    switch (rhythm) {
        case Rhythm::daily:
            return calendar.plus(last, WorkingDays{1});
        case Rhythm::weekly:
            return calendar.plus(last + Days{7}, grace_of_a_week);
        case Rhythm::monthly:
            return calendar.plus(last.plus_months(1), grace_of_months);
        case Rhythm::quarterly:
            return calendar.plus(last.plus_months(3), grace_of_months);
        case Rhythm::yearly:
            break;
    }
    return calendar.plus(last.plus_months(12), grace_of_months);
}

}  // namespace contractwatch
