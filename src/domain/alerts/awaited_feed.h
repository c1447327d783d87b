// What should keep coming, and when the next file of a feed is overdue.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/working_days.h"

namespace contractwatch {

/// How often a file of a feed should come.
enum class Rhythm { daily, weekly, monthly, quarterly, yearly };
std::string_view name_of(Rhythm rhythm);
std::optional<Rhythm> find_rhythm(std::string_view name);

struct AwaitedFeed {
    std::string name;  ///< the feed's, as in the settings
    Rhythm rhythm = Rhythm::monthly;
    std::string setting;  ///< under which the effective settings say so
    std::string value;    ///< as they write it

    friend bool operator==(const AwaitedFeed&, const AwaitedFeed&) = default;
};

/// The nightly copies of the record that the settings ask for.
struct AwaitedCopies {
    std::string setting;  ///< under which the effective settings say where the copies go
    std::string value;    ///< as they write it

    friend bool operator==(const AwaitedCopies&, const AwaitedCopies&) = default;
};

/// What the settings say should keep coming: files from outside, and copies that the service itself makes.
struct Awaited {
    std::vector<AwaitedFeed> feeds = {};
    std::optional<AwaitedCopies> copies = {};
};

/// The last day on which the next file is in time after one that came on that day: the next working day of a daily
/// feed; a week and one working day later of a weekly one; a month,
/// a quarter or a year and five working days later of the others, since a day of the month moves about more than a day
/// of the week (council policy).
Date awaited_by(Rhythm rhythm, Date last, const WorkingCalendar& calendar);

}  // namespace contractwatch
