// Civil time in London by Howard Hinnant's date-tz.
#include "adapters/system/london_clock.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

#include <date/tz.h>

#include "base/text.h"

namespace contractwatch {
namespace {

using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr TimeOfDay nine_in_the_morning{9 * 60};

const date::time_zone& london() {
    static const date::time_zone* const zone = [] {
        try {
            return date::locate_zone("Europe/London");
        } catch (const std::exception&) {
            throw std::runtime_error("The time zone Europe/London is not known here: install the package tzdata.");
        }
    }();
    return *zone;
}

/// tzdata's files list the changes up to 2037, and date-tz does not read the rule that follows them. Until 2099 the
/// calendar repeats after 28 years, so a later year is asked about by one of the same shape. After 2099 it is off by
/// some days around the changes.
constexpr int last_listed_year = 2037;
constexpr std::chrono::days cycle{28 * 365 + 7};

std::chrono::days shift_to_listed_years(std::chrono::sys_days day) {
    const auto year = static_cast<int>(std::chrono::year_month_day{day}.year());
    if (year <= last_listed_year) return std::chrono::days{0};
    return cycle * ((year - last_listed_year + 27) / 28);
}

std::chrono::local_seconds local(Instant instant) {
    const auto second = floor<seconds>(instant);
    const auto shift = shift_to_listed_years(floor<std::chrono::days>(second));
    const auto offset = london().get_info(date::sys_seconds{second - shift}).offset;
    return std::chrono::local_seconds{second.time_since_epoch() + offset};
}

Instant instant_of_local(std::chrono::local_seconds time) {
    const auto since_epoch = time.time_since_epoch();
    const auto shift = shift_to_listed_years(std::chrono::sys_days{floor<std::chrono::days>(since_epoch)});
    const auto info = london().get_info(date::local_seconds{since_epoch - shift});
    if (info.result == date::local_info::nonexistent) return Instant{info.first.end + shift};
    return Instant{since_epoch - info.first.offset};
}

Error unreadable(std::string_view text) {
    return invalid("\"" + single_line(text) +
                   "\" is not a time: give 2026-10-01 or 2026-10-01T08:00 (in London), or 2026-10-01T08:00:00Z.");
}

/// The seconds after midnight of HH:MM:SS, through the parser of instants.
std::optional<seconds> time_of(std::string_view text) {
    const auto instant = parse_instant("1970-01-01T" + std::string{text} + "Z");
    if (!instant) return std::nullopt;
    return floor<seconds>(instant->time_since_epoch());
}

}  // namespace

LondonClock::LondonClock() {
    london();
}

Date LondonClock::civil_day(Instant instant) const {
    return Date{floor<std::chrono::days>(local(instant))};
}

TimeOfDay LondonClock::time_of_day(Instant instant) const {
    const auto time = local(instant);
    return {static_cast<int>(floor<minutes>(time - floor<std::chrono::days>(time)).count())};
}

Instant LondonClock::instant_of(Date day, TimeOfDay time) const {
    return instant_of_local(std::chrono::local_seconds{day.local_days()} + minutes{time.minutes});
}

Instant SystemClock::now() const {
    return floor<Instant::duration>(std::chrono::system_clock::now());
}

Result<Instant> parse_given_time(std::string_view text) {
    const auto given = trimmed(text);
    const auto day = Date::parse(given.substr(0, 10));
    if (!day) return unreadable(text);
    const auto midnight = std::chrono::local_seconds{day->local_days()};
    if (given.size() == 10) return instant_of_local(midnight + minutes{nine_in_the_morning.minutes});
    if (given.size() < 16 || given[10] != 'T') return unreadable(text);
    const auto has_seconds = given.size() > 16 && given[16] == ':';
    const auto zone_at = std::min<std::size_t>(has_seconds ? 19 : 16, given.size());
    const auto time = std::string{given.substr(11, zone_at - 11)} + (has_seconds ? "" : ":00");
    const auto zone = given.substr(zone_at);
    if (zone.empty()) {
        const auto after_midnight = time_of(time);
        if (!after_midnight) return unreadable(text);
        return instant_of_local(midnight + *after_midnight);
    }
    const auto instant = parse_instant(day->text() + "T" + time + std::string{zone});
    if (!instant) return unreadable(text);
    return *instant;
}

}  // namespace contractwatch
