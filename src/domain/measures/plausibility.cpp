// Readings that can hardly be right.
#include "domain/measures/plausibility.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/measures/mistaken_unit.h"

namespace contractwatch {
namespace {

constexpr std::size_t alike_is_doubtful = 6;

/// A share, as a percentage or as a ratio, is at most the whole.
bool is_share(const std::string& unit) {
    return in_per_cent(unit) || key_of(unit) == "ratio";
}

bool follows(const Reading& reading, const Reading& before) {
    return reading.period == before.period.next();
}

/// Whether the latest periods, none left out, have one value.
bool same_running(std::span<const Reading* const> reported) {
    if (reported.size() < alike_is_doubtful) return false;
    const auto latest = reported.last(alike_is_doubtful);
    for (std::size_t at = 0; at < latest.size(); ++at) {
        if (!latest[at]->value || *latest[at]->value != *latest.front()->value) return false;
        if (at > 0 && !follows(*latest[at], *latest[at - 1])) return false;
    }
    return true;
}

}  // namespace

std::vector<Doubt> doubts(const Measure& measure, std::span<const Reading* const> reported) {
    std::vector<Doubt> found;
    if (reported.empty() || !reported.back()->value) return found;
    const auto& latest = *reported.back();
    const auto& version = measure.described_on(latest.period.last());
    if (version.lowest && *latest.value < *version.lowest)
        found.push_back({fmt::format("it is below the lowest that is possible, {}", version.lowest->text()), true});
    if (version.highest && *latest.value > *version.highest)
        found.push_back({fmt::format("it is above the highest that is possible, {}", version.highest->text()), true});
    const bool rate = latest.numerator && latest.denominator;
    if (rate && is_share(version.unit) && *latest.numerator > *latest.denominator) {
        found.push_back({fmt::format("its numerator, {}, is above its denominator, {}", latest.numerator->text(),
                                     latest.denominator->text()),
                         true});
    }
    if (auto clause = mistaken_unit(measure, reported)) found.push_back({std::move(*clause), true});
    if (same_running(reported)) found.push_back({"the same value was reported in six periods running", false});
    return found;
}

}  // namespace contractwatch
